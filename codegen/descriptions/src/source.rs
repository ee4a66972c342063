//! The source texts of drafted documents, which `docs draft --all` writes next to the drafts.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::kind::SubjectKind;
use crate::text::Text;

/// The source texts, by their places in the documents.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    exact: HashMap<String, Vec<Said>>,
    /// By the enclosing operation or component, for documents that were edited since.
    near: HashMap<(String, SubjectKind, String), Vec<Said>>,
}

#[derive(Clone, Debug)]
struct Said {
    file: String,
    words: String,
}

#[derive(Deserialize)]
struct Entry {
    file: String,
    pointer: String,
    kind: String,
    name: String,
    source: String,
}

/// Why the source texts cannot be parsed.
#[derive(Debug, thiserror::Error)]
#[error("expected a list of sources as written by `docs draft --all`: {0}")]
pub struct SourcesError(#[from] serde_json::Error);

impl Sources {
    /// Adds a file: a JSON list of `{file, pointer, kind, name, source}`.
    ///
    /// # Errors
    ///
    /// The text is not a valid list.
    pub fn add(&mut self, text: &str) -> Result<(), SourcesError> {
        let entries: Vec<Entry> = serde_json::from_str(text)?;
        for entry in entries {
            let said = Said {
                file: entry.file,
                words: entry.source,
            };
            if let Some(kind) = SubjectKind::of_word(&entry.kind) {
                let key = (home(&entry.pointer), kind, entry.name);
                self.near.entry(key).or_default().push(said.clone());
            }
            self.exact.entry(entry.pointer).or_default().push(said);
        }
        Ok(())
    }

    /// The source of a text. Files are matched by the end of their paths, because drafts can be in
    /// any folder.
    pub(crate) fn of(&self, document: &Path, text: &Text) -> Option<&str> {
        let owner = text.pointer.rsplit_once('/').map(|(owner, _)| owner);
        let exact = [Some(text.pointer.as_str()), owner].into_iter().flatten();
        let exact = exact.filter_map(|pointer| self.exact.get(pointer));
        let near = (home(&text.pointer), text.kind, text.name.clone());
        let mut found = exact.chain(self.near.get(&near)).flatten();
        found
            .find(|said| document.ends_with(&said.file) && !said.words.trim().is_empty())
            .map(|said| said.words.as_str())
    }
}

/// The pointer of the enclosing operation or component.
fn home(pointer: &str) -> String {
    pointer.split('/').take(4).collect::<Vec<_>>().join("/")
}
