//! Every object and enumeration must be a component, because progenitor names inline schemas by
//! guess and silently merges two that get the same name. Names must survive the conversion to Rust.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::problem::Problem;
use crate::schemas::{Place, entries, for_each_schema};
use codegen_document::names;

pub(crate) fn apply(document: &mut Value) -> Result<usize, Problem> {
    component_names(document)?;
    let mut schemas = 0;
    for_each_schema(document, &mut |schema, pointer, place| {
        schemas += 1;
        property_names(schema, pointer)?;
        if place == Place::Inline {
            must_not_need_a_name(schema, pointer)
        } else {
            Ok(())
        }
    })?;
    Ok(schemas)
}

fn component_names(document: &mut Value) -> Result<(), Problem> {
    let mut seen = BTreeMap::new();
    let pointer = "/components/schemas";
    for (pointer, _) in entries(document.pointer_mut(pointer), pointer) {
        let name = pointer.rsplit('/').next().unwrap_or_default().to_owned();
        let rust_name = names::type_name(&name);
        if names::is_taken_type(&rust_name) {
            let message = format!(
                "component {name} becomes the Rust type {rust_name}, which generated code uses itself; give it another name"
            );
            return Err(Problem::new(pointer, message));
        }
        unique(&mut seen, rust_name, name, "component", &pointer)?;
    }
    Ok(())
}

fn property_names(schema: &Map<String, Value>, pointer: &str) -> Result<(), Problem> {
    let mut seen = BTreeMap::new();
    let properties = schema.get("properties").and_then(Value::as_object);
    for name in properties.into_iter().flat_map(Map::keys) {
        let pointer = format!("{pointer}/properties/{name}");
        unique(
            &mut seen,
            names::value_name(name),
            name.clone(),
            "property",
            &pointer,
        )?;
    }
    Ok(())
}

fn unique(
    seen: &mut BTreeMap<String, String>,
    rust_name: String,
    name: String,
    what: &str,
    pointer: &str,
) -> Result<(), Problem> {
    match seen.insert(rust_name.clone(), name.clone()) {
        None => Ok(()),
        Some(other) => Err(Problem::new(
            pointer,
            format!("{what} {name} and {what} {other} both become {rust_name} in Rust; rename one"),
        )),
    }
}

fn must_not_need_a_name(schema: &Map<String, Value>, pointer: &str) -> Result<(), Problem> {
    let what = if schema.contains_key("enum") {
        "an enumeration"
    } else if schema.contains_key("properties")
        || schema.get("type").is_some_and(|kind| kind == "object")
            && !schema.contains_key("additionalProperties")
    {
        "an object"
    } else if ["anyOf", "oneOf", "not"]
        .iter()
        .any(|key| schema.contains_key(*key))
    {
        return Err(Problem::new(
            pointer,
            "anyOf, oneOf and not cannot become Rust types here; describe the value with one schema",
        ));
    } else {
        return Ok(());
    };
    Err(Problem::new(
        pointer,
        format!("{what} without a name; put it under components/schemas and refer to it with $ref"),
    ))
}
