//! Security schemes and token headers go: the runtime's credentials answer for them, and a header
//! parameter would make the token an argument of every method.

use serde_json::Value;

use crate::problem::Problem;
use crate::schemas::{METHODS, entries};

const TOKEN_HEADER: &str = "X-Auth-Token";

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    let mut removed = remove(document, "security");
    if let Some(components) = document.get_mut("components") {
        removed += remove(components, "securitySchemes");
    }
    for (_, item) in entries(document.pointer_mut("/paths"), "/paths") {
        removed += remove_token_headers(item);
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                removed += remove(operation, "security") + remove_token_headers(operation);
            }
        }
    }
    Ok(removed)
}

fn remove(holder: &mut Value, key: &str) -> usize {
    let removed = holder.as_object_mut().and_then(|object| object.remove(key));
    usize::from(removed.is_some())
}

fn remove_token_headers(holder: &mut Value) -> usize {
    let Some(parameters) = holder.get_mut("parameters").and_then(Value::as_array_mut) else {
        return 0;
    };
    let before = parameters.len();
    parameters.retain(|parameter| {
        let name = parameter.get("name").and_then(Value::as_str);
        !name.is_some_and(|name| name.eq_ignore_ascii_case(TOKEN_HEADER))
    });
    before - parameters.len()
}
