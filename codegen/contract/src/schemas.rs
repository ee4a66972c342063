//! Schemas: references, `allOf`, and the type that a schema becomes.

use std::cell::RefCell;
use std::collections::HashMap;

use codegen_document::{names, pointer, reference};
use serde_json::Value;

use crate::definition::Direction;
use crate::json::{is_true, members};
use crate::part::{Part, is_enumeration, is_structure};
use crate::problem::Problems;
use crate::types::Type;

const SCHEMAS: &str = "#/components/schemas/";

/// Keywords that do not affect the type.
const ANNOTATIONS: [&str; 12] = [
    "default",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "externalDocs",
    "nullable",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
    "type",
];

/// The schemas of a document.
pub(crate) struct Schemas<'a> {
    document: &'a Value,
    kinds: RefCell<HashMap<String, ComponentKind>>,
    /// The components that are both sent and read.
    shared: Vec<String>,
    problems: RefCell<Problems>,
}

/// What a component becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ComponentKind {
    /// A struct.
    Structure,
    /// An enumeration of strings, or of integers that have names.
    Enumeration,
    /// Not a new type, but for example a string, a list or another component.
    Value,
    /// It refers only to itself.
    Endless,
}

impl<'a> Schemas<'a> {
    pub(crate) fn new(document: &'a Value) -> Self {
        Self {
            document,
            kinds: RefCell::default(),
            shared: Vec::new(),
            problems: RefCell::default(),
        }
    }

    /// Sets which components are both sent and read.
    pub(crate) fn share(&mut self, names: Vec<String>) {
        self.shared = names;
    }

    pub(crate) fn document(&self) -> &'a Value {
        self.document
    }

    pub(crate) fn problem(
        &self,
        pointer: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.borrow_mut().add(pointer, message, help);
    }

    pub(crate) fn into_problems(self) -> Problems {
        self.problems.into_inner()
    }

    /// The value, or the target of its `$ref`, and its JSON pointer.
    pub(crate) fn resolve(&self, value: &'a Value, pointer: &str) -> (&'a Value, String) {
        let Some(written) = reference::of(value) else {
            return (value, pointer.to_owned());
        };
        if let Some((pointer, target)) = reference::target(self.document, value) {
            return (target, pointer);
        }
        let target = written.strip_prefix('#');
        // A reference to itself exists, and is reported as such.
        if target.is_none_or(|target| self.document.pointer(target).is_none()) {
            self.problem(
                format!("{pointer}/$ref"),
                format!("unresolved reference `{written}`"),
                "define it under `components`, or fix the reference",
            );
        }
        (&Value::Null, pointer.to_owned())
    }

    /// The component of that name.
    pub(crate) fn component(&self, name: &str) -> Option<&'a Value> {
        self.document.get("components")?.get("schemas")?.get(name)
    }

    /// The component that a schema refers to: by `$ref`, or by an `allOf` with a single reference and
    /// otherwise only annotations and limits.
    pub(crate) fn target(&self, schema: &'a Value) -> Option<&'a str> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return reference.strip_prefix(SCHEMAS);
        }
        let mut structural = schema.get("allOf")?.as_array()?.iter();
        let mut structural = structural.by_ref().filter(|member| !is_annotation(member));
        let only = structural.next()?;
        let is_plain = structural.next().is_none()
            && members(Some(schema)).all(|(key, _)| {
                key == "allOf"
                    || ANNOTATIONS.contains(&key.as_str())
                    || key.starts_with("x-")
                    || LIMITS.contains(&key.as_str())
            });
        if is_plain { self.target(only) } else { None }
    }

    /// What the component of that name becomes.
    pub(crate) fn kind(&self, name: &str) -> ComponentKind {
        if let Some(kind) = self.kinds.borrow().get(name) {
            return *kind;
        }
        // Until it is known, a reference back to this component is one without an end.
        self.kinds
            .borrow_mut()
            .insert(name.to_owned(), ComponentKind::Endless);
        let kind = match self.component(name) {
            Some(schema) => self.kind_of(schema, name),
            None => ComponentKind::Value,
        };
        self.kinds.borrow_mut().insert(name.to_owned(), kind);
        kind
    }

    fn kind_of(&self, schema: &'a Value, name: &str) -> ComponentKind {
        if let Some(target) = self.target(schema) {
            return match self.kind(target) {
                ComponentKind::Endless => ComponentKind::Endless,
                _ => ComponentKind::Value,
            };
        }
        let parts = self.parts(schema, &component_pointer(name));
        if is_enumeration(&parts) {
            ComponentKind::Enumeration
        } else if is_structure(&parts) {
            ComponentKind::Structure
        } else {
            ComponentKind::Value
        }
    }

    /// The parts of a schema: itself and the members of its `allOf`, including those of components.
    pub(crate) fn parts(&self, schema: &'a Value, pointer: &str) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        self.collect_parts(schema, pointer.to_owned(), &mut Vec::new(), &mut parts);
        parts
    }

    fn collect_parts(
        &self,
        schema: &'a Value,
        pointer: String,
        within: &mut Vec<String>,
        parts: &mut Vec<Part<'a>>,
    ) {
        if within.contains(&pointer) {
            return;
        }
        within.push(pointer.clone());
        if schema.get("$ref").is_some() {
            let (target, place) = self.resolve(schema, &pointer);
            self.collect_parts(target, place, within, parts);
        } else {
            let composed = schema.get("allOf").and_then(Value::as_array);
            for (index, member) in composed.into_iter().flatten().enumerate() {
                self.collect_parts(member, format!("{pointer}/allOf/{index}"), within, parts);
            }
            parts.push(Part { schema, pointer });
        }
        within.pop();
    }

    /// The type of a value of that schema.
    pub(crate) fn type_of(&self, schema: &'a Value, pointer: &str, direction: Direction) -> Type {
        if let Some(target) = self.target(schema) {
            return self.type_of_component(target, schema, pointer, direction);
        }
        let parts = self.parts(schema, pointer);
        if is_enumeration(&parts) {
            self.unnamed(pointer, "an enumeration");
            return Type::String;
        }
        if is_structure(&parts) {
            self.unnamed(pointer, "an object with properties");
            return Type::Json;
        }
        self.value_type(&parts, pointer, direction)
    }

    fn type_of_component(
        &self,
        name: &str,
        schema: &'a Value,
        pointer: &str,
        direction: Direction,
    ) -> Type {
        let Some(component) = self.component(name) else {
            // Reports the reference, wherever in `allOf` it is.
            self.parts(schema, pointer);
            return Type::Json;
        };
        match self.kind(name) {
            ComponentKind::Structure => Type::Named(self.structure_name(name, direction)),
            ComponentKind::Enumeration => Type::Named(names::type_name(name)),
            ComponentKind::Value => self.type_of(component, &component_pointer(name), direction),
            ComponentKind::Endless => {
                self.problem(
                    component_pointer(name),
                    format!("`{name}` refers only to itself"),
                    "replace the reference by a definition",
                );
                Type::Json
            }
        }
    }

    /// The name of the struct of a component. A component that is both sent and read becomes two structs,
    /// because requests are strict and responses are lenient.
    pub(crate) fn structure_name(&self, name: &str, direction: Direction) -> String {
        let is_shared = self.shared.iter().any(|shared| shared == name);
        match direction {
            Direction::Sent if is_shared => format!("{}Input", names::type_name(name)),
            _ => names::type_name(name),
        }
    }

    fn value_type(&self, parts: &[Part<'a>], pointer: &str, direction: Direction) -> Type {
        let kind = self.agreed_type(parts, pointer);
        let find = |key: &str| {
            parts
                .iter()
                .find_map(|part| Some((part, part.schema.get(key)?)))
        };
        let format = find("format").and_then(|(_, format)| format.as_str());
        match kind {
            Some("string") => match format {
                Some("password") => Type::Secret,
                Some("binary") => Type::File,
                _ => Type::String,
            },
            Some("integer") => Type::Integer,
            Some("number") => Type::Number,
            Some("boolean") => Type::Boolean,
            Some("array") => Type::list(match find("items") {
                Some((part, items)) => {
                    self.inner(items, &format!("{}/items", part.pointer), direction)
                }
                None => Type::Json,
            }),
            Some("object") | None => match find("additionalProperties") {
                Some((part, values)) if !is_anything(values) => {
                    let pointer = format!("{}/additionalProperties", part.pointer);
                    Type::map(self.inner(values, &pointer, direction))
                }
                _ => self.union(parts, direction).unwrap_or(Type::Json),
            },
            Some(other) => {
                self.problem(
                    format!("{pointer}/type"),
                    format!("unknown type `{other}`"),
                    "use string, integer, number, boolean, array or object",
                );
                Type::Json
            }
        }
    }

    /// The type of items of a list and of values of a map, each of which may be null.
    fn inner(&self, schema: &'a Value, pointer: &str, direction: Direction) -> Type {
        let inner = self.type_of(schema, pointer, direction);
        let inner = if inner == Type::File {
            Type::String
        } else {
            inner
        };
        if self.is_nullable(schema) {
            Type::Nullable(Box::new(inner))
        } else {
            inner
        }
    }

    /// Whether null is documented, by the schema or by the component that it refers to.
    pub(crate) fn is_nullable(&self, schema: &'a Value) -> bool {
        let component = self.target(schema).and_then(|name| self.component(name));
        is_true(schema, "nullable") || component.is_some_and(|it| is_true(it, "nullable"))
    }

    /// The type of `oneOf` or `anyOf` whose alternatives agree; otherwise it can be anything.
    fn union(&self, parts: &[Part<'a>], direction: Direction) -> Option<Type> {
        let (part, key, alternatives) = parts.iter().find_map(|part| {
            ["oneOf", "anyOf"]
                .into_iter()
                .find_map(|key| Some((part, key, part.schema.get(key)?.as_array()?)))
        })?;
        let mut types = alternatives.iter().enumerate().map(|(index, schema)| {
            self.target(schema).is_some().then(|| {
                self.type_of(
                    schema,
                    &format!("{}/{key}/{index}", part.pointer),
                    direction,
                )
            })
        });
        let first = types.next()??;
        types
            .all(|other| other.as_ref() == Some(&first))
            .then_some(first)
    }

    /// The common type of all parts that have one.
    pub(crate) fn agreed_type(&self, parts: &[Part<'a>], pointer: &str) -> Option<&'a str> {
        let type_of_part = |part: &Part<'a>| part.schema.get("type").and_then(Value::as_str);
        let kind = parts.iter().find_map(type_of_part)?;
        let other = parts
            .iter()
            .filter_map(type_of_part)
            .find(|other| *other != kind);
        if let Some(other) = other {
            self.problem(
                pointer,
                format!("conflicting types in `allOf`: {kind} and {other}"),
                "fix the type of one of its members",
            );
        }
        Some(kind)
    }

    /// Whether a value of that schema is an object with properties.
    pub(crate) fn has_properties(&self, schema: &'a Value, pointer: &str) -> bool {
        is_structure(&self.parts(schema, pointer))
    }

    fn unnamed(&self, pointer: &str, what: &str) {
        self.problem(
            pointer,
            format!("{what} needs a name to become a Rust type"),
            "move it to `components/schemas`, and refer to it with `$ref`",
        );
    }
}

/// Keywords that only limit a value.
pub(crate) const LIMITS: [&str; 13] = [
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

pub(crate) fn component_pointer(name: &str) -> String {
    pointer::join("/components/schemas", name)
}

/// Whether a schema is an object with properties or an enumeration, and not only a reference to one, so
/// that it becomes a Rust type only as a component.
#[must_use]
pub fn needs_name(document: &Value, schema: &Value) -> bool {
    let schemas = Schemas::new(document);
    if schemas.target(schema).is_some() {
        return false;
    }
    let parts = schemas.parts(schema, "");
    is_structure(&parts) || is_enumeration(&parts)
}

/// Whether a member of `allOf` only has annotations.
fn is_annotation(member: &Value) -> bool {
    members(Some(member)).all(|(key, _)| {
        key != "type" && ANNOTATIONS.contains(&key.as_str())
            || LIMITS.contains(&key.as_str())
            || key.starts_with("x-")
    })
}

/// Whether a schema of additional properties allows any value or none.
fn is_anything(values: &Value) -> bool {
    values.is_boolean() || values.as_object().is_some_and(serde_json::Map::is_empty)
}
