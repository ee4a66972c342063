//! How a service authenticates calls, where the runtime does it in another way.

use std::collections::HashMap;

use codegen_document::pointer;
use serde_json::Value;

/// How the runtime relates to a security scheme.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Support {
    /// It sends the token.
    Token,
    /// It signs requests.
    Signature,
    /// Callers have to add what the scheme requires.
    Missing,
}

/// Removes security schemes that the runtime cannot satisfy, and requirements that the tests of a crate,
/// which send a token, cannot. Returns the names of those schemes, each with what it requires.
pub(crate) fn reduce(document: &mut Value) -> Vec<(String, String)> {
    let schemes = document.pointer("/components/securitySchemes");
    let schemes = schemes.and_then(Value::as_object).into_iter().flatten();
    let schemes: HashMap<String, (Support, String)> = schemes
        .map(|(name, scheme)| (name.clone(), (support(scheme), required(scheme))))
        .collect();
    let mut used: Vec<String> = Vec::new();
    lists(document, &mut |list| {
        let support_of = |name: &String| schemes.get(name).map_or(Support::Missing, |it| it.0);
        let alternatives = list.iter().filter_map(Value::as_object);
        let is_satisfied = |alternative: &serde_json::Map<String, Value>| {
            let mut names = alternative.keys();
            names.all(|name| support_of(name) == Support::Token)
        };
        let has_other = alternatives
            .clone()
            .any(|it| it.keys().all(|name| support_of(name) != Support::Missing));
        if !has_other {
            let names = alternatives.clone().flat_map(|it| it.keys().cloned());
            used.extend(names.filter(|name| support_of(name) == Support::Missing));
        }
        if alternatives.clone().any(is_satisfied) {
            list.retain(|alternative| {
                let mut names = alternative.as_object().into_iter().flatten();
                names.all(|(name, _)| support_of(name) != Support::Missing)
            });
        } else {
            list.clear();
        }
    });
    let defined = document.pointer_mut("/components/securitySchemes");
    if let Some(defined) = defined.and_then(Value::as_object_mut) {
        defined.retain(|name, _| {
            let known = schemes.get(name);
            known.is_some_and(|(support, _)| *support != Support::Missing)
        });
    }
    let mut found: Vec<(String, String)> = Vec::new();
    for name in used {
        let required = schemes.get(&name).map(|it| it.1.clone());
        if let Some(required) = required.filter(|_| !found.iter().any(|(known, _)| *known == name))
        {
            found.push((name, required));
        }
    }
    found
}

/// Calls `change` with the requirements of the document and of each operation.
fn lists(document: &mut Value, change: &mut dyn FnMut(&mut Vec<Value>)) {
    let mut places = vec![String::from("/security")];
    for operation in crate::operations::operations(document) {
        let item = pointer::join("/paths", &operation.path);
        places.push(format!("{item}/{}/security", operation.method));
    }
    for place in places {
        if let Some(Value::Array(list)) = document.pointer_mut(&place) {
            change(list);
        }
    }
}

fn support(scheme: &Value) -> Support {
    let name = scheme["name"].as_str().unwrap_or_default();
    let is_header = scheme["type"] == "apiKey" && scheme["in"] == "header";
    match name.to_ascii_lowercase().as_str() {
        "x-auth-token" if is_header => Support::Token,
        "authorization" if is_header => Support::Signature,
        _ => Support::Missing,
    }
}

/// What a request has to have.
fn required(scheme: &Value) -> String {
    let text = |key: &str| scheme[key].as_str().unwrap_or_default();
    match text("type") {
        "apiKey" => format!("`{}` in the {}", text("name"), text("in")),
        "http" => format!("`Authorization` with `{}`", text("scheme")),
        kind => format!("`Authorization` with a bearer token ({kind})"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_runtime_cannot_send_is_removed_and_named() {
        let mut document = json!({
            "security": [{ "key": [] }],
            "paths": { "/a": {
                "get": { "security": [{ "token": [] }, { "bearer": [] }] },
                "put": { "security": [{ "signature": [] }] },
                "post": { "security": [{ "bearer": [] }, { "key": [], "token": [] }] },
            } },
            "components": { "securitySchemes": {
                "token": { "type": "apiKey", "in": "header", "name": "x-auth-token" },
                "signature": { "type": "apiKey", "in": "header", "name": "Authorization" },
                "key": { "type": "apiKey", "in": "query", "name": "api key" },
                "bearer": { "type": "http", "scheme": "bearer" },
            } },
        });
        assert_eq!(
            reduce(&mut document),
            [
                ("key".to_owned(), "`api key` in the query".to_owned()),
                (
                    "bearer".to_owned(),
                    "`Authorization` with `bearer`".to_owned()
                ),
            ]
        );
        let item = &document["paths"]["/a"];
        assert_eq!(document["security"], json!([]));
        assert_eq!(item["get"]["security"], json!([{ "token": [] }]));
        assert_eq!(item["put"]["security"], json!([]));
        assert_eq!(item["post"]["security"], json!([]));
        let schemes = document["components"]["securitySchemes"]
            .as_object()
            .unwrap();
        assert_eq!(schemes.len(), 2);
    }
}
