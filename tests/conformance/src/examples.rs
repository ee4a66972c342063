//! The documented examples, found in the documents.

use std::path::{Path, PathBuf};

use codegen_document::{Document, LoadError, Manifest, ManifestEntry, pointer};
use serde_json::{Map, Value};

/// An operation of a document.
#[derive(Clone, Debug)]
pub struct DocumentedOperation {
    /// The documents that it is from, as the manifest names them.
    pub document: String,
    /// The `operationId`.
    pub id: String,
    /// Its JSON pointer in the document.
    pub pointer: String,
    /// The path with placeholders.
    pub path: String,
    /// The method in upper case.
    pub method: String,
    /// The documented request, where the page shows one: its URL and the parameters in it.
    pub request: Option<(String, Map<String, Value>)>,
    /// Its parameters, references resolved.
    pub parameters: Vec<Value>,
    /// All its examples.
    pub examples: Vec<Example>,
}

/// A documented example.
#[derive(Clone, Debug)]
pub struct Example {
    /// Whether it is sent or received.
    pub direction: Direction,
    /// Its name in the document.
    pub name: String,
    /// Its JSON pointer in the document.
    pub pointer: String,
    /// The example itself.
    pub value: Value,
    /// The schema that it is an example of, not resolved.
    pub schema: Value,
}

/// Which way a body goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the service.
    Request,
    /// From the service, with this status.
    Response(u16),
}

impl Direction {
    /// Whether it is the body of a success.
    pub fn is_success(self) -> bool {
        matches!(self, Direction::Response(status) if (200..300).contains(&status))
    }
}

impl DocumentedOperation {
    /// A short name of the example for messages and snapshots.
    pub fn label(&self, example: &Example) -> String {
        match example.direction {
            Direction::Request => format!("{}-request-{}", self.id, example.name),
            Direction::Response(status) => format!("{}-{status}-{}", self.id, example.name),
        }
    }
}

/// The folder of the documents.
pub fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

/// The documents of each module of the manifest, read as one, by the name that the manifest has.
///
/// # Errors
///
/// A document that cannot be loaded.
pub fn documents() -> Result<Vec<(String, Document)>, LoadError> {
    let specs = specs();
    let load = |entry: &ManifestEntry| {
        let document = Document::bundle(&specs.join(&entry.documents))?;
        Ok((entry.documents.display().to_string(), document))
    };
    let manifest = Manifest::load(&specs)?;
    manifest.modules.iter().map(load).collect()
}

/// Every operation of every document.
///
/// # Errors
///
/// A document that cannot be loaded.
pub fn operations() -> Result<Vec<DocumentedOperation>, LoadError> {
    let documents = documents()?;
    Ok(documents
        .iter()
        .flat_map(|(name, document)| operations_of(name, &document.to_json()))
        .collect())
}

fn operations_of(name: &str, document: &Value) -> Vec<DocumentedOperation> {
    let mut operations = Vec::new();
    for (path, item) in members(document.get("paths")) {
        for (method, operation) in members(Some(item)) {
            let Some(id) = operation.get("operationId").and_then(Value::as_str) else {
                continue;
            };
            let base = format!("{}/{method}", pointer::join("/paths", path));
            let parameters = [item, operation].map(|holder| holder.get("parameters"));
            let parameters = parameters
                .into_iter()
                .flatten()
                .filter_map(Value::as_array)
                .flatten();
            operations.push(DocumentedOperation {
                document: name.to_owned(),
                id: id.to_owned(),
                pointer: base.clone(),
                path: path.clone(),
                method: method.to_ascii_uppercase(),
                request: documented_request(operation),
                parameters: parameters.map(|it| resolve(document, it).clone()).collect(),
                examples: examples_of(document, operation, &base),
            });
        }
    }
    operations
}

fn documented_request(operation: &Value) -> Option<(String, Map<String, Value>)> {
    let request = operation.get("x-request-example")?;
    let url = request.get("url").and_then(Value::as_str)?;
    let parameters = request.get("parameters").and_then(Value::as_object);
    Some((url.to_owned(), parameters.cloned().unwrap_or_default()))
}

fn examples_of(document: &Value, operation: &Value, base: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    if let Some(body) = operation.get("requestBody") {
        let body = resolve(document, body);
        examples.extend(examples_in(
            body,
            Direction::Request,
            &format!("{base}/requestBody"),
        ));
    }
    for (status, response) in members(operation.get("responses")) {
        let Ok(code) = status.parse() else { continue };
        let base = format!("{base}/responses/{status}");
        let response = resolve(document, response);
        examples.extend(examples_in(response, Direction::Response(code), &base));
    }
    examples
}

fn examples_in(holder: &Value, direction: Direction, base: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    for (media_type, content) in members(holder.get("content")) {
        let schema = content.get("schema").cloned().unwrap_or_default();
        let base = pointer::join(&format!("{base}/content"), media_type);
        for (name, example) in members(content.get("examples")) {
            examples.push(Example {
                direction,
                name: name.clone(),
                pointer: format!("{}/value", pointer::join(&format!("{base}/examples"), name)),
                value: example.get("value").cloned().unwrap_or_default(),
                schema: schema.clone(),
            });
        }
    }
    examples
}

fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let reference = value.get("$ref").and_then(Value::as_str);
    let target = reference.and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(value)
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}
