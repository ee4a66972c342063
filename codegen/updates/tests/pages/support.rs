//! A copy of an invented folder of documents, and pages with a few words changed.

use std::fs;
use std::path::{Path, PathBuf};

use codegen_check::{Severity, Source, check};
use codegen_pages::{Record, compare};
use codegen_updates::{
    Application, ApplyError, Difference, Folder, Outcome, PLACEHOLDER, apply, difference, subjects,
    write,
};
use similar::{ChangeTag, TextDiff};
use tempfile::TempDir;

pub(crate) struct Library {
    folder: TempDir,
}

impl Library {
    pub(crate) fn new() -> Library {
        let library = Library {
            folder: tempfile::tempdir().unwrap(),
        };
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/library");
        for entry in fs::read_dir(source).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(
                &path,
                library.path(path.file_name().unwrap().to_str().unwrap()),
            )
            .unwrap();
        }
        fs::create_dir(library.path("records")).unwrap();
        for operation in ["SearchBooks", "ShowBook"] {
            library.record(operation);
        }
        library
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn record(&self, operation: &str) {
        let file = self.path(&format!("{operation}.md"));
        let page = codegen_pages::read_file(&file).unwrap();
        let bytes = fs::read(&file).unwrap();
        let record = Record::of_page(&page, &bytes, operation, &[], None).unwrap();
        let name = format!("records/{}", Record::file_name(operation));
        fs::write(self.path(&name), record.to_yaml()).unwrap();
    }

    pub(crate) fn folder(&self) -> Folder {
        Folder::load(self.folder.path()).unwrap()
    }

    /// Replaces words on a page. Each has to be present.
    pub(crate) fn change(&self, operation: &str, words: &[(&str, &str)]) -> PathBuf {
        let file = self.path(&format!("{operation}.md"));
        let mut text = fs::read_to_string(&file).unwrap();
        for (old, new) in words {
            assert!(text.contains(old), "the page has no {old:?}");
            text = text.replacen(old, new, 1);
        }
        fs::write(&file, text).unwrap();
        file
    }

    pub(crate) fn difference(&self, operation: &str) -> Difference {
        let file = self.path(&format!("{operation}.md"));
        let page = codegen_pages::read_file(&file).unwrap();
        let bytes = fs::read(&file).unwrap();
        let folder = self.folder();
        let found = subjects(&file, &page, &bytes, &folder, None, &[]).unwrap();
        assert_eq!(found.len(), 1, "the page fits one record");
        assert_eq!(found[0].old.operation, operation);
        difference(&found[0], &folder.documents)
    }

    pub(crate) fn outcome(&self, operation: &str) -> Result<Outcome, ApplyError> {
        let file = self.path(&format!("{operation}.md"));
        let page = codegen_pages::read_file(&file).unwrap();
        let bytes = fs::read(&file).unwrap();
        let folder = self.folder();
        let found = subjects(&file, &page, &bytes, &folder, Some(operation), &[]).unwrap();
        apply(&folder, &found)
    }

    /// Applies the page of an operation and returns the changed lines of the document.
    pub(crate) fn apply(&self, operation: &str) -> (Application, String) {
        let before = self.text("library.yaml");
        let mut outcome = self.outcome(operation).unwrap();
        write(&outcome.files).unwrap();
        assert!(
            self.difference(operation).changes.is_empty(),
            "the record is the page's"
        );
        (
            outcome.operations.remove(0),
            lines(&before, &self.text("library.yaml")),
        )
    }

    /// Records and document agree, and the document is valid OpenAPI.
    pub(crate) fn assert_sound(&self) {
        self.assert_like_records();
        let sources = self.folder().documents.into_iter().map(Source::Document);
        let found = check(&sources.collect::<Vec<_>>());
        // Several descriptions have the same placeholder.
        let errors = found.iter().filter(|one| one.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{found:#?}");
    }

    /// Everything that has to be true of a folder of documents.
    pub(crate) fn assert_consistent(&self) {
        self.assert_like_records();
        let sources = self.folder().documents.into_iter().map(Source::Document);
        let mut found = check(&sources.collect::<Vec<_>>());
        // Descriptions are left to be written, and each is reported.
        let unwritten = found.iter().filter(|one| one.rule == "unwritten-text");
        let marks = self.text("library.yaml").matches(PLACEHOLDER).count();
        assert_eq!(unwritten.count(), marks, "{found:#?}");
        found.retain(|one| one.rule != "unwritten-text");
        assert!(found.is_empty(), "{found:#?}");
    }

    fn assert_like_records(&self) {
        let folder = self.folder();
        let comparison = compare(&folder.records, &folder.documents, folder.ledger.as_ref());
        let facts = comparison
            .operations
            .iter()
            .flat_map(|operation| &operation.facts);
        let open: Vec<_> = facts
            .filter(|fact| {
                matches!(
                    fact.state,
                    codegen_pages::State::Missing | codegen_pages::State::Invented
                )
            })
            .collect();
        assert!(open.is_empty(), "{open:#?}");
    }
}

/// The removed and added lines.
fn lines(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let changes = diff
        .iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal);
    changes
        .map(|change| {
            let sign = if change.tag() == ChangeTag::Delete {
                '-'
            } else {
                '+'
            };
            format!("{sign}{}", change.value())
        })
        .collect()
}

/// The messages of the changes, with their effects.
pub(crate) fn messages(found: &Difference) -> Vec<String> {
    let line =
        |change: &codegen_updates::Change| format!("{:?}: {}", change.effect, change.message);
    found.changes.iter().map(line).collect()
}

pub(crate) fn decisions(application: &Application) -> Vec<&str> {
    application
        .decisions
        .iter()
        .map(|decision| decision.why.as_str())
        .collect()
}

pub(crate) fn remarks(application: &Application) -> Vec<&str> {
    application
        .remarks
        .iter()
        .map(|remark| remark.text.as_str())
        .collect()
}
