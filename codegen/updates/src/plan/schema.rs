//! Schemas of new fields.

use codegen_pages::Row;
use serde_json::{Map, Value};

use codegen_pages::FieldType;

/// The order of keywords in a schema.
pub(super) const ORDER: [&str; 21] = [
    "name",
    "in",
    "description",
    "required",
    "x-source",
    "schema",
    "type",
    "format",
    "nullable",
    "default",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "enum",
    "allOf",
    "items",
    "properties",
];

/// The keywords of a row without parts, or of a list of such. Empty for others.
pub(super) fn of_row(row: &Row) -> Option<Map<String, Value>> {
    let kind = FieldType::read(row.type_.as_deref()?)?;
    let boolean = kind == FieldType::Boolean;
    if !row.values.is_empty() && !boolean {
        return None;
    }
    let mut schema = of_kind(&kind)?;
    let counts = [("minItems", row.min_items), ("maxItems", row.max_items)];
    let lengths = [("minLength", row.min_length), ("maxLength", row.max_length)];
    let bounds = [("minimum", &row.minimum), ("maximum", &row.maximum)];
    let mut inner = Map::new();
    for (key, bound) in bounds {
        inner.extend(
            bound
                .clone()
                .map(|bound| (key.to_owned(), Value::Number(bound))),
        );
    }
    for (key, length) in lengths {
        inner.extend(length.map(|length| (key.to_owned(), length.into())));
    }
    inner.extend(
        row.pattern
            .clone()
            .map(|pattern| ("pattern".to_owned(), pattern.into())),
    );
    if let Some(Value::Object(items)) = schema.get_mut("items") {
        items.extend(inner);
        let counts = counts
            .into_iter()
            .filter_map(|(key, count)| Some((key.to_owned(), count?.into())));
        for (key, count) in counts {
            let end = schema.len() - 1;
            schema.shift_insert(end, key, count);
        }
    } else {
        schema.extend(inner);
    }
    if let Some(default) = &row.default {
        let behind = if schema.contains_key("format") { 2 } else { 1 };
        schema.shift_insert(behind, "default".to_owned(), default.clone());
    }
    Some(schema)
}

/// Type and format of a kind without parts, or of a list of such.
pub(super) fn of_kind(kind: &FieldType) -> Option<Map<String, Value>> {
    let (name, format) = match kind {
        FieldType::Text => ("string", None),
        FieldType::Integer => ("integer", Some("int64")),
        FieldType::Number => ("number", Some("double")),
        FieldType::Boolean => ("boolean", None),
        FieldType::Array(items) if items.is_primitive() => {
            let mut schema = Map::new();
            schema.insert("type".to_owned(), "array".into());
            schema.insert("items".to_owned(), Value::Object(of_kind(items)?));
            return Some(schema);
        }
        _ => return None,
    };
    let mut schema = Map::new();
    schema.insert("type".to_owned(), name.into());
    if let Some(format) = format {
        schema.insert("format".to_owned(), format.into());
    }
    Some(schema)
}
