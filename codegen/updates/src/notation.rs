//! Types, as pages write them: what two notations have in common counts, not how they are spelt.

/// What a type is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    /// An object or a map, with the name of its type where the page has one.
    Object(Option<String>),
    File,
    Any,
    Array(Box<Kind>),
    /// A notation that nobody knows, in lower case.
    Other(String),
}

impl Kind {
    /// Reads a notation: `String`, `Array of Item objects`, `List<Item>`.
    pub(crate) fn read(text: &str) -> Kind {
        let text = text.trim();
        if let Some(items) = items(text) {
            return Kind::Array(Box::new(Kind::read(items)));
        }
        if let Some(name) = object_name(text) {
            return Kind::Object(Some(name.to_owned()));
        }
        let lower = text.to_ascii_lowercase();
        if lower == "map" || lower.starts_with("map<") || lower.starts_with("map[") {
            return Kind::Object(None);
        }
        match lower.strip_suffix('s').unwrap_or(&lower) {
            "string" | "date" | "datetime" | "timestamp" | "uuid" | "enum" => Kind::Text,
            "integer" | "int" | "int32" | "int64" | "long" | "short" | "byte" => Kind::Integer,
            "number" | "float" | "double" | "bigdecimal" => Kind::Number,
            "boolean" | "bool" => Kind::Boolean,
            "object" | "jsonobject" | "dict" | "map" => Kind::Object(None),
            "array" | "list" => Kind::Array(Box::new(Kind::Any)),
            "file" | "binary" => Kind::File,
            "any" | "json" => Kind::Any,
            _ if text.starts_with(|first: char| first.is_ascii_uppercase()) && is_word(text) => {
                Kind::Object(Some(text.to_owned()))
            }
            _ => Kind::Other(lower),
        }
    }

    /// What it is, or what its items are.
    pub(crate) fn innermost(&self) -> &Kind {
        match self {
            Kind::Array(items) => items.innermost(),
            other => other,
        }
    }

    /// The name of the type that it refers to.
    pub(crate) fn reference(&self) -> Option<&str> {
        match self.innermost() {
            Kind::Object(name) => name.as_deref(),
            _ => None,
        }
    }

    /// Whether it has no parts: a text, a number, a boolean.
    pub(crate) fn is_primitive(&self) -> bool {
        matches!(
            self,
            Kind::Text | Kind::Integer | Kind::Number | Kind::Boolean
        )
    }

    /// Whether both are the same but for names, and but for what a page leaves open.
    pub(crate) fn is_like(&self, other: &Kind) -> bool {
        match (self, other) {
            (Kind::Object(_), Kind::Object(_)) => true,
            (Kind::Array(one), Kind::Array(two)) => {
                **one == Kind::Any || **two == Kind::Any || one.is_like(two)
            }
            (one, two) => one == two,
        }
    }

    /// A pair of brackets for every list around the innermost kind.
    pub(crate) fn brackets(&self) -> String {
        match self {
            Kind::Array(items) => format!("[]{}", items.brackets()),
            _ => String::new(),
        }
    }
}

/// The items of a list: `Item objects` of `Array of Item objects`.
fn items(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_suffix("[]") {
        return Some(inner);
    }
    let lower = text.to_ascii_lowercase();
    let word = ["arrays", "array", "lists", "list", "set"]
        .into_iter()
        .find(|word| lower.starts_with(word))?;
    let rest = text[word.len()..].trim_start();
    if let Some(inner) = rest.strip_prefix("of ").or(rest.strip_prefix("Of ")) {
        return Some(inner);
    }
    let inner = rest
        .strip_prefix('<')
        .and_then(|rest| rest.rfind('>').map(|end| &rest[..end]));
    inner.or_else(|| rest.strip_prefix('[')?.strip_suffix(']'))
}

/// The name of a type: `Item` of `Item object` and of `[Item] objects`.
fn object_name(text: &str) -> Option<&str> {
    let name = ["数据结构", "objects", "object", "Objects", "Object"]
        .into_iter()
        .find_map(|word| text.strip_suffix(word))?
        .trim_end();
    let name = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .unwrap_or(name);
    let generic = ["json", "array", "map"]
        .iter()
        .any(|word| name.eq_ignore_ascii_case(word));
    (is_word(name) && !generic).then_some(name)
}

fn is_word(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert!(
                Kind::read(one).is_like(&Kind::read(other)),
                "{one}, {other}"
            );
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
            assert!(
                !Kind::read(one).is_like(&Kind::read(other)),
                "{one}, {other}"
            );
        }
    }

    #[test]
    fn a_notation_tells_the_name_of_its_type() {
        assert_eq!(
            Kind::read("Array of Item objects").reference(),
            Some("Item")
        );
        assert_eq!(Kind::read("[Item] object").reference(), Some("Item"));
        assert_eq!(Kind::read("Array<Item>").reference(), Some("Item"));
        assert_eq!(Kind::read("Object").reference(), None);
        assert_eq!(Kind::read("Array of arrays of strings").brackets(), "[][]");
    }
}
