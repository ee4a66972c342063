//! The arguments of operations in the programs and tests of a crate.

use codegen_contract::Problem;
use codegen_document::pointer;
use codegen_document::reference::resolved;
use codegen_generator::{Sample, Samples};
use huaweicloud_mock_server::{StartError, request_samples};
use serde_json::Value;

use crate::operations::operations;

/// The arguments of every operation.
///
/// # Errors
///
/// The mock server cannot serve the definition, so its operations could not be tested.
pub(crate) fn of(document: &Value) -> Result<Samples, Vec<Problem>> {
    let requests = request_samples(document).map_err(|error| vec![problem(error)])?;
    let mut samples = Samples::new();
    for request in requests {
        samples.insert(
            request.operation.clone(),
            Sample {
                parameters: request.parameters,
                body: request.body,
            },
        );
    }
    // The parts of a form are set one by one, as parameters are.
    for operation in operations(document) {
        let at = format!(
            "{}/{}",
            pointer::join("/paths", &operation.path),
            operation.method
        );
        let body = document.pointer(&format!("{at}/requestBody"));
        let is_multipart = body
            .map(|body| resolved(document, body))
            .and_then(|body| body.get("content")?.get("multipart/form-data"))
            .is_some();
        if let Some(sample) = samples.get_mut(&operation.id).filter(|_| is_multipart)
            && let Some(Value::Object(parts)) = sample.body.take()
        {
            for (name, value) in parts {
                sample.parameters.entry(name).or_insert(value);
            }
        }
    }
    Ok(samples)
}

fn problem(error: StartError) -> Problem {
    match error {
        StartError::Document {
            pointer, problem, ..
        } => Problem::new(pointer.trim_start_matches('#'), problem, ""),
        other => Problem::new("", other.to_string(), ""),
    }
}
