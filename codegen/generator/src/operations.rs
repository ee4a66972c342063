//! The operations of a document, as documentation and generated calls need them.

use serde_json::Value;

use crate::contract::{described_text, is_true, text};
use crate::limits::Limits;
use crate::pagination::{self, Pagination};
use crate::problem::Problem;
use crate::prose;
use crate::rules::{self, Rule};
use crate::schemas::METHODS;
use codegen_document::names;

/// One operation: a path and a method.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The `operationId`.
    pub(crate) id: String,
    /// Its JSON pointer.
    pub(crate) pointer: String,
    pub(crate) summary: String,
    pub(crate) description: String,
    /// In upper case.
    pub(crate) method: String,
    pub(crate) path: String,
    /// The address of its documentation page.
    pub(crate) documentation: String,
    pub(crate) parameters: Vec<Parameter>,
    /// The names of the components that it leads to, in reading order.
    pub(crate) components: Vec<String>,
    pub(crate) has_body: bool,
    /// The first documented request body.
    pub(crate) request_example: Option<Value>,
    pub(crate) rules: Vec<Rule>,
    /// Error codes that mean "does not exist", whatever the status.
    pub(crate) not_found_codes: Vec<String>,
    /// Whether the document says that sending twice does no harm.
    pub(crate) retry_safe: bool,
    pub(crate) pagination: Option<Pagination>,
}

/// One parameter of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// The name on the wire.
    pub(crate) wire: String,
    pub(crate) location: String,
    pub(crate) description: String,
    pub(crate) required: bool,
    pub(crate) limits: Limits,
}

impl Operation {
    /// The name of its method on the client, and of its file.
    pub(crate) fn method_name(&self) -> String {
        names::value_name(&self.id)
    }

    /// The name of its builder.
    pub(crate) fn builder_name(&self) -> String {
        names::type_name(&self.id)
    }
}

/// Reads every operation in the document's order.
pub(crate) fn read(document: &Value) -> Result<Vec<Operation>, Problem> {
    let mut operations: Vec<Operation> = Vec::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let pointer = codegen_document::pointer::join("/paths", path) + "/" + method;
            let operation = read_one(document, item, operation, (path, method), pointer)?;
            let same = operations
                .iter()
                .find(|other| other.method_name() == operation.method_name());
            if let Some(other) = same {
                let message = format!(
                    "operations {} and {} both become the method {}; rename one",
                    other.id,
                    operation.id,
                    operation.method_name()
                );
                return Err(Problem::new(operation.pointer, message));
            }
            operations.push(operation);
        }
    }
    Ok(operations)
}

fn read_one(
    document: &Value,
    item: &Value,
    operation: &Value,
    (path, method): (&str, &str),
    pointer: String,
) -> Result<Operation, Problem> {
    let id = text(Some(operation), "operationId");
    if id.is_empty() {
        return Err(Problem::new(
            pointer,
            "no operationId; it becomes the method's name",
        ));
    }
    if names::is_taken_method(&names::value_name(&id))
        || names::is_taken_type(&names::type_name(&id))
    {
        let message = format!("an operation cannot be called {id}: generated code uses that name");
        return Err(Problem::new(pointer, message));
    }
    let documentation = text(operation.get("externalDocs"), "url");
    if documentation.is_empty() {
        return Err(Problem::new(
            pointer,
            "no externalDocs.url; doc comments lead to the page",
        ));
    }
    let parameters = parameters(document, item, operation, &pointer)?;
    let names: Vec<&str> = parameters
        .iter()
        .map(|parameter| parameter.wire.as_str())
        .collect();
    Ok(Operation {
        id,
        summary: prose::escape(&text(Some(operation), "summary")),
        description: prose::escape(&text(Some(operation), "description")),
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        documentation,
        rules: rules::read(operation, &names, &pointer)?,
        not_found_codes: not_found_codes(operation),
        retry_safe: operation
            .get("x-retry")
            .is_some_and(|retry| retry == "safe"),
        pagination: pagination::read(document, operation, &names, &pointer)?,
        parameters,
        components: crate::components::reading_order(document, operation),
        has_body: operation.get("requestBody").is_some(),
        request_example: request_example(operation),
        pointer,
    })
}

fn request_example(operation: &Value) -> Option<Value> {
    let content = operation.get("requestBody")?.get("content")?.as_object()?;
    let examples = content.values().next()?.get("examples")?.as_object()?;
    examples.values().next()?.get("value").cloned()
}

fn not_found_codes(operation: &Value) -> Vec<String> {
    let codes = operation.get("x-not-found-codes").and_then(Value::as_array);
    codes
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

fn parameters(
    document: &Value,
    item: &Value,
    operation: &Value,
    pointer: &str,
) -> Result<Vec<Parameter>, Problem> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for holder in [item, operation] {
        let listed = holder.get("parameters").and_then(Value::as_array);
        for parameter in listed.into_iter().flatten() {
            let parameter = read_parameter(crate::components::resolve(document, parameter));
            if let Some(other) = parameters.iter().find(|other| same_name(other, &parameter)) {
                let message = format!(
                    "parameters {} (in {}) and {} (in {}) both become {}; a builder cannot have both",
                    other.wire,
                    other.location,
                    parameter.wire,
                    parameter.location,
                    names::value_name(&parameter.wire)
                );
                return Err(Problem::new(pointer, message));
            }
            if names::is_taken_method(&names::value_name(&parameter.wire)) {
                let message = format!(
                    "a parameter cannot be called {}: builders use that name",
                    parameter.wire
                );
                return Err(Problem::new(pointer, message));
            }
            parameters.push(parameter);
        }
    }
    Ok(parameters)
}

fn same_name(one: &Parameter, other: &Parameter) -> bool {
    names::value_name(&one.wire) == names::value_name(&other.wire)
}

fn read_parameter(parameter: &Value) -> Parameter {
    let schema = parameter.get("schema").unwrap_or(&Value::Null);
    let mut description = text(Some(parameter), "description");
    if description.is_empty() {
        description = described_text(schema);
    }
    Parameter {
        wire: text(Some(parameter), "name"),
        location: text(Some(parameter), "in"),
        description: prose::described(&description, schema),
        required: is_true(parameter, "required"),
        limits: Limits::read(schema),
    }
}
