//! What the sources of drafted documents say, as `docs draft --all` writes it beside the drafts.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::kind::Kind;
use crate::text::Text;

/// The sources' words, by their places in the documents.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    exact: HashMap<String, Vec<Said>>,
    /// By the operation or component that contains the thing, for documents edited since.
    near: HashMap<(String, Kind, String), Vec<Said>>,
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

/// Why the sources' words cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("not a list of sources as `docs draft --all` writes it: {0}")]
pub struct SourcesError(#[from] serde_json::Error);

impl Sources {
    /// Adds what a file says: a JSON list of `{file, pointer, kind, name, source}`.
    ///
    /// # Errors
    ///
    /// The text is not such a list.
    pub fn add(&mut self, text: &str) -> Result<(), SourcesError> {
        let entries: Vec<Entry> = serde_json::from_str(text)?;
        for entry in entries {
            let said = Said {
                file: entry.file,
                words: entry.source,
            };
            if let Some(kind) = Kind::of_word(&entry.kind) {
                let key = (home(&entry.pointer), kind, entry.name);
                self.near.entry(key).or_default().push(said.clone());
            }
            self.exact.entry(entry.pointer).or_default().push(said);
        }
        Ok(())
    }

    /// What the source of a text says. Files are found by the end of their path, because drafts are
    /// written into any folder.
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

/// The pointer of the operation or component in which something is.
fn home(pointer: &str) -> String {
    pointer.split('/').take(4).collect::<Vec<_>>().join("/")
}
