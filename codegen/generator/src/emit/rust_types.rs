//! Rust types of values, fields and arguments of setters.

use codegen_contract::{Direction, Property, Type};

/// The type of a value, with `path` before the document's types.
pub(super) fn rust_type(kind: &Type, path: Option<&str>) -> String {
    let inner = |kind: &Type| rust_type(kind, path);
    match kind {
        Type::String => "String".to_owned(),
        Type::Secret => "huaweicloud_types::Secret".to_owned(),
        Type::Json => "huaweicloud_types::Json".to_owned(),
        Type::File => "huaweicloud_core::Part".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Named(name) => match path {
            Some(path) => format!("{path}::{name}"),
            None => name.clone(),
        },
        Type::List(item) => format!("Vec<{}>", inner(item)),
        Type::Map(value) => format!("std::collections::HashMap<String, {}>", inner(value)),
        Type::Nullable(kind) => format!("Option<{}>", inner(kind)),
    }
}

/// The type of a value in a crate that knows the runtime's types by a single path.
pub(super) fn client_type(kind: &Type, path: Option<&str>, runtime: &str) -> String {
    let runtime = format!("{runtime}::");
    let own = rust_type(kind, path);
    own.replace("huaweicloud_types::", &runtime)
        .replace("huaweicloud_core::", &runtime)
}

/// How a field stores a value that may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// The value itself.
    Plain,
    /// `Option`
    Option,
    /// `Field`: absent, null or a value.
    Field,
}

impl Holder {
    /// When reading, every value may be missing, and lists and maps are empty then. When sending, a
    /// required value is stored itself, and one that may be null distinguishes null from absent.
    pub(super) fn of(property: &Property, direction: Direction) -> Holder {
        match direction {
            Direction::Read => match property.kind {
                Type::List(_) | Type::Map(_) => Holder::Plain,
                _ => Holder::Option,
            },
            Direction::Sent => match (property.required, property.nullable) {
                (true, false) => Holder::Plain,
                (true, true) => Holder::Option,
                (false, true) => Holder::Field,
                (false, false) => Holder::Option,
            },
        }
    }
}

/// The type of a field.
pub(super) fn field_type(property: &Property, direction: Direction) -> String {
    let held = rust_type(&property.kind, None);
    let held = if property.boxed {
        format!("Box<{held}>")
    } else {
        held
    };
    match Holder::of(property, direction) {
        Holder::Plain => held,
        Holder::Option => format!("Option<{held}>"),
        Holder::Field => format!("huaweicloud_types::Field<{held}>"),
    }
}

/// The type of a setter's argument, and the expression that converts the argument `name`.
pub(super) fn setter(
    kind: &Type,
    name: &str,
    runtime: &str,
    is_enumeration: bool,
) -> (String, String) {
    let own = |kind: &Type| client_type(kind, None, runtime);
    match kind {
        Type::Integer | Type::Number | Type::Boolean => (own(kind), name.to_owned()),
        Type::Named(_) if !is_enumeration => (own(kind), name.to_owned()),
        Type::List(item) => (
            format!("impl {runtime}::IntoList<{}>", own(item)),
            format!("{name}.into_list()"),
        ),
        Type::Map(value) => (
            format!("impl {runtime}::IntoMap<{}>", own(value)),
            format!("{name}.into_map()"),
        ),
        _ => (
            format!("impl Into<{}>", own(kind)),
            format!("{name}.into()"),
        ),
    }
}
