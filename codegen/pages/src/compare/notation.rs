//! Types in the notation of pages, compared by meaning instead of spelling.

use crate::vocabulary::{FieldType, type_kind};

impl FieldType {
    /// Parses a notation: `String`, `Array of Item objects`, `List<Item>`.
    pub fn read(text: &str) -> Option<FieldType> {
        type_kind(text)
    }

    /// The name of the referenced type: `Item` for `Array of Item objects`.
    pub fn reference(&self) -> Option<&str> {
        match self.innermost() {
            FieldType::Object(name) => name.as_deref(),
            _ => None,
        }
    }

    /// Whether it is a scalar: a string, a number, a boolean.
    pub fn is_primitive(&self) -> bool {
        matches!(
            self,
            FieldType::Text | FieldType::Integer | FieldType::Number | FieldType::Boolean
        )
    }

    /// Whether both are the same apart from names and from what pages leave open: a page calls a
    /// map and an object without fields `Object`, and a list of anything `Array`.
    pub fn is_like(&self, other: &FieldType) -> bool {
        match (self, other) {
            (FieldType::Object(_) | FieldType::Map, FieldType::Object(_) | FieldType::Map) => true,
            (FieldType::Array(one), FieldType::Array(two)) => {
                **one == FieldType::Any || **two == FieldType::Any || one.is_like(two)
            }
            (one, two) => one == two,
        }
    }

    /// A pair of brackets for every list around the innermost kind.
    pub fn brackets(&self) -> String {
        match self {
            FieldType::Array(items) => format!("[]{}", items.brackets()),
            _ => String::new(),
        }
    }

    /// The type in OpenAPI terms, without a type name.
    pub(super) fn words(&self) -> String {
        match self {
            FieldType::Text => "string".to_owned(),
            FieldType::Integer => "integer".to_owned(),
            FieldType::Number => "number".to_owned(),
            FieldType::Boolean => "boolean".to_owned(),
            FieldType::Object(_) => "object".to_owned(),
            FieldType::Map => "map".to_owned(),
            FieldType::File => "file".to_owned(),
            FieldType::Any => "any".to_owned(),
            FieldType::Array(items) => format!("array of {}", items.words()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        FieldType::read(one)
            .unwrap()
            .is_like(&FieldType::read(other).unwrap())
    }

    #[test]
    fn notations_of_one_type_are_alike() {
        for (one, other) in [
            ("Integer", "Long"),
            ("Float", "double"),
            ("Array of strings", "List<String>"),
            ("Array of Item objects", "Array<ItemInfo>"),
            ("Item object", "Map<String,Object>"),
            ("Array", "Array of integers"),
            ("String[]", "Array of Strings"),
        ] {
            assert!(alike(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn other_types_are_not() {
        for (one, other) in [
            ("Integer", "String"),
            ("Integer", "Float"),
            ("Item object", "Array of Item objects"),
            ("Array of strings", "Array of integers"),
            ("Array of arrays", "Array of strings"),
        ] {
            assert!(!alike(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn a_notation_tells_the_name_of_its_type() {
        let name = |text: &str| {
            FieldType::read(text)
                .unwrap()
                .reference()
                .map(str::to_owned)
        };
        assert_eq!(name("Array of Item objects").as_deref(), Some("Item"));
        assert_eq!(name("[Item] object").as_deref(), Some("Item"));
        assert_eq!(name("Array<Item>").as_deref(), Some("Item"));
        assert_eq!(name("Object"), None);
        assert_eq!(
            FieldType::read("Array of arrays of strings")
                .unwrap()
                .brackets(),
            "[][]"
        );
    }
}
