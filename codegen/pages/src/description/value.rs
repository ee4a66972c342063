//! Values in texts.

use serde_json::Value;

use crate::description::numbers;
use crate::vocabulary::FieldType;

/// A text as a value of a type, if it matches.
pub(super) fn typed(text: &str, kind: &FieldType) -> Option<Value> {
    match kind {
        FieldType::Text => Some(Value::String(text.to_owned())),
        FieldType::Integer => text.parse::<i64>().ok().map(Value::from),
        FieldType::Number => numbers::number(text).map(Value::Number),
        FieldType::Boolean => match text {
            "true" | "True" | "TRUE" => Some(Value::Bool(true)),
            "false" | "False" | "FALSE" => Some(Value::Bool(false)),
            _ => None,
        },
        _ => None,
    }
}
