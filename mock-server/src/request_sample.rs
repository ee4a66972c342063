//! What the operations of a document can be called with.

use serde_json::{Map, Value};

use crate::document::{Source, operations};
use crate::error::StartError;

/// What an operation can be called with, as its schemas say.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RequestSample {
    /// The operation's name.
    pub operation: String,
    /// Values of all parameters, required or not, by their names.
    pub parameters: Map<String, Value>,
    /// The request body; of a form, its fields or parts by their names.
    pub body: Option<Value>,
}

/// Makes a request for each operation of an OpenAPI 3.0 document, the same ones every time: values
/// of examples and enumerations where they obey the schema, otherwise values made from its rules.
/// Where rules are beyond that, such as those of a pattern that looks ahead, the value breaks them.
///
/// # Errors
/// When the document cannot be served.
pub fn request_samples(document: &Value) -> Result<Vec<RequestSample>, StartError> {
    let name = "document";
    let source = Source {
        name,
        root: document,
    };
    let operations = operations(&source).map_err(|problem| StartError::Document {
        name: name.to_owned(),
        pointer: problem.pointer,
        problem: problem.message,
    })?;
    let samples = operations.iter().map(|operation| {
        let schemas = &operation.schemas;
        let parameters = operation.parameters.iter().map(|it| it.sample(schemas));
        let given = |(name, value): (&str, Option<Value>)| Some((name.to_owned(), value?));
        RequestSample {
            operation: operation.id.clone(),
            parameters: parameters.filter_map(given).collect(),
            body: operation.body.as_ref().and_then(|it| it.sample(schemas)),
        }
    });
    Ok(samples.collect())
}
