//! Texts to write: a placeholder in the document, and the text of the source next to it.

use codegen_document::pointer;
use codegen_pages::MARK;
use serde::Serialize;
use serde_json::{Value, json};

use crate::walk;

/// A text to write, and the text of its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TextSource {
    /// The document, relative to the folder of documents.
    pub file: String,
    /// The location in the document.
    pub pointer: String,
    /// The kind of thing it describes: `operation`, `parameter`, `property`, `schema`, `status`,
    /// `value`, `tag`.
    pub kind: &'static str,
    /// The name of that thing.
    pub name: String,
    /// The text of the source. Empty if there is none.
    pub source: String,
}

/// Replaces the text of the sources by placeholders.
pub(crate) fn mark(document: &mut Value, file: &str) -> Vec<TextSource> {
    let mut marker = Marker {
        file,
        found: Vec::new(),
    };
    if document.pointer("/info/description").is_some() {
        marker.put(
            document.get_mut("info"),
            "/info",
            "description",
            "tag",
            "product",
        );
    }
    for (index, tag) in items(document.get_mut("tags")).enumerate() {
        let name = text(tag, "name");
        marker.put(
            Some(tag),
            &format!("/tags/{index}"),
            "description",
            "tag",
            &name,
        );
    }
    marker.operations(document);
    let shared = document.pointer_mut("/components/parameters");
    for (_, parameter, at) in walk::entries(shared, "/components/parameters") {
        let name = text(parameter, "name");
        marker.put(Some(parameter), &at, "description", "parameter", &name);
    }
    walk::schemas(document, &mut |schema, place| marker.schema(schema, place));
    marker.found
}

fn items(value: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    value.and_then(Value::as_array_mut).into_iter().flatten()
}

fn text(value: &Value, key: &str) -> String {
    let text = value.get(key).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

struct Marker<'a> {
    file: &'a str,
    found: Vec<TextSource>,
}

impl Marker<'_> {
    fn put(
        &mut self,
        holder: Option<&mut Value>,
        at: &str,
        key: &str,
        kind: &'static str,
        name: &str,
    ) {
        let Some(holder) = holder.and_then(Value::as_object_mut) else {
            return;
        };
        let known = holder.insert(key.to_owned(), json!(format!("{MARK}: {name}")));
        let source = known.as_ref().and_then(Value::as_str).unwrap_or_default();
        self.found.push(TextSource {
            file: self.file.to_owned(),
            pointer: pointer::join(at, key),
            kind,
            name: name.to_owned(),
            source: source.trim().to_owned(),
        });
    }

    fn operations(&mut self, document: &mut Value) {
        walk::operations(document, &mut |operation, at| {
            let id = walk::operation_id(operation).to_owned();
            self.put(Some(operation), at, "summary", "operation", &id);
            self.put(Some(operation), at, "description", "operation", &id);
            for (index, parameter) in items(operation.get_mut("parameters")).enumerate() {
                if parameter.get("$ref").is_none() {
                    let (at, name) = (format!("{at}/parameters/{index}"), text(parameter, "name"));
                    self.put(Some(parameter), &at, "description", "parameter", &name);
                }
            }
            let base = format!("{at}/responses");
            for (status, response, at) in walk::entries(operation.get_mut("responses"), &base) {
                if response.get("$ref").is_none() {
                    self.put(Some(response), &at, "description", "status", &status);
                    self.headers(response, &at);
                }
            }
        });
    }

    fn headers(&mut self, response: &mut Value, at: &str) {
        let base = format!("{at}/headers");
        for (name, header, at) in walk::entries(response.get_mut("headers"), &base) {
            if header.get("$ref").is_none() {
                self.put(Some(header), &at, "description", "property", &name);
            }
        }
    }

    fn schema(&mut self, schema: &mut Value, place: &walk::SchemaPlace) {
        let segments: Vec<_> = pointer::segments(&place.pointer).collect();
        let is_component = segments.len() == 3 && place.pointer.starts_with(walk::SCHEMAS);
        if is_component {
            self.put(
                Some(schema),
                &place.pointer,
                "description",
                "schema",
                &place.owner,
            );
        } else if place.is_property {
            let name = place.name.clone().unwrap_or_default();
            if let Some(reference) = schema.get("$ref").cloned() {
                *schema = json!({ "allOf": [{ "$ref": reference }] });
            }
            self.put(
                Some(schema),
                &place.pointer,
                "description",
                "property",
                &name,
            );
        } else if let Some(schema) = schema.as_object_mut() {
            schema.shift_remove("description");
            alone(schema);
        }
        let base = format!("{}/x-enum-descriptions", place.pointer);
        let values: Vec<String> = schema
            .get("x-enum-descriptions")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(value, _)| value.clone())
            .collect();
        for value in values {
            self.put(
                schema.get_mut("x-enum-descriptions"),
                &base,
                &value,
                "value",
                &value,
            );
        }
    }
}

/// A reference without siblings does not need `allOf`.
fn alone(schema: &mut serde_json::Map<String, Value>) {
    let parts = schema.get("allOf").and_then(Value::as_array);
    let single = parts.filter(|parts| parts.len() == 1 && schema.len() == 1);
    if let Some(Value::Object(part)) = single.and_then(|parts| parts.first()).cloned() {
        *schema = part;
    }
}
