//! The documents of the tests.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "a test that fails may panic; not every test needs all"
)]

use std::fs;
use std::path::{Path, PathBuf};

use codegen_descriptions::{Named, Selection, Sources, Worklist};
use codegen_document::Document;

pub(crate) fn text(file: &str) -> String {
    fs::read_to_string(Path::new("tests/fixtures").join(file)).unwrap()
}

pub(crate) fn documents() -> Vec<Named> {
    let named = |file: &str| Named {
        name: format!("specs/{file}"),
        document: Document::parse(format!("specs/{file}"), text(file)).unwrap(),
    };
    vec![named("things.yaml"), named("others.yaml")]
}

pub(crate) fn list() -> Worklist {
    let mut sources = Sources::default();
    sources.add(&text("sources.json")).unwrap();
    Worklist::of(&documents(), &sources, &Selection::default())
}

/// All YAML files of a folder and of those in it.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            files.push(path);
        }
    }
    files.sort();
    files
}
