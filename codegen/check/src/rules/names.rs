//! From the names of a document to the names of Rust, as the generator and progenitor convert them.

use heck::{ToPascalCase, ToSnakeCase};

/// Names of methods that generated builders and clients have themselves.
const TAKEN_METHODS: [&str; 4] = ["client", "new", "send", "validate"];

/// Names of types that generated modules use themselves.
const TAKEN_TYPES: [&str; 16] = [
    "Client",
    "Clone",
    "Debug",
    "Default",
    "Deserialize",
    "Error",
    "Field",
    "Into",
    "Operation",
    "Option",
    "Response",
    "Result",
    "Secret",
    "Serialize",
    "String",
    "Vec",
];

/// The name of a type: `StatisticsAPI` becomes `StatisticsApi`.
pub(super) fn type_name(name: &str) -> String {
    name.to_pascal_case()
}

/// The name of a method or field: `ListStatisticsApi` becomes `list_statistics_api`.
pub(super) fn value_name(name: &str) -> String {
    name.to_snake_case()
}

/// The name of an enumeration's variant. `None` where nothing of a name is left.
pub(super) fn variant_name(value: &str) -> Option<String> {
    let pascal = value.to_pascal_case();
    match pascal.chars().next()? {
        first if first.is_ascii_digit() => Some(format!("Value{pascal}")),
        // `self` is the one keyword in this case.
        _ if pascal == "Self" || !is_identifier(&pascal) => None,
        _ => Some(pascal),
    }
}

pub(super) fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|character| character.is_alphanumeric() || character == '_')
}

pub(super) fn is_taken_method(name: &str) -> bool {
    TAKEN_METHODS.contains(&name)
}

pub(super) fn is_taken_type(name: &str) -> bool {
    TAKEN_TYPES.contains(&name)
}
