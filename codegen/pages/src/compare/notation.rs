//! Types, as pages write them: what two notations have in common counts, not how they are spelt.

use crate::vocabulary::{Kind, type_kind};

impl Kind {
    /// Reads a notation: `String`, `Array of Item objects`, `List<Item>`.
    pub fn read(text: &str) -> Option<Kind> {
        type_kind(text)
    }

    /// The name of the type that it refers to: `Item` of `Array of Item objects`.
    pub fn reference(&self) -> Option<&str> {
        match self.innermost() {
            Kind::Object(name) => name.as_deref(),
            _ => None,
        }
    }

    /// Whether it has no parts: a text, a number, a boolean.
    pub fn is_primitive(&self) -> bool {
        matches!(
            self,
            Kind::Text | Kind::Integer | Kind::Number | Kind::Boolean
        )
    }

    /// Whether both are the same but for names, and but for what a page leaves open: it calls a
    /// map and an object without fields `Object`, and a list of anything `Array`.
    pub fn is_like(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::Object(_) | Kind::Map, Kind::Object(_) | Kind::Map) => true,
            (Kind::Array(one), Kind::Array(two)) => {
                **one == Kind::Any || **two == Kind::Any || one.is_like(two)
            }
            (one, two) => one == two,
        }
    }

    /// A pair of brackets for every list around the innermost kind.
    pub fn brackets(&self) -> String {
        match self {
            Kind::Array(items) => format!("[]{}", items.brackets()),
            _ => String::new(),
        }
    }

    /// It in the words of OpenAPI, without the name of a type.
    pub(super) fn words(&self) -> String {
        match self {
            Kind::Text => "string".to_owned(),
            Kind::Integer => "integer".to_owned(),
            Kind::Number => "number".to_owned(),
            Kind::Boolean => "boolean".to_owned(),
            Kind::Object(_) => "object".to_owned(),
            Kind::Map => "map".to_owned(),
            Kind::File => "file".to_owned(),
            Kind::Any => "any".to_owned(),
            Kind::Array(items) => format!("array of {}", items.words()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        Kind::read(one)
            .unwrap()
            .is_like(&Kind::read(other).unwrap())
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
        let name = |text: &str| Kind::read(text).unwrap().reference().map(str::to_owned);
        assert_eq!(name("Array of Item objects").as_deref(), Some("Item"));
        assert_eq!(name("[Item] object").as_deref(), Some("Item"));
        assert_eq!(name("Array<Item>").as_deref(), Some("Item"));
        assert_eq!(name("Object"), None);
        assert_eq!(
            Kind::read("Array of arrays of strings").unwrap().brackets(),
            "[][]"
        );
    }
}
