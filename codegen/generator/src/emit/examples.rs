//! Documented request bodies as Rust: what a caller would write to send them.

use serde_json::Value;

use super::Emission;
use super::source;
use crate::contract::{Enumeration, Structure};
use crate::operations::Operation;
use crate::reading::type_text;
use codegen_document::names;

impl Emission<'_> {
    /// Statements that make the documented body, `body` by name; `None` where the page shows none.
    pub(crate) fn body_example(&self, operation: &Operation) -> Option<String> {
        let kind = type_text(self.call(operation).body.as_ref()?);
        let value = self.expression(&kind, operation.request_example.as_ref()?)?;
        let statements = source::statements(&format!("let body = {value};"))?;
        let words = source::words_of(&statements, &self.type_names());
        let imports = source::import(&self.client_path(), &words);
        let field = source::words_of(&statements, &["Field"]);
        let runtime = source::import(&format!("huaweicloud_{}", self.entry.crate_name), &field);
        Some(format!("{imports}{runtime}\n{statements}"))
    }

    fn type_names(&self) -> Vec<&str> {
        let structures = self.contract.structures.keys();
        structures
            .chain(self.contract.enumerations.keys())
            .map(String::as_str)
            .collect()
    }

    /// The expression of a value of that type.
    fn expression(&self, kind: &str, value: &Value) -> Option<String> {
        let held = held(kind);
        if value.is_null() {
            return Some("Field::Null".to_owned());
        }
        if let Some(structure) = self.contract.structures.get(held) {
            return self.built(held, structure, value);
        }
        if let Some(enumeration) = self.contract.enumerations.get(held) {
            return variant(held, enumeration, value);
        }
        match value {
            Value::Array(items) => {
                let items = items.iter().map(|item| self.expression(held, item));
                Some(format!(
                    "[{}]",
                    items.collect::<Option<Vec<_>>>()?.join(", ")
                ))
            }
            Value::String(text) => Some(format!("{text:?}")),
            Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
            Value::Null | Value::Object(_) => None,
        }
    }

    fn built(&self, name: &str, structure: &Structure, value: &Value) -> Option<String> {
        let generated = self
            .generated
            .structures
            .iter()
            .find(|it| it.name == name)?;
        let mut text = format!("{name}::builder()");
        for (wire, value) in value.as_object()? {
            let index = structure
                .properties
                .iter()
                .position(|it| it.wire == *wire)?;
            let kind = type_text(&generated.fields.get(index)?.kind);
            // Null where the documentation does not speak of null is the same as leaving it out.
            if !value.is_null() || structure.properties.get(index)?.nullable {
                let expression = self.expression(&kind, value)?;
                text += &format!(".{}({expression})", names::value_name(wire));
            }
        }
        let is_fallible = structure
            .properties
            .iter()
            .any(|property| property.required);
        Some(text + if is_fallible { ".build()?" } else { ".build()" })
    }
}

/// `Option<Vec<T>>` holds a `T`.
fn held(kind: &str) -> &str {
    let inner = ["Option<", "Vec<"]
        .iter()
        .find_map(|outer| kind.strip_prefix(outer));
    inner
        .and_then(|inner| inner.strip_suffix('>'))
        .map_or(kind, held)
}

fn variant(name: &str, enumeration: &Enumeration, value: &Value) -> Option<String> {
    let known = enumeration
        .variants
        .iter()
        .find(|variant| variant.value == *value);
    match known {
        Some(variant) => Some(format!("{name}::{}", variant.name)),
        None if value.is_string() || value.is_i64() => Some(format!("{name}::from({value})")),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::held;

    #[test]
    fn what_options_and_lists_hold() {
        assert_eq!(held("Option<Vec<String>>"), "String");
        assert_eq!(held("i64"), "i64");
    }
}
