//! Components that become structs.

use codegen_document::{names, pointer};
use indexmap::IndexMap;
use serde_json::Value;

use crate::definition::Direction;
use crate::json::{is_true, members, string, strings};
use crate::limits::Limits;
use crate::part::Part;
use crate::schemas::{Schemas, component_pointer};
use crate::types::Type;

/// A component that becomes a struct.
#[derive(Clone, Debug)]
pub struct Structure {
    /// Its name in Rust.
    pub name: String,
    /// The name of its builder, if it is sent.
    pub builder_name: String,
    /// The JSON pointer of the component.
    pub pointer: String,
    /// Its description.
    pub description: String,
    /// Whether it is sent or read.
    pub direction: Direction,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The properties, in the document's order.
    pub properties: Vec<Property>,
    /// The type of additional properties, if the document defines one.
    pub additional: Option<Type>,
}

/// A property that becomes a field.
#[derive(Clone, Debug)]
pub struct Property {
    /// The name on the wire.
    pub wire: String,
    /// The name of the field.
    pub field: String,
    /// The name of the setter.
    pub setter: String,
    /// The JSON pointer of its schema.
    pub pointer: String,
    /// Its description.
    pub description: String,
    /// The type of its value.
    pub kind: Type,
    /// Whether it must be sent. Nothing is required in responses.
    pub required: bool,
    /// Whether null is documented.
    pub nullable: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether its value is boxed, because the struct would otherwise contain itself.
    pub boxed: bool,
    /// Its documented limits.
    pub limits: Limits,
    /// The notation of a time, if the document states it.
    pub notation: Option<String>,
}

/// Reads the struct of a component.
pub(crate) fn read<'a>(schemas: &Schemas<'a>, name: &str, direction: Direction) -> Structure {
    let pointer = component_pointer(name);
    let schema = schemas.component(name).unwrap_or(&Value::Null);
    let parts = schemas.parts(schema, &pointer);
    let description = parts
        .iter()
        .rev()
        .map(|part| string(part.schema, "description"));
    Structure {
        name: schemas.structure_name(name, direction),
        builder_name: format!("{}Builder", schemas.structure_name(name, direction)),
        description: description
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or_default(),
        direction,
        deprecated: is_true(schema, "deprecated"),
        properties: properties(schemas, &parts, direction),
        additional: additional(schemas, &parts, direction),
        pointer,
    }
}

/// The properties of an object that consists of these parts, except those that only exist in the other
/// direction. If several parts define the same property, the last definition applies, at the position
/// of the first.
fn properties<'a>(
    schemas: &Schemas<'a>,
    parts: &[Part<'a>],
    direction: Direction,
) -> Vec<Property> {
    let other_direction = match direction {
        Direction::Sent => "readOnly",
        Direction::Read => "writeOnly",
    };
    let mut found: IndexMap<&str, (&'a Value, String)> = IndexMap::new();
    for part in parts {
        let base = format!("{}/properties", part.pointer);
        for (wire, schema) in members(part.schema.get("properties")) {
            found.insert(wire, (schema, pointer::join(&base, wire)));
        }
    }
    found.retain(|_, (schema, _)| !is_true(schema, other_direction));
    let required: Vec<&str> = parts
        .iter()
        .flat_map(|part| strings(part.schema.get("required")))
        .collect();
    let wires: Vec<&str> = found.keys().copied().collect();
    let fields = names::value_names(&wires);
    found
        .into_iter()
        .zip(fields)
        .map(|((wire, (schema, pointer)), field)| {
            let kind = schemas.type_of(schema, &pointer, direction);
            Property {
                wire: wire.to_owned(),
                setter: setter(&field),
                field,
                description: description(schemas, schema, &pointer),
                kind: if kind == Type::File {
                    Type::String
                } else {
                    kind
                },
                required: direction == Direction::Sent && required.contains(&wire),
                nullable: schemas.is_nullable(schema),
                deprecated: is_true(schema, "deprecated"),
                boxed: false,
                limits: Limits::read(schemas, schema, &pointer),
                notation: notation(schemas, schema, &pointer),
                pointer,
            }
        })
        .collect()
}

/// The name of a field's setter, which must not be that of another method of builders.
fn setter(field: &str) -> String {
    if names::is_taken_method(field) {
        format!("{field}_")
    } else {
        field.to_owned()
    }
}

fn additional<'a>(schemas: &Schemas<'a>, parts: &[Part<'a>], direction: Direction) -> Option<Type> {
    let (part, values) = parts
        .iter()
        .find_map(|part| Some((part, part.schema.get("additionalProperties")?)))?;
    let is_typed = values.as_object().is_some_and(|values| !values.is_empty());
    is_typed.then(|| {
        let pointer = format!("{}/additionalProperties", part.pointer);
        schemas.type_of(values, &pointer, direction)
    })
}

/// The description of a value: its own, or that of the schema that it refers to.
pub(crate) fn description<'a>(schemas: &Schemas<'a>, schema: &'a Value, pointer: &str) -> String {
    let own = string(schema, "description");
    if !own.is_empty() {
        return own;
    }
    let parts = schemas.parts(schema, pointer);
    let descriptions = parts
        .iter()
        .rev()
        .map(|part| string(part.schema, "description"));
    descriptions
        .into_iter()
        .find(|it| !it.is_empty())
        .unwrap_or_default()
}

fn notation<'a>(schemas: &Schemas<'a>, schema: &'a Value, pointer: &str) -> Option<String> {
    let parts = schemas.parts(schema, pointer);
    let found = parts
        .iter()
        .rev()
        .find_map(|part| part.schema.get("x-time-notation")?.as_str());
    found.map(str::to_owned)
}
