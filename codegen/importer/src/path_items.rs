//! Path items: what they have in common for their operations.

use codegen_document::METHODS;
use serde_json::Value;

use crate::correction::Corrections;
use crate::walk::{self, entries};

/// Gives each operation the parameters of its path item, and lists servers of single operations.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let known = document
        .pointer("/components/parameters")
        .cloned()
        .unwrap_or_default();
    for (item, pointer) in entries(document.get_mut("paths"), "/paths") {
        let Some(shared) = item.as_object_mut().and_then(|it| it.remove("parameters")) else {
            continue;
        };
        let Value::Array(shared) = shared else {
            let message = "removed `parameters`: expected a list";
            corrections.left_out("text", &format!("{pointer}/parameters"), message);
            continue;
        };
        for method in METHODS {
            if let Some(operation) = item.get_mut(method).filter(|it| it.is_object()) {
                inherit(operation, &shared, &known);
            }
        }
    }
    servers(document, corrections);
}

/// Adds the parameters that the operation does not define itself.
fn inherit(operation: &mut Value, shared: &[Value], known: &Value) {
    let identity = |parameter: &Value| {
        let parameter = resolved(parameter, known);
        (parameter["name"].clone(), parameter["in"].clone())
    };
    let own = operation["parameters"].as_array().cloned();
    let mut parameters = own.unwrap_or_default();
    let defined: Vec<_> = parameters.iter().map(identity).collect();
    let inherited = shared.iter().filter(|it| !defined.contains(&identity(it)));
    parameters.extend(inherited.cloned());
    operation["parameters"] = Value::Array(parameters);
}

/// The parameter that a reference leads to.
pub(crate) fn resolved<'a>(parameter: &'a Value, known: &'a Value) -> &'a Value {
    let name = parameter
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| reference.strip_prefix("#/components/parameters/"))
        .map(codegen_document::pointer::unescape);
    name.and_then(|name| known.get(name.as_ref()))
        .unwrap_or(parameter)
}

/// A client has one endpoint; operations elsewhere require another client.
fn servers(document: &mut Value, corrections: &mut Corrections) {
    let url = |holder: &Value| holder.pointer("/servers/0/url").cloned();
    let general = url(document);
    let mut own: Vec<(String, Value)> = Vec::new();
    for (item, pointer) in entries(document.get_mut("paths"), "/paths") {
        own.extend(url(item).map(|url| (pointer, url)));
    }
    walk::operations(document, &mut |operation, pointer| {
        own.extend(url(operation).map(|url| (pointer.to_owned(), url)));
    });
    for (pointer, url) in own {
        if Some(&url) != general.as_ref() {
            let message = format!(
                "served at {url}, unlike other operations: call it with a client that has this endpoint"
            );
            corrections.review("server", &format!("{pointer}/servers"), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn own_parameters_come_first_and_override_shared_ones() {
        let known = json!({ "Id": { "name": "id", "in": "path" } });
        let mut operation = json!({ "parameters": [{ "$ref": "#/components/parameters/Id" }] });
        let shared = [
            json!({ "name": "id", "in": "path", "description": "Shared." }),
            json!({ "name": "id", "in": "query" }),
        ];
        inherit(&mut operation, &shared, &known);
        assert_eq!(
            operation["parameters"],
            json!([{ "$ref": "#/components/parameters/Id" }, { "name": "id", "in": "query" }])
        );
    }
}
