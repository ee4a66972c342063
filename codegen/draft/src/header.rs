//! The parts around operations: sources, pages, and new documents.

use codegen_document::pointer;
use serde_json::{Map, Value, json};

use crate::pages::{self, Pages};
use crate::walk;

/// Sets the source and the page of each operation.
pub(crate) fn sources(document: &mut Value, pages: &Pages, address: Option<String>) {
    let address = address.unwrap_or_else(|| page_address(document));
    walk::operations(document, &mut |operation, _| {
        let id = walk::operation_id(operation).to_owned();
        let source = pages.get(&id).map(|page| pages::source(&id, page));
        operation["x-source"] = source.unwrap_or_else(|| json!({ "official": id }));
        operation["externalDocs"] = json!({
            "description": "Documentation page",
            "url": address.replace("{operation}", &id),
        });
        if let Some(body) = operation
            .get_mut("requestBody")
            .and_then(Value::as_object_mut)
        {
            body.shift_remove("description");
        }
        // Facts that only the definition has get it as their source, if the operation's source is a
        // page.
        if let Some(known) = pages::operation(pages, &id) {
            unlisted(operation, &id, known);
        }
    });
}

/// Parameters and statuses that the page lacks have the definition as their source.
fn unlisted(operation: &mut Value, id: &str, page: &codegen_pages::Operation) {
    let official = json!({ "official": id });
    let rows: Vec<&str> = page
        .tables
        .iter()
        .filter(|table| table.status.is_none())
        .flat_map(|table| &table.rows)
        .map(|row| row.name.as_str())
        .collect();
    let parameters = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let name = parameter.get("name").and_then(Value::as_str);
        if name.is_some_and(|name| !rows.contains(&name)) {
            parameter["x-source"] = official.clone();
        }
    }
    for (status, response, _) in walk::entries(operation.get_mut("responses"), "") {
        let is_listed = page.statuses.contains(&status);
        if !is_listed && response.get("$ref").is_none() && response.get("x-source").is_none() {
            response["x-source"] = official.clone();
        }
    }
}

/// The URL template of pages.
fn page_address(document: &Value) -> String {
    let host = document
        .pointer("/servers/0/url")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let host = host.trim_start_matches("https://");
    let product = host
        .split('.')
        .next()
        .filter(|it| !it.is_empty() && *it != "/");
    let product = product.unwrap_or("service");
    format!("https://support.huaweicloud.com/intl/en-us/api-{product}/{{operation}}.html")
}

/// An empty addition to an existing document.
pub(crate) fn nothing() -> Map<String, Value> {
    object(json!({ "paths": {}, "components": {} }))
}

/// An empty document for a resource.
pub(crate) fn resource(name: &str) -> Map<String, Value> {
    let tag = name.rsplit('/').next().unwrap_or(name);
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": title(tag), "version": "1.0.0" },
        "tags": [{ "name": tag, "description": "" }],
        "paths": {},
        "components": {},
    });
    object(document)
}

/// The words of a name: "Config templates" for `config-templates`.
fn title(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// An empty document for shared components.
pub(crate) fn common(title: &str, whole: &Value) -> Map<String, Value> {
    let servers = whole.get("servers").cloned();
    let mut servers = servers.unwrap_or_else(|| json!([{ "url": "https://service.example.com" }]));
    if let Some(server) = servers.get_mut(0) {
        server["description"] = json!("The regional endpoint.");
        if let Some(region) = server.pointer_mut("/variables/region") {
            region["description"] = json!("The region to call.");
        }
    }
    let mut document = object(json!({
        "openapi": "3.0.3",
        "info": { "title": title, "description": "", "version": "1.0.0" },
        "servers": servers,
        "security": [{ "token": [] }, { "signature": [] }],
        "x-configured-parameters": ["project_id"],
        "paths": {},
        "components": { "securitySchemes": {
            "token": {
                "type": "apiKey", "in": "header", "name": "X-Auth-Token",
                "description": "A user token. The identity service (IAM) issues it in the `X-Subject-Token` header of its answer.",
            },
            "signature": {
                "type": "apiKey", "in": "header", "name": "Authorization",
                "description": "A request signature made with an access key, algorithm SDK-HMAC-SHA256.",
            },
        }},
    }));
    if let Some(schemes) = whole
        .pointer("/components/securitySchemes")
        .filter(|_| whole.get("security").is_none())
    {
        document.insert(
            "components".to_owned(),
            json!({ "securitySchemes": schemes }),
        );
    }
    let has_project = walk::listed(whole).any(|(path, ..)| path.contains("{project_id}"));
    if !has_project {
        document.shift_remove("x-configured-parameters");
    }
    document
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// The relative reference from one document to a component of another.
pub(crate) fn reference(from: &str, to: &str, component: &str) -> String {
    let target = component
        .split('/')
        .fold("#/components".to_owned(), |at, part| {
            pointer::join(&at, part)
        });
    if from == to {
        return target;
    }
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let same = (0..folders.min(to.len() - 1))
        .take_while(|index| from[*index] == to[*index])
        .count();
    let up = "../".repeat(folders - same);
    format!("{up}{}.yaml{target}", to[same..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn references_are_relative_to_their_document() {
        for (from, to, expected) in [
            ("backups", "backups", "#/components/schemas/X"),
            ("backups", "common", "common.yaml#/components/schemas/X"),
            (
                "apic/apis",
                "common",
                "../common.yaml#/components/schemas/X",
            ),
            ("apic/apis", "apic/acls", "acls.yaml#/components/schemas/X"),
            (
                "apic/apis",
                "fdi/tasks",
                "../fdi/tasks.yaml#/components/schemas/X",
            ),
        ] {
            assert_eq!(reference(from, to, "schemas/X"), expected);
        }
    }
}
