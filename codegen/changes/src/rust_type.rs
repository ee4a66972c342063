//! The Rust type that the generator makes of a schema.
//!
//! The generator rejects some documents that this module has to accept. What it would reject, such
//! as an object without a name, counts as an unnamed type, which differs from every named one.

use std::collections::BTreeMap;
use std::fmt;

use codegen_document::names;

use crate::node_ref::NodeRef;
use crate::resolver::Resolver;

const SCHEMAS: &str = "#/components/schemas/";

/// How many nested lists and chained references are followed.
const DEEPEST: usize = 24;

/// What a component becomes in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Struct,
    /// With the type of its values.
    Enum(&'static str),
    /// No type of its own: the type is inlined where it is used.
    Alias(String),
}

impl Shape {
    /// Whether it has a type of its own.
    pub(crate) fn is_type(&self) -> bool {
        !matches!(self, Shape::Alias(_))
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Struct => formatter.write_str("a struct"),
            Shape::Enum(values) => write!(formatter, "an enum of `{values}`"),
            Shape::Alias(name) => write!(formatter, "`{name}`"),
        }
    }
}

/// The Rust types of one document. Names are mapped through `renamed`, so that the types of the old
/// document can be compared with those of the new one.
pub(crate) struct RustTypes<'t, 'a> {
    resolver: &'t Resolver<'a>,
    renamed: Option<&'t BTreeMap<String, String>>,
}

impl<'t, 'a> RustTypes<'t, 'a> {
    pub(crate) fn new(
        resolver: &'t Resolver<'a>,
        renamed: Option<&'t BTreeMap<String, String>>,
    ) -> Self {
        RustTypes { resolver, renamed }
    }

    /// The type of a value of this schema, without the enclosing `Option`.
    pub(crate) fn of(&self, schema: &NodeRef<'_>) -> String {
        self.at_depth(schema, 0)
    }

    /// What this schema becomes as a component.
    pub(crate) fn shape(&self, schema: &NodeRef<'_>) -> Shape {
        self.shape_at(schema, 0)
    }

    fn at_depth(&self, schema: &NodeRef<'_>, depth: usize) -> String {
        if depth > DEEPEST {
            return "Value".to_owned();
        }
        if let Some(reference) = schema.text("$ref") {
            return self.of_reference(reference, depth);
        }
        if let Some(members) = schema.get("allOf") {
            let mut members = members.items();
            return match (members.next(), members.next()) {
                (Some(only), None) if schema.value.get("properties").is_none() => {
                    self.at_depth(&only, depth + 1)
                }
                _ => UNNAMED.to_owned(),
            };
        }
        if schema.value.get("oneOf").is_some() || schema.value.get("anyOf").is_some() {
            return "(one of several)".to_owned();
        }
        if schema.value.get("enum").is_some() {
            return "(unnamed enum)".to_owned();
        }
        self.of_type(schema, depth)
    }

    fn of_type(&self, schema: &NodeRef<'_>, depth: usize) -> String {
        match schema.text("type") {
            Some("string") if schema.text("format") == Some("password") => "Secret".to_owned(),
            Some("string") => "String".to_owned(),
            Some("integer") => "i64".to_owned(),
            Some("number") => "f64".to_owned(),
            Some("boolean") => "bool".to_owned(),
            Some("array") => {
                let items = schema.get("items");
                let item = items.map(|items| self.at_depth(&items, depth + 1));
                format!("Vec<{}>", item.as_deref().unwrap_or("Value"))
            }
            _ if schema.value.get("properties").is_some() => UNNAMED.to_owned(),
            Some("object") => match schema.get("additionalProperties") {
                Some(values) if values.value.as_mapping().is_some() => {
                    let value = self.at_depth(&values, depth + 1);
                    format!("HashMap<String, {value}>")
                }
                Some(_) => "HashMap<String, Value>".to_owned(),
                None => UNNAMED.to_owned(),
            },
            _ => "Value".to_owned(),
        }
    }

    fn of_reference(&self, reference: &str, depth: usize) -> String {
        let Some(name) = reference.strip_prefix(SCHEMAS) else {
            return reference.to_owned();
        };
        let target = self.resolver.at(reference);
        match target.map(|target| self.shape_at(&target, depth + 1)) {
            Some(Shape::Alias(alias)) => alias,
            _ => {
                let renamed = self.renamed.and_then(|renamed| renamed.get(name));
                names::type_name(renamed.map_or(name, String::as_str))
            }
        }
    }

    fn shape_at(&self, schema: &NodeRef<'_>, depth: usize) -> Shape {
        let own = if schema.value.get("$ref").is_some() || depth > DEEPEST {
            None
        } else {
            own_shape(schema)
        };
        own.unwrap_or_else(|| Shape::Alias(self.at_depth(schema, depth)))
    }
}

/// The shape of a component that has its own type.
fn own_shape(schema: &NodeRef<'_>) -> Option<Shape> {
    if schema.value.get("enum").is_some() {
        let is_integer = schema.text("type") == Some("integer");
        return Some(Shape::Enum(if is_integer { "i64" } else { "str" }));
    }
    let is_plain_object =
        schema.text("type") == Some("object") && schema.value.get("additionalProperties").is_none();
    let is_combination = schema
        .get("allOf")
        .is_some_and(|members| members.value.items().len() > 1);
    let is_struct = schema.value.get("properties").is_some() || is_plain_object || is_combination;
    is_struct.then_some(Shape::Struct)
}

const UNNAMED: &str = "(unnamed struct)";
