//! The facts of one field: type, presence, limits, default, values.

use serde_json::Value;

use crate::page::Row;
use crate::vocabulary::{Kind, type_kind};

/// One fact of a field, as each side says it.
pub(super) struct Aspect {
    /// Its name.
    pub(super) name: &'static str,
    /// The keyword of the schema that says it.
    pub(super) keyword: &'static str,
    pub(super) recorded: Option<Value>,
    pub(super) documented: Option<Value>,
}

/// All facts of a field. `answered` tells that it is part of an answer, whose fields are all
/// optional unless something says otherwise.
pub(super) fn of(recorded: Option<&Row>, documented: Option<&Row>, answered: bool) -> Vec<Aspect> {
    let mut aspects = vec![kind(recorded, documented)];
    let required = |row: &Row| row.required.map(Value::from);
    let stated = |row: &Row| required(row).filter(|value| !answered || *value == Value::Bool(true));
    aspects.push(Aspect {
        name: "required",
        keyword: "required",
        recorded: recorded.and_then(required),
        documented: documented.and_then(stated),
    });
    let both = |name, keyword, value: &dyn Fn(&Row) -> Option<Value>| Aspect {
        name,
        keyword,
        recorded: recorded.and_then(value),
        documented: documented.and_then(value),
    };
    aspects.push(both("minimum", "minimum", &|row| {
        row.minimum.clone().map(Value::Number)
    }));
    aspects.push(both("maximum", "maximum", &|row| {
        row.maximum.clone().map(Value::Number)
    }));
    aspects.push(both("least length", "minLength", &|row| {
        row.min_length.map(Value::from)
    }));
    aspects.push(both("greatest length", "maxLength", &|row| {
        row.max_length.map(Value::from)
    }));
    aspects.push(both("fewest items", "minItems", &|row| {
        row.min_items.map(Value::from)
    }));
    aspects.push(both("most items", "maxItems", &|row| {
        row.max_items.map(Value::from)
    }));
    aspects.push(both("pattern", "pattern", &|row| {
        row.pattern.clone().map(Value::from)
    }));
    aspects.push(both("default", "default", &|row| row.default.clone()));
    aspects.push(both("values", "enum", &values));
    aspects.retain(|aspect| aspect.recorded.is_some() || aspect.documented.is_some());
    aspects
}

fn kind(recorded: Option<&Row>, documented: Option<&Row>) -> Aspect {
    let text = |row: &Row| {
        let kind = row.type_.as_deref().and_then(type_kind);
        let text = kind.map_or_else(|| row.type_.clone(), |kind| Some(kind_text(&kind)));
        text.map(Value::String)
    };
    Aspect {
        name: "type",
        keyword: "type",
        recorded: recorded.and_then(text),
        documented: documented.and_then(text),
    }
}

/// A kind in the words of OpenAPI, without the name of a type.
fn kind_text(kind: &Kind) -> String {
    match kind {
        Kind::Text => "string".to_owned(),
        Kind::Integer => "integer".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Object(_) => "object".to_owned(),
        Kind::Map => "map".to_owned(),
        Kind::File => "file".to_owned(),
        Kind::Any => "any".to_owned(),
        Kind::Array(items) => format!("array of {}", kind_text(items)),
    }
}

/// The allowed values. That a boolean is true or false is no fact.
fn values(row: &Row) -> Option<Value> {
    let trivial = row.values.iter().all(|allowed| allowed.value.is_boolean());
    if trivial {
        return None;
    }
    Some(
        row.values
            .iter()
            .map(|allowed| allowed.value.clone())
            .collect(),
    )
}
