//! The documents that are embedded in the mock server: JSON, which needs no YAML parser, without anything
//! that does not affect responses.

use std::path::Path;

use codegen_document::ManifestEntry;
use serde_json::{Map, Value};

use super::emission::Emission;
use super::source;
use crate::output::GeneratedFile;

/// The folder of the generated documents.
pub(crate) const FOLDER: &str = "mock-server/src/generated";

/// The depth down to which each member of an object is on a line of its own, so that the diff of a change
/// shows its operation or component.
const LINE_DEPTH: usize = 3;

/// Keys of OpenAPI objects that do not affect responses.
const IRRELEVANT_KEYS: [&str; 7] = [
    "deprecated",
    "description",
    "externalDocs",
    "servers",
    "summary",
    "tags",
    "title",
];

impl Emission<'_> {
    pub(super) fn mock_document(&self, document: &Value) -> GeneratedFile {
        GeneratedFile {
            path: Path::new(FOLDER).join(format!("{}.json", self.destination.name)),
            text: compact(document),
            document: Some(self.destination.document.clone()),
        }
    }
}

/// A document as JSON without anything that does not affect the mock server's responses, with a line for each
/// operation and component.
#[must_use]
pub fn compact(document: &Value) -> String {
    let mut text = String::new();
    write_lines(&relevant(document, Part::Object), 0, &mut text);
    text.push('\n');
    text
}

/// The file that lists the embedded documents.
pub(crate) fn list(entries: &[ManifestEntry]) -> GeneratedFile {
    let lines: String = entries
        .iter()
        .map(|entry| {
            let name = entry.name();
            format!("    (\"{name}\", include_str!(\"{name}.json\")),\n")
        })
        .collect();
    GeneratedFile {
        path: Path::new(FOLDER).join("mod.rs"),
        text: format!(
            "{}//! The documents that the server has without being given any.\n\n\
             /// Names and contents, as JSON.\n\
             pub(crate) const DOCUMENTS: &[(&str, &str)] = &[\n{lines}];\n",
            source::header("manifest.toml")
        ),
        document: None,
    }
}

/// The meaning of the keys of a value in a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// An object that OpenAPI defines, or a list of such objects.
    Object,
    /// A map from names to such objects.
    Named,
    /// Data: examples, values and names; also security schemes, whose description states the kind of
    /// signature.
    Data,
}

impl Part {
    fn below(self, key: &str, value: &Value) -> Self {
        match (self, key) {
            (Self::Named, _) => Self::Object,
            (Self::Data, _) => Self::Data,
            (
                Self::Object,
                "default" | "enum" | "example" | "mapping" | "required" | "securitySchemes"
                | "value",
            ) => Self::Data,
            (
                Self::Object,
                "content" | "encoding" | "examples" | "headers" | "parameters" | "paths"
                | "properties" | "requestBodies" | "responses" | "schemas",
            ) if value.is_object() => Self::Named,
            (Self::Object, _) => Self::Object,
        }
    }
}

/// The value without irrelevant keys.
fn relevant(value: &Value, part: Part) -> Value {
    match value {
        _ if part == Part::Data => value.clone(),
        Value::Array(items) => items.iter().map(|item| relevant(item, part)).collect(),
        Value::Object(members) => {
            let is_relevant = |key: &str| {
                part != Part::Object || !key.starts_with("x-") && !IRRELEVANT_KEYS.contains(&key)
            };
            let members = members.iter().filter(|(key, _)| is_relevant(key));
            let members = members.map(|(key, value)| {
                let value = relevant(value, part.below(key, value));
                (key.clone(), value)
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        _ => value.clone(),
    }
}

/// Writes JSON without spaces, with a line for each member of the outer objects.
fn write_lines(value: &Value, depth: usize, text: &mut String) {
    let Some(members) = value
        .as_object()
        .filter(|it| depth < LINE_DEPTH && !it.is_empty())
    else {
        text.push_str(&value.to_string());
        return;
    };
    text.push('{');
    for (index, (key, value)) in members.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&Value::from(key.as_str()).to_string());
        text.push(':');
        write_lines(value, depth + 1, text);
    }
    text.push_str("\n}");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_and_extensions_are_dropped() {
        let document = json!({
            "openapi": "3.0.3",
            "info": {"title": "Things", "description": "All of them."},
            "tags": [{"name": "things"}],
            "paths": {"/things": {"get": {
                "operationId": "ListThings",
                "summary": "Lists things.",
                "x-source": {"page": "things"},
                "parameters": [{"name": "tags", "in": "query", "description": "Tags.",
                    "schema": {"type": "string", "default": "title"}}],
                "responses": {"200": {"description": "Things.", "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Things"},
                    "examples": {"summary": {"summary": "One.", "value": {"description": "a thing"}}},
                }}}},
            }}},
            "components": {
                "schemas": {"Things": {"type": "object", "required": ["title"], "properties": {
                    "title": {"type": "string", "description": "Its title.", "x-order": 1},
                    "x-other": {"type": "string", "title": "Other"},
                }}},
                "securitySchemes": {"key": {"type": "apiKey", "description": "SDK-HMAC-SHA256"}},
            },
        });
        let mut text = String::new();
        write_lines(&relevant(&document, Part::Object), 0, &mut text);
        insta::assert_snapshot!(text);
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, relevant(&document, Part::Object));
    }
}
