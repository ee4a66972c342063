//! The documented examples, collected from the documents.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use codegen_document::{Document, LedgerEntry, LoadError, Manifest, ManifestEntry, pointer};
use serde_json::{Map, Value, json};

use crate::sample::{resolved, sample, without};

/// An operation of a document.
#[derive(Clone, Debug)]
pub struct DocumentedOperation {
    /// The documents that define it, by their name in the manifest.
    pub document: String,
    /// The `operationId`.
    pub id: String,
    /// Its JSON pointer in the document.
    pub pointer: String,
    /// The path with placeholders.
    pub path: String,
    /// The method in upper case.
    pub method: String,
    /// The documented request, if the page shows one: its URL and the parameters in it.
    pub request: Option<(String, Map<String, Value>)>,
    /// Its parameters, references resolved.
    pub parameters: Vec<Value>,
    /// All its examples.
    pub examples: Vec<Example>,
    /// Whether only a definition documents it, in which case it may have no example.
    pub is_from_definition: bool,
    /// Whether one of its success responses has no body.
    pub may_answer_nothing: bool,
    /// The document, for the components that parameters and bodies refer to.
    pub(crate) components: Arc<Value>,
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
    /// The example without properties that the schema does not define and the ledger excuses.
    pub value: Value,
    /// Whether the ledger says that it does not match its schema.
    pub is_excused: bool,
    /// The schema that it is an example of, not resolved.
    pub schema: Value,
}

/// The direction of a body.
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

/// The documents of each module of the manifest, read as one, by their name in the manifest.
///
/// # Errors
///
/// A document that cannot be loaded.
pub fn documents() -> Result<Vec<(String, Document)>, LoadError> {
    static DOCUMENTS: OnceLock<Vec<(String, Document)>> = OnceLock::new();
    kept(&DOCUMENTS, load_documents)
}

/// Values that are computed once for all tests.
pub(crate) fn kept<T: Clone>(
    place: &'static OnceLock<T>,
    make: impl FnOnce() -> Result<T, LoadError>,
) -> Result<T, LoadError> {
    if let Some(kept) = place.get() {
        return Ok(kept.clone());
    }
    let made = make()?;
    Ok(place.get_or_init(|| made).clone())
}

fn load_documents() -> Result<Vec<(String, Document)>, LoadError> {
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
    static OPERATIONS: OnceLock<Vec<DocumentedOperation>> = OnceLock::new();
    kept(&OPERATIONS, read_operations)
}

fn read_operations() -> Result<Vec<DocumentedOperation>, LoadError> {
    let (documents, ledger) = (documents()?, crate::ledger()?);
    Ok(documents
        .iter()
        .flat_map(|(name, document)| {
            let entries = ledger.iter().filter(|entry| entry.document == *name);
            let entries: Vec<&LedgerEntry> = entries.collect();
            operations_of(name, &Arc::new(document.to_json()), &entries)
        })
        .collect())
}

fn operations_of(
    name: &str,
    document: &Arc<Value>,
    ledger: &[&LedgerEntry],
) -> Vec<DocumentedOperation> {
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
                parameters: parameters.map(|it| parameter(document, it)).collect(),
                examples: examples_of(document, operation, &base)
                    .into_iter()
                    .map(|example| example.excused_by(ledger))
                    .collect(),
                is_from_definition: operation["x-source"].get("official").is_some(),
                may_answer_nothing: members(operation.get("responses")).any(
                    |(status, response)| {
                        let response = resolve(document, response);
                        status.starts_with('2') && response.get("content").is_none()
                    },
                ),
                components: Arc::clone(document),
            });
        }
    }
    operations
}

/// A parameter with its resolved schema.
fn parameter(document: &Value, parameter: &Value) -> Value {
    let mut parameter = resolve(document, parameter).clone();
    parameter["schema"] = resolved(document, &parameter["schema"]);
    parameter
}

impl DocumentedOperation {
    /// The smallest request body that the schema allows.
    pub(crate) fn least_body(&self) -> Value {
        let body = self
            .components
            .pointer(&format!("{}/requestBody", self.pointer));
        let body = body.map(|body| resolve(&self.components, body));
        let content = body.map(|body| &body["content"]);
        let schema = members(content).next().map(|(_, media)| &media["schema"]);
        schema.map_or_else(|| json!({}), |schema| sample(&self.components, schema))
    }

    /// The required parts of the form.
    pub(crate) fn required_parts(&self) -> Vec<String> {
        let form = self.components.pointer(&format!(
            "{}/requestBody/content/multipart~1form-data/schema",
            self.pointer
        ));
        let required = form.map(|form| resolved(&self.components, form));
        let required = required
            .as_ref()
            .and_then(|form| form["required"].as_array());
        let names = required.into_iter().flatten().filter_map(Value::as_str);
        names.map(str::to_owned).collect()
    }
}

impl Example {
    fn excused_by(mut self, ledger: &[&LedgerEntry]) -> Example {
        let within = |entry: &&&LedgerEntry| {
            entry
                .pointer
                .strip_prefix(&self.pointer)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let entries: Vec<&&LedgerEntry> = ledger.iter().filter(within).collect();
        let unknown = entries
            .iter()
            .filter(|entry| entry.rule.as_deref() == Some("example-unknown-property"))
            .map(|entry| entry.pointer[self.pointer.len()..].to_owned());
        let unknown: Vec<String> = unknown.collect();
        self.is_excused = !entries.is_empty();
        self.value = without(self.value, &unknown);
        self
    }
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
                is_excused: false,
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
