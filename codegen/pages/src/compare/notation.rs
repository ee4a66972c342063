//! Types in the notation of pages, compared by meaning instead of spelling.

use crate::vocabulary::{Kind, type_kind};

impl Kind {
    /// Parses a notation: `String`, `Array of Item objects`, `List<Item>`.
    pub fn read(text: &str) -> Option<Kind> {
        type_kind(text)
    }

    /// The name of the referenced type: `Item` for `Array of Item objects`.
    pub fn reference(&self) -> Option<&str> {
        match self.innermost() {
            Kind::Object(name) => name.as_deref(),
            _ => None,
        }
    }

    /// Whether it is a scalar: a string, a number, a boolean.
    pub fn is_primitive(&self) -> bool {
        matches!(
            self,
            Kind::Text | Kind::Integer | Kind::Number | Kind::Boolean
        )
    }

    /// Whether both are the same apart from names and from what pages leave open: a page calls a
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

    /// The type in OpenAPI terms, without a type name.
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
