//! The files of a run, found by their paths.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use codegen_document::{Document, normalized};

use crate::place::DocumentId;
use crate::source::Source;

/// The files of a run.
#[derive(Debug)]
pub(crate) struct Files<'a> {
    documents: Vec<(&'a Document, Role)>,
    by_path: HashMap<PathBuf, File<'a>>,
}

/// What a document is in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is checked from its root.
    Whole,
    /// Others refer to it: only what they refer to is checked.
    Part,
}

/// What is known about a path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum File<'a> {
    Document(DocumentId),
    /// It was read, but is not what it should be: that is a finding of its own.
    Invalid,
    /// It could not be read, and why.
    Unreadable(&'a str),
}

impl<'a> Files<'a> {
    pub(crate) fn of(sources: &'a [Source]) -> Files<'a> {
        let mut files = Files {
            documents: Vec::new(),
            by_path: HashMap::new(),
        };
        for source in sources {
            let file = match source {
                Source::Document(document) => files.add(document, Role::Whole),
                Source::Referenced(document) => files.add(document, Role::Part),
                Source::Invalid(_) => File::Invalid,
                Source::Unreadable(unreadable) => File::Unreadable(&unreadable.reason),
                Source::Ledger(_) | Source::Settings(_) => continue,
            };
            files.by_path.insert(normalized(source.path()), file);
        }
        files
    }

    fn add(&mut self, document: &'a Document, role: Role) -> File<'a> {
        self.documents.push((document, role));
        File::Document(self.documents.len() - 1)
    }

    /// How many documents there are.
    pub(crate) fn len(&self) -> usize {
        self.documents.len()
    }

    pub(crate) fn document(&self, id: DocumentId) -> &'a Document {
        self.documents[id].0
    }

    pub(crate) fn role(&self, id: DocumentId) -> Role {
        self.documents[id].1
    }

    /// The documents that are checked from their roots.
    pub(crate) fn whole(&self) -> impl Iterator<Item = (DocumentId, &'a Document)> {
        self.documents
            .iter()
            .enumerate()
            .filter(|(_, (_, role))| *role == Role::Whole)
            .map(|(id, (document, _))| (id, *document))
    }

    /// The path of a file that a document refers to.
    pub(crate) fn path(&self, from: DocumentId, file: &str) -> PathBuf {
        let folder = self.document(from).path().parent();
        normalized(&folder.unwrap_or(Path::new("")).join(file))
    }

    pub(crate) fn at(&self, path: &Path) -> Option<File<'a>> {
        self.by_path.get(path).copied()
    }
}
