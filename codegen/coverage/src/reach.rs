//! The parts of an operation: itself, and everything that it refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use codegen_descriptions::Text;
use codegen_document::{Document, normalized, reference};

/// Documents by path, with the pointers of the texts to write.
#[derive(Debug)]
pub(crate) struct Reach<'a> {
    documents: BTreeMap<PathBuf, (&'a Document, Vec<String>)>,
}

impl<'a> Reach<'a> {
    pub(crate) fn of(documents: &'a [Document]) -> Reach<'a> {
        let read = documents.iter().map(|document| {
            let texts = Text::all(document).into_iter().filter(Text::is_unwritten);
            let unwritten = texts.map(|text| text.pointer().to_owned()).collect();
            (normalized(document.path()), (document, unwritten))
        });
        Reach {
            documents: read.collect(),
        }
    }

    /// The number of texts to write in all parts of an operation.
    pub(crate) fn unwritten(&self, document: &Document, pointer: &str) -> usize {
        let mut pending = vec![(normalized(document.path()), pointer.to_owned())];
        let mut seen: BTreeSet<(PathBuf, String)> = BTreeSet::new();
        let mut unwritten: BTreeSet<(&Path, &str)> = BTreeSet::new();
        while let Some((path, pointer)) = pending.pop() {
            let Some((path, (document, texts))) = self.documents.get_key_value(&path) else {
                continue;
            };
            let Some(node) = document.at(&pointer) else {
                continue;
            };
            if !seen.insert((path.clone(), pointer.clone())) {
                continue;
            }
            let within = format!("{pointer}/");
            let texts = texts.iter().filter(|text| text.starts_with(&within));
            unwritten.extend(texts.map(|text| (path.as_path(), text.as_str())));
            for target in reference::all(node) {
                if let Some((file, pointer)) = target.split_once('#') {
                    pending.push((beside(path, file), pointer.to_owned()));
                }
            }
        }
        unwritten.len()
    }
}

/// The path of a referenced file.
fn beside(path: &Path, file: &str) -> PathBuf {
    match file {
        "" => path.to_owned(),
        file => normalized(&path.parent().unwrap_or(Path::new("")).join(file)),
    }
}
