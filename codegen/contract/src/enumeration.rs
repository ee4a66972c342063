//! Components that become open enumerations.

use codegen_document::names;
use serde_json::Value;

use crate::json::{is_true, strings, wire_text};
use crate::part::Part;
use crate::schemas::component_pointer;

/// A component that becomes an open enumeration.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Its name in Rust.
    pub name: String,
    /// The JSON pointer of the component.
    pub pointer: String,
    /// Its description.
    pub description: String,
    /// The value that the service uses if none is sent, as written in the document.
    pub default: Option<String>,
    /// Whether its values are strings; otherwise, they are integers.
    pub is_string: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The values, in the document's order.
    pub variants: Vec<Variant>,
}

/// One value of an enumeration.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name in Rust.
    pub name: String,
    /// A string or an integer.
    pub value: Value,
    /// Its description; empty if there is none.
    pub description: String,
}

impl Variant {
    /// The value as written in a URL.
    #[must_use]
    pub fn wire(&self) -> String {
        wire_text(&self.value)
    }
}

/// Reads the enumeration of a component.
pub(crate) fn read(name: &str, parts: &[Part<'_>]) -> Enumeration {
    let find = |key: &str| parts.iter().rev().find_map(|part| part.schema.get(key));
    let values = find("enum").and_then(Value::as_array);
    let kind = find("type").and_then(Value::as_str);
    let listed: Vec<&Value> = values.into_iter().flatten().collect();
    let is_string = match kind {
        Some(kind) => kind == "string",
        None => listed.iter().any(|value| value.is_string()),
    };
    let descriptions = find("x-enum-descriptions");
    let stated = strings(find("x-enum-varnames"));
    let mut kept: Vec<(Value, Option<&str>)> = Vec::new();
    for (index, value) in listed.into_iter().enumerate() {
        let is_kept = if is_string {
            value.is_string()
        } else {
            value.is_i64()
        };
        if is_kept && !kept.iter().any(|(other, _)| other == value) {
            kept.push((value.clone(), stated.get(index).copied()));
        }
    }
    let wires: Vec<String> = kept.iter().map(|(value, _)| wire_text(value)).collect();
    let chosen: Vec<&str> = kept
        .iter()
        .zip(&wires)
        .map(|((_, stated), wire)| stated.unwrap_or(wire))
        .collect();
    let variants = kept.iter().zip(names::variant_names(&chosen)).zip(&wires);
    let variants = variants.map(|(((value, _), name), wire)| Variant {
        name,
        value: value.clone(),
        description: descriptions
            .and_then(|all| all.get(wire)?.as_str())
            .unwrap_or_default()
            .trim()
            .to_owned(),
    });
    let description = find("description").and_then(Value::as_str);
    Enumeration {
        name: names::type_name(name),
        pointer: component_pointer(name),
        description: description.unwrap_or_default().trim().to_owned(),
        default: find("default").map(wire_text),
        is_string,
        deprecated: parts.iter().any(|part| is_true(part.schema, "deprecated")),
        variants: variants.collect(),
    }
}
