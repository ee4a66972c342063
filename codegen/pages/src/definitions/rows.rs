//! Converts schemas to parameters and fields in the notation of pages.

use codegen_document::{Content, Node};
use serde_json::{Number, Value};

use crate::definitions::schema::{Definition, Schema};
use crate::page::{AllowedValue, Row, Unplaced};

/// A parameter or field and its location.
#[derive(Clone, Debug)]
pub(crate) struct DefinedRow {
    pub(crate) row: Row,
    /// The pointer of the parameter or property.
    pub(crate) pointer: String,
    /// The pointers of the schemas that describe it, nearest first.
    pub(crate) schemas: Vec<String>,
}

/// A field with this schema. An unnamed object is named after its field, as on pages.
pub(super) fn field<'a>(
    definition: Definition<'a>,
    name: &str,
    line: u32,
    pointer: String,
    schema: &Schema<'a>,
    unplaced: &mut Vec<Unplaced>,
) -> DefinedRow {
    let mut row = Row {
        name: name.to_owned(),
        type_: type_text(definition, schema, name),
        line,
        ..Row::default()
    };
    if schema.alternatives {
        let why = "schemas with alternatives (`oneOf`, `anyOf`) cannot be shown in a table";
        unplaced.push(Unplaced::new(line, name, why));
    } else if row.type_.is_none() {
        unplaced.push(Unplaced::new(line, name, "missing `type` in the schema"));
    }
    let mut pointers = schema.pointers();
    let mut inner = schema.clone();
    let mut depth = 0;
    row.min_items = count(schema, "minItems");
    row.max_items = count(schema, "maxItems");
    // A page describes the items of a list in the same row.
    while let Some(items) = inner.items(definition) {
        depth += 1;
        if depth > 4 {
            break;
        }
        pointers.extend(items.pointers());
        inner = items;
    }
    limits(&inner, &mut row, unplaced);
    row.default = schema
        .get("default")
        .map(Node::to_json)
        .filter(|value| !value.is_null());
    DefinedRow {
        row,
        pointer,
        schemas: pointers,
    }
}

fn limits(schema: &Schema<'_>, row: &mut Row, unplaced: &mut Vec<Unplaced>) {
    row.minimum = bound(schema, "minimum", row, unplaced);
    row.maximum = bound(schema, "maximum", row, unplaced);
    row.min_length = count(schema, "minLength");
    row.max_length = count(schema, "maxLength");
    row.pattern = schema
        .get("pattern")
        .and_then(Node::as_str)
        .map(str::to_owned);
    let meanings = schema.get("x-enum-descriptions");
    let values = schema.get("enum").map(Node::items).unwrap_or_default();
    row.values = values
        .iter()
        .filter(|value| !value.is_null())
        .map(|value| {
            let value = value.to_json();
            let key = match &value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let meaning = meanings
                .and_then(|meanings| meanings.get(&key))
                .and_then(Node::as_str);
            AllowedValue {
                meaning: meaning.map(str::to_owned),
                value,
            }
        })
        .collect();
}

fn count(schema: &Schema<'_>, keyword: &str) -> Option<u64> {
    schema.get(keyword).and_then(Node::as_u64)
}

/// A bound. One that does not fit into 64 bits was changed by the parser.
fn bound(
    schema: &Schema<'_>,
    keyword: &str,
    row: &Row,
    unplaced: &mut Vec<Unplaced>,
) -> Option<Number> {
    let node = schema.get(keyword)?;
    let number = node.as_number()?;
    let lost = number.is_f64() && number.as_f64().is_some_and(|value| value.abs() >= 9e15);
    if lost {
        let text = format!("{}: {keyword}", row.name);
        let why = "a bound that does not fit into 64 bits";
        unplaced.push(Unplaced::new(node.position().line, text, why));
        return None;
    }
    Some(number.clone())
}

/// A type in the notation of pages.
pub(super) fn type_text<'a>(
    definition: Definition<'a>,
    schema: &Schema<'a>,
    field: &str,
) -> Option<String> {
    Some(match schema.type_name()? {
        "array" => {
            let items = schema.items(definition)?;
            match items.type_name() {
                Some("object") => match object_name(&items, field) {
                    Some(name) => format!("Array of {name} objects"),
                    None => map_text(definition, &items, field).map_or_else(
                        || "Array of objects".to_owned(),
                        |map| format!("Array of {map}"),
                    ),
                },
                Some("array") => format!("Array<{}>", type_text(definition, &items, field)?),
                Some(scalar) => format!("Array of {}s", scalar_text(scalar, None)?.to_lowercase()),
                None => return None,
            }
        }
        "object" => match object_name(schema, field) {
            Some(name) => format!("{name} object"),
            None => map_text(definition, schema, field).unwrap_or_else(|| "Object".to_owned()),
        },
        scalar => {
            let format = schema.get("format").and_then(Node::as_str);
            scalar_text(scalar, format)?.to_owned()
        }
    })
}

/// The name of an object with fields.
pub(super) fn object_name(schema: &Schema<'_>, field: &str) -> Option<String> {
    if !schema.has_properties() {
        return None;
    }
    Some(schema.name.clone().unwrap_or_else(|| field.to_owned()))
}

fn map_text<'a>(definition: Definition<'a>, schema: &Schema<'a>, field: &str) -> Option<String> {
    let (at, values) = schema.keyword("additionalProperties")?;
    if !matches!(values.content(), Content::Mapping(_)) {
        return None;
    }
    let values = definition.schema(&at);
    let inner = type_text(definition, &values, field).unwrap_or_else(|| "Object".to_owned());
    Some(format!("Map<String,{inner}>"))
}

fn scalar_text(name: &str, format: Option<&str>) -> Option<&'static str> {
    Some(match (name, format) {
        ("string", _) => "String",
        ("integer", Some("int64")) => "Long",
        ("integer", _) => "Integer",
        ("number", Some("float")) => "Float",
        ("number", Some("double")) => "Double",
        ("number", _) => "Number",
        ("boolean", _) => "Boolean",
        ("file", _) => "File",
        ("object", _) => "Object",
        _ => return None,
    })
}
