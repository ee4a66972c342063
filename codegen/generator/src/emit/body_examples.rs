//! Documented request bodies as Rust expressions.

use codegen_contract::{BodyKind, Enumeration, Operation, Structure, Type};
use serde_json::Value;

use super::emission::Emission;
use super::source;

impl Emission<'_> {
    /// Statements that build the documented request body as `body`; `None` if there is none, or if it does
    /// not match its type.
    pub(super) fn body_example(&self, operation: &Operation) -> Option<String> {
        let body = operation.body.as_ref()?;
        let (BodyKind::Json(kind) | BodyKind::Form(kind)) = &body.kind else {
            return None;
        };
        let value = self.expression(kind, body.example.as_ref()?)?;
        let statements = source::statements(&format!("let body = {value};"))?;
        let is_type = |name: &str| self.contract.types.contains_key(name);
        let used = source::names_in(&statements, is_type);
        let imports = source::import(&self.destination.client_path, &used);
        let is_runtime = |name: &str| matches!(name, "Field" | "Json");
        let runtime = source::names_in(&statements, is_runtime);
        let runtime = source::import(&self.destination.client_crate, &runtime);
        Some(format!("{imports}{runtime}\n{statements}"))
    }

    /// An expression for a value of a type.
    fn expression(&self, kind: &Type, value: &Value) -> Option<String> {
        match (kind, value) {
            (Type::Named(name), _) => match (
                self.contract.structure(name),
                self.contract.enumeration(name),
            ) {
                (Some(structure), _) => self.builder_expression(structure, value),
                (_, Some(enumeration)) => variant(enumeration, value),
                _ => None,
            },
            (Type::List(item), Value::Array(items)) => {
                let items = items.iter().map(|value| self.expression(item, value));
                Some(format!(
                    "[{}]",
                    items.collect::<Option<Vec<_>>>()?.join(", ")
                ))
            }
            (Type::Map(inner), Value::Object(entries)) => {
                let entries = entries.iter().map(|(key, value)| {
                    Some(format!("({key:?}, {})", self.expression(inner, value)?))
                });
                Some(format!(
                    "[{}]",
                    entries.collect::<Option<Vec<_>>>()?.join(", ")
                ))
            }
            (Type::String | Type::Secret, Value::String(text)) => Some(format!("{text:?}")),
            (Type::Integer, Value::Number(number)) if number.is_i64() => Some(number.to_string()),
            (Type::Number, Value::Number(number)) => {
                let text = number.to_string();
                Some(if text.contains(['.', 'e']) {
                    text
                } else {
                    format!("{text}.0")
                })
            }
            (Type::Boolean, Value::Bool(boolean)) => Some(boolean.to_string()),
            (Type::Json, Value::String(text)) => Some(format!("{text:?}")),
            (Type::Json, Value::Bool(boolean)) => Some(boolean.to_string()),
            _ => None,
        }
    }

    fn builder_expression(&self, structure: &Structure, value: &Value) -> Option<String> {
        let mut text = format!("{}::builder()", structure.name);
        for (wire, value) in value.as_object()? {
            let property = structure.properties.iter().find(|it| it.wire == *wire)?;
            let expression = match (value.is_null(), property.nullable) {
                (true, true) => "Field::Null".to_owned(),
                // If null is not documented, the property is omitted.
                (true, false) => continue,
                // Their setters take a `Field`, which literals do not convert into.
                (false, true) if !is_simple(&property.kind) => return None,
                (false, _) => self.expression(&property.kind, value)?,
            };
            text += &format!(".{}({expression})", property.setter);
        }
        let is_fallible = structure
            .properties
            .iter()
            .any(|property| property.required);
        Some(text + if is_fallible { ".build()?" } else { ".build()" })
    }
}

/// Whether a literal of the type converts into a `Field`.
fn is_simple(kind: &Type) -> bool {
    !matches!(
        kind,
        Type::List(_) | Type::Map(_) | Type::Json | Type::Secret
    )
}

fn variant(enumeration: &Enumeration, value: &Value) -> Option<String> {
    let name = &enumeration.name;
    let known = enumeration.variants.iter().find(|it| it.value == *value);
    match known {
        Some(variant) => Some(format!("{name}::{}", variant.name)),
        None if value.is_string() == enumeration.is_string
            && (value.is_string() || value.is_i64()) =>
        {
            Some(format!("{name}::from({value})"))
        }
        None => None,
    }
}
