//! The Rust names of what a document names, as the generator converts them.
//!
//! A keyword or a digit in front changes these a little more there, but always in the same way, so
//! that two names are the same here exactly where they are the same there.

use heck::{ToPascalCase, ToSnakeCase};

/// The name of a struct, an enum or a variant.
pub(crate) fn type_name(name: &str) -> String {
    name.to_pascal_case()
}

/// The name of a method or a field.
pub(crate) fn value_name(name: &str) -> String {
    name.to_snake_case()
}
