//! From the names of a document to the names of Rust, as progenitor converts them.
//!
//! One place for all who must agree on it: the generator that writes the names, the rules that find
//! collisions before, and the comparison that tells which code a change breaks.

use heck::{ToPascalCase, ToSnakeCase};

/// Names of types that the generated modules use themselves; a component of that name would
/// shadow them.
const TAKEN_TYPES: [&str; 24] = [
    "Client",
    "Clone",
    "Debug",
    "Default",
    "Deserialize",
    "Error",
    "Field",
    "Into",
    "Limits",
    "MissingField",
    "Operation",
    "Option",
    "Page",
    "Paging",
    "Response",
    "Result",
    "Secret",
    "Self",
    "Serialize",
    "Stream",
    "String",
    "Validate",
    "Vec",
    "Violations",
];

/// Names of methods that the builders and clients have themselves.
const TAKEN_METHODS: [&str; 7] = [
    "check", "client", "items", "new", "pages", "send", "validate",
];

/// The name of a type: `StatisticsAPI` becomes `StatisticsApi`.
#[must_use]
pub fn type_name(name: &str) -> String {
    name.to_pascal_case()
}

/// The name of a method or field: `ListStatisticsApi` becomes `list_statistics_api`; a keyword gets
/// an underscore.
#[must_use]
pub fn value_name(name: &str) -> String {
    let snake = name.to_snake_case();
    if syn::parse_str::<syn::Ident>(&snake).is_ok() {
        snake
    } else {
        format!("{snake}_")
    }
}

/// The variant of a value that has no name of its own: `ROMA_BASIC` becomes `RomaBasic`, and a
/// value that begins with a digit gets `Value` in front. `None` where nothing of a name is left.
#[must_use]
pub fn variant_name(value: &str) -> Option<String> {
    let pascal = value.to_pascal_case();
    match pascal.chars().next() {
        None => None,
        Some(first) if first.is_ascii_digit() => Some(format!("Value{pascal}")),
        Some(_) => syn::parse_str::<syn::Ident>(&pascal).ok().map(|_| pascal),
    }
}

/// Whether a name of Rust can be written as it is, or with the underscore of a keyword.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok() && name != "_"
}

/// Whether a component or operation must not become a type of this name, because generated code
/// uses it.
#[must_use]
pub fn is_taken_type(name: &str) -> bool {
    TAKEN_TYPES.contains(&name)
}

/// Whether an operation or parameter must not have this name, because generated code uses it.
#[must_use]
pub fn is_taken_method(name: &str) -> bool {
    TAKEN_METHODS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_converted_as_progenitor_does() {
        assert_eq!(type_name("StatisticsAPI"), "StatisticsApi");
        assert_eq!(type_name("fdi"), "Fdi");
        assert_eq!(value_name("ListStatisticsApi"), "list_statistics_api");
        assert_eq!(value_name("type"), "type_");
        assert_eq!(value_name("req_count2xx"), "req_count2xx");
    }

    #[test]
    fn every_variant_name_is_an_identifier() {
        assert_eq!(variant_name("INSTANCE").as_deref(), Some("Instance"));
        assert_eq!(variant_name("4").as_deref(), Some("Value4"));
        assert_eq!(variant_name("true").as_deref(), Some("True"));
        assert_eq!(variant_name("self").as_deref(), None);
        assert_eq!(variant_name("--").as_deref(), None);
    }
}
