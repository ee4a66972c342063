//! Documents and their patches.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::Document;
use json_patch::Patch;
use serde_json::Value;

/// A base document and its patches, sorted by name.
pub(crate) struct Cases {
    pub(crate) base: Value,
    pub(crate) patches: BTreeMap<String, Patch>,
}

/// The cases in a folder of `tests/cases`.
pub(crate) fn cases(name: &str) -> Cases {
    let folder = folder(name);
    let patches = json(&folder.join("patches.yaml"));
    Cases {
        base: json(&folder.join("base.yaml")),
        patches: serde_json::from_value(patches).expect("patches by RFC 6902"),
    }
}

impl Cases {
    /// Applies a patch to the base.
    pub(crate) fn patched(&self, name: &str) -> Value {
        let mut value = self.base.clone();
        let applied = json_patch::patch(&mut value, &self.patches[name]);
        applied.unwrap_or_else(|error| panic!("{name}: {error}"));
        value
    }
}

/// A value as a document with line numbers.
pub(crate) fn document(name: &str, value: &Value) -> Document {
    Document::parse(name, format!("{value:#}")).expect("JSON is YAML")
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("the file is there");
    let document = Document::parse(path, text).unwrap_or_else(|error| panic!("{error}"));
    document.to_json()
}
