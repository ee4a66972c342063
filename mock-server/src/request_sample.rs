//! Sample requests for the operations of a document.

use serde_json::{Map, Value};

use crate::document::operations;
use crate::error::StartError;
use crate::node::Document;

/// A request that an operation accepts, generated from its schemas.
///
/// ```
/// use huaweicloud_mock_server::request_samples;
/// use serde_json::json;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let document = json!({
///     "openapi": "3.0.3",
///     "info": {"title": "shop", "version": "1"},
///     "paths": {"/carts/{id}": {"get": {
///         "operationId": "ShowCart",
///         "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer", "minimum": 5}}],
///         "responses": {"204": {"description": "None."}},
///     }}},
/// });
/// let samples = request_samples(&document)?;
/// assert_eq!((samples[0].operation.as_str(), &samples[0].parameters["id"]), ("ShowCart", &json!(5)));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RequestSample {
    /// The name of the operation.
    pub operation: String,
    /// The values of all parameters, required and optional, by name.
    pub parameters: Map<String, Value>,
    /// The request body; for a form, its fields or parts by name.
    pub body: Option<Value>,
}

/// Generates a request for each operation of an OpenAPI 3.0 document. Values are those of examples and
/// enumerations if they match the schema, and are otherwise generated from its rules. The result is always
/// the same. Values cannot follow some rules, such as patterns with lookahead.
///
/// # Errors
/// The document cannot be served.
pub fn request_samples(document: &Value) -> Result<Vec<RequestSample>, StartError> {
    let name = "document";
    let root = document;
    let operations =
        operations(&Document { name, root }).map_err(|problem| StartError::Document {
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
