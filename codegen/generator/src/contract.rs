//! What a document says, in the terms that documentation and names of generated code need.
//!
//! Read after the structural passes and before the others take limits, defaults and prose away.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::limits::Limits;
use crate::lower::directions::SENT;
use crate::lower::single_references::{DEFAULT, DESCRIPTION, NULLABLE};
use crate::operations::{self, Operation};
use crate::problem::Problem;
use crate::prose;
use codegen_document::names;

/// A document's operations and types by their Rust names, in the document's order.
#[derive(Clone, Debug)]
pub(crate) struct Contract {
    pub(crate) title: String,
    pub(crate) operations: Vec<Operation>,
    pub(crate) structures: IndexMap<String, Structure>,
    pub(crate) enumerations: IndexMap<String, Enumeration>,
}

/// An object schema that becomes a struct.
#[derive(Clone, Debug)]
pub(crate) struct Structure {
    pub(crate) description: String,
    /// Whether requests carry it; otherwise only responses do.
    pub(crate) sent: bool,
    pub(crate) properties: Vec<Property>,
}

/// A property that becomes a field.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    /// The name on the wire.
    pub(crate) wire: String,
    pub(crate) description: String,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) list: bool,
    pub(crate) limits: Limits,
    /// How a time is written, where the document says so.
    pub(crate) notation: Option<String>,
}

/// An enumeration that becomes an open enum.
#[derive(Clone, Debug)]
pub(crate) struct Enumeration {
    pub(crate) description: String,
    pub(crate) variants: Vec<Variant>,
}

/// One value of an enumeration.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) value: Value,
    pub(crate) description: String,
}

impl Contract {
    pub(crate) fn read(document: &Value) -> Result<Contract, Problem> {
        let mut contract = Contract {
            title: text(document.pointer("/info"), "title"),
            operations: operations::read(document)?,
            structures: IndexMap::new(),
            enumerations: IndexMap::new(),
        };
        let schemas = document
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        for (name, schema) in schemas.into_iter().flatten() {
            let pointer = format!("/components/schemas/{name}");
            let rust_name = names::type_name(name);
            if schema.get("enum").is_some() {
                let enumeration = enumeration(schema, &pointer)?;
                contract.enumerations.insert(rust_name, enumeration);
            } else if schema.get("properties").is_some() {
                contract.structures.insert(rust_name, structure(schema));
            } else {
                return Err(Problem::new(
                    pointer,
                    "a component that is neither an object with properties nor an enumeration has no Rust type; write it out where it is used",
                ));
            }
        }
        Ok(contract)
    }
}

fn structure(schema: &Value) -> Structure {
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let properties = schema.get("properties").and_then(Value::as_object);
    Structure {
        description: prose::escape(&text(Some(schema), "description")),
        sent: schema.get(SENT).is_some(),
        properties: properties
            .into_iter()
            .flatten()
            .map(|(wire, schema)| Property {
                wire: wire.clone(),
                description: prose::described(&described_text(schema), schema),
                required: required.contains(&wire.as_str()),
                nullable: is_true(schema, "nullable") || is_true(schema, NULLABLE),
                list: schema.get("type").is_some_and(|kind| kind == "array"),
                limits: Limits::read(schema),
                notation: schema
                    .get("x-time-notation")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            })
            .collect(),
    }
}

fn enumeration(schema: &Value, pointer: &str) -> Result<Enumeration, Problem> {
    let values = schema.get("enum").and_then(Value::as_array);
    let descriptions = schema.get("x-enum-descriptions").and_then(Value::as_object);
    let names = schema.get("x-enum-varnames").and_then(Value::as_array);
    let mut variants: Vec<Variant> = Vec::new();
    for (index, value) in values.into_iter().flatten().enumerate() {
        let pointer = format!("{pointer}/enum/{index}");
        let wire = wire_text(value);
        let stated = names
            .and_then(|names| names.get(index))
            .and_then(Value::as_str);
        let name = variant_name(stated, value, &wire, &pointer)?;
        if let Some(other) = variants.iter().find(|other| other.name == name) {
            let message = format!(
                "the values {} and {wire} both become the variant {name}; name them with x-enum-varnames",
                wire_text(&other.value)
            );
            return Err(Problem::new(pointer, message));
        }
        variants.push(Variant {
            name,
            value: value.clone(),
            description: variant_text(descriptions, &wire),
        });
    }
    Ok(Enumeration {
        description: prose::described(&text(Some(schema), "description"), schema),
        variants,
    })
}

fn variant_name(
    stated: Option<&str>,
    value: &Value,
    wire: &str,
    pointer: &str,
) -> Result<String, Problem> {
    let name = match stated {
        Some(stated) => names::variant_name(stated),
        None if value.is_string() => names::variant_name(wire),
        None => None,
    };
    name.filter(|name| name != "Unknown").ok_or_else(|| {
        Problem::new(
            pointer,
            format!(
                "the value {value} gives no name for a variant; name the values with x-enum-varnames"
            ),
        )
    })
}

fn variant_text(descriptions: Option<&Map<String, Value>>, wire: &str) -> String {
    let described = descriptions
        .and_then(|all| all.get(wire))
        .and_then(Value::as_str);
    described.map_or_else(|| format!("`{wire}`."), prose::escape)
}

/// The value as it stands in a URL or as a key.
pub(crate) fn wire_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The schema's own description, or the one that stood beside its reference.
pub(crate) fn described_text(schema: &Value) -> String {
    let beside = text(Some(schema), DESCRIPTION);
    if beside.is_empty() {
        text(Some(schema), "description")
    } else {
        beside
    }
}

/// The default that stands in the schema or stood beside its reference.
pub(crate) fn default_of(schema: &Value) -> Option<&Value> {
    schema.get("default").or_else(|| schema.get(DEFAULT))
}

pub(crate) fn text(holder: Option<&Value>, key: &str) -> String {
    let text = holder
        .and_then(|holder| holder.get(key))
        .and_then(Value::as_str);
    text.unwrap_or_default().trim().to_owned()
}

pub(crate) fn is_true(holder: &Value, key: &str) -> bool {
    holder.get(key).and_then(Value::as_bool).unwrap_or(false)
}
