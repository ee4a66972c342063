//! Reading the files that documents refer to.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use codegen_document::{Document, LoadError};

use crate::discovery;
use crate::object_graph::ObjectGraph;
use crate::source::{Source, Unreadable};

/// More files than any description of an interface has.
const MOST_FILES: usize = 20_000;

/// Reads the files that documents refer to, and those that these refer to, and adds them.
///
/// Nothing is ever read from the network. A file that cannot be read becomes a finding where it is
/// referred to. The settings for each file are found upward from it.
pub fn load_references(sources: &mut Vec<Source>) {
    let mut unread = 0;
    let mut folders = BTreeSet::new();
    while sources[unread..].iter().any(has_file_reference) {
        let missing = ObjectGraph::new(sources).missing_files();
        unread = sources.len();
        for path in missing {
            let source = match sources.len() {
                0..MOST_FILES => {
                    folders.extend(path.parent().map(Path::to_owned));
                    read(&path)
                }
                _ => Source::Unreadable(Unreadable {
                    path,
                    reason: format!("more than {MOST_FILES} files are not read"),
                }),
            };
            sources.push(source);
        }
    }
    for folder in folders {
        // Settings that cannot be read are an error where a path is named, not where a reference leads.
        drop(discovery::settings_above(&folder, sources));
    }
}

fn read(path: &Path) -> Source {
    match Source::of(Document::load(path), Source::Referenced) {
        Ok(source) => source,
        Err(error) => Source::Unreadable(Unreadable {
            path: path.to_path_buf(),
            reason: match error {
                LoadError::Io { source, .. } if source.kind() == ErrorKind::NotFound => {
                    "there is no such file".to_owned()
                }
                LoadError::Io { source, .. } => source.to_string(),
                invalid @ LoadError::Invalid(_) => invalid.to_string(),
            },
        }),
    }
}

/// Whether a text may have a reference to another file: a quick look that spares a walk.
fn has_file_reference(source: &Source) -> bool {
    let (Source::Document(document) | Source::Referenced(document)) = source else {
        return false;
    };
    document.text().split("$ref").skip(1).any(|rest| {
        let target = rest.trim_start_matches(|character: char| {
            character.is_whitespace() || matches!(character, '"' | '\'' | ':')
        });
        !target.starts_with('#')
    })
}
