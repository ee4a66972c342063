//! The configured names of a draft: `draft.toml`.

use std::collections::HashMap;
use std::path::Path;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::error::DraftError;
use crate::walk;

/// The contents of `draft.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Names {
    /// From a tag to a document, without `.yaml`, relative to the file.
    pub resources: IndexMap<String, String>,
    /// Operations that belong to another document than their tag.
    pub operations: HashMap<String, String>,
    /// From a name in the definition to ours.
    pub schemas: IndexMap<String, String>,
    /// From `Schema.property` or `Operation.parameter` to the component of its values.
    pub enumerations: HashMap<String, String>,
    /// The URL of an operation's page, with `{operation}` for its name.
    pub page: Option<String>,
}

impl Names {
    /// The name of the file in the folder of documents.
    pub const FILE_NAME: &str = "draft.toml";

    /// Parses a file. `path` appears in messages.
    ///
    /// # Errors
    ///
    /// The text does not have the expected format.
    pub fn parse(path: &Path, text: &str) -> Result<Names, DraftError> {
        toml::from_str(text).map_err(|error| DraftError::Names {
            path: path.to_path_buf(),
            message: error.to_string(),
        })
    }

    /// The document of an operation.
    pub(crate) fn document<'a>(&'a self, operation: &Value) -> Option<&'a str> {
        let named = self.operations.get(walk::operation_id(operation));
        let named = named.or_else(|| self.resources.get(tag(operation)));
        named.map(String::as_str).filter(|name| !name.is_empty())
    }

    /// The text of a file with a proposal for each tag.
    pub(crate) fn proposal(document: &Value) -> String {
        let mut tags: IndexMap<&str, Vec<&str>> = IndexMap::new();
        for (path, _, operation) in walk::listed(document) {
            tags.entry(tag(operation)).or_default().push(path);
        }
        let mut text = String::from(
            "# Names for `docs draft --all`. Several tags may share a document.\n\
             [resources]\n",
        );
        let mut taken: Vec<String> = Vec::new();
        for (tag, paths) in &tags {
            let name = proposed(tag, paths, &taken);
            text.push_str(&line(tag, &name));
            taken.push(name);
        }
        text.push_str("\n[operations]\n\n[schemas]\n\n[enumerations]\n");
        text
    }
}

/// A line that assigns a document to a tag.
pub(crate) fn line(tag: &str, name: &str) -> String {
    format!("{} = {}\n", Value::from(tag), Value::from(name))
}

/// The first tag of an operation.
pub(crate) fn tag(operation: &Value) -> &str {
    let tag = operation.pointer("/tags/0").and_then(Value::as_str);
    tag.unwrap_or("default")
}

/// The tag itself if it is English, otherwise the most frequent word of its addresses that no other
/// tag uses.
fn proposed(tag: &str, paths: &[&str], taken: &[String]) -> String {
    if tag.is_ascii() {
        let name = tag.to_ascii_lowercase().replace([' ', '_', '/'], "-");
        return name;
    }
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for path in paths {
        let path = path.split('#').next().unwrap_or_default();
        for word in path.split('/').filter(|word| is_word(word)) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let free = counts
        .iter()
        .filter(|(word, _)| !taken.iter().any(|name| name == *word));
    let best = free.max_by_key(|(_, count)| **count);
    best.map_or_else(String::new, |(word, _)| word.replace('_', "-"))
}

/// Whether a path segment is a name, not a version or placeholder.
fn is_word(part: &str) -> bool {
    let is_version = part
        .strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
    !part.is_empty() && !part.contains('{') && !is_version
}
