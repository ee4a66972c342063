//! The operations of a document.

use codegen_document::METHODS;
use serde_json::Value;

/// An operation of a document.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) path: String,
    pub(crate) method: &'static str,
    pub(crate) id: String,
    pub(crate) tag: Option<String>,
}

/// The operations of a document, in its order.
pub(crate) fn operations(document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let tag = operation.pointer("/tags/0").and_then(Value::as_str);
            found.push(Operation {
                path: path.clone(),
                method,
                id: operation["operationId"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned(),
                tag: tag.map(str::to_owned),
            });
        }
    }
    found
}
