//! Parameters shared by many operations.

use codegen_document::names;
use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::walk;

/// Identifiers in most addresses of a product.
const SHARED: [&str; 2] = ["project_id", "instance_id"];

/// Makes components of the identifiers in most addresses, and adds sources to those of the
/// definition.
pub(crate) fn share(document: &mut Value) {
    sources(document);
    for name in SHARED {
        let mut found: IndexMap<String, (Value, usize)> = IndexMap::new();
        for (_, _, operation) in walk::listed(document) {
            let id = walk::operation_id(operation);
            let parameters = operation.get("parameters").and_then(Value::as_array);
            for parameter in parameters
                .into_iter()
                .flatten()
                .filter(|it| is_identifier(it, name))
            {
                let entry = found.entry(core(parameter)).or_insert_with(|| {
                    let mut component = parameter.clone();
                    component["x-source"] = json!({ "official": id });
                    (component, 0)
                });
                entry.1 += 1;
            }
        }
        let Some((key, (component, count))) =
            found.into_iter().max_by_key(|(_, (_, count))| *count)
        else {
            continue;
        };
        let component_name = names::type_name(name);
        let section = &mut document["components"]["parameters"];
        if count < 2 || section.get(&component_name).is_some() {
            continue;
        }
        section[&component_name] = component;
        let reference = json!({ "$ref": format!("#/components/parameters/{component_name}") });
        walk::operations(document, &mut |operation, _| {
            let parameters = operation
                .get_mut("parameters")
                .and_then(Value::as_array_mut);
            for parameter in parameters.into_iter().flatten() {
                if is_identifier(parameter, name) && core(parameter) == key {
                    *parameter = reference.clone();
                }
            }
        });
    }
}

fn is_identifier(parameter: &Value, name: &str) -> bool {
    parameter.get("name").is_some_and(|it| it == name)
        && parameter.get("in").is_some_and(|it| it == "path")
}

/// The identity of a parameter: everything except its description.
fn core(parameter: &Value) -> String {
    let mut core = parameter.clone();
    if let Some(core) = core.as_object_mut() {
        core.shift_remove("description");
    }
    core.to_string()
}

/// The source of a component is the first operation that has it.
fn sources(document: &mut Value) {
    let mut first: IndexMap<String, String> = IndexMap::new();
    for (_, _, operation) in walk::listed(document) {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        for parameter in parameters.into_iter().flatten() {
            let target = parameter.get("$ref").and_then(Value::as_str);
            if let Some(name) = target.and_then(|it| it.strip_prefix("#/components/parameters/")) {
                let id = walk::operation_id(operation).to_owned();
                first.entry(name.to_owned()).or_insert(id);
            }
        }
    }
    for (name, id) in first {
        if let Some(component) = document.pointer_mut(&codegen_document::pointer::join(
            "/components/parameters",
            &name,
        )) {
            component["x-source"] = json!({ "official": id });
        }
    }
}
