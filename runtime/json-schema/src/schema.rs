//! Compiled schemas.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Number, Value};

use crate::{Format, JsonType, NumberFormat, Pattern};

/// A compiled schema: an index into [`Compiler::schemas`](crate::Compiler::schemas).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SchemaId(pub usize);

/// What a schema requires of a value. Rules for other types do not apply to it.
#[derive(Debug, Default)]
pub struct Schema {
    /// `type`
    pub json_type: Option<JsonType>,
    /// `nullable`
    pub nullable: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `discriminator`, if there are schemas to select from.
    pub discriminator: Option<Box<Discriminator>>,
    /// Whether values must not be shown in messages (`format: password`).
    pub secret: bool,
    /// Whether values are arbitrary bytes (`format: binary`).
    pub binary: bool,
    /// The values of `enum`; empty if the schema has none.
    pub enumeration: Vec<Value>,
    /// The keywords for numbers.
    pub number: Option<Box<NumberRules>>,
    /// The keywords for strings.
    pub string: Option<Box<StringRules>>,
    /// The keywords for arrays.
    pub array: Option<Box<ArrayRules>>,
    /// The keywords for objects.
    pub object: Option<Box<ObjectRules>>,
    /// `allOf`, `anyOf`, `oneOf` and `not`.
    pub combined: Option<Box<Combined>>,
    /// Whether the schema could not be read, for example because its `$ref` is broken. It allows
    /// every value.
    pub unresolved: bool,
    /// Keywords that do not restrict values, if [the compiler keeps
    /// them](crate::Compiler::keeping_annotations) and there are any.
    pub annotations: Option<Box<Annotations>>,
}

/// Keywords that do not restrict values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations {
    /// `example`
    pub example: Option<Value>,
    /// `default`
    pub default: Option<Value>,
    /// `xml`
    pub xml: Option<Value>,
}

/// The keywords for numbers.
#[derive(Debug, Default)]
pub struct NumberRules {
    /// `minimum` and `exclusiveMinimum`
    pub minimum: Option<Bound>,
    /// `maximum` and `exclusiveMaximum`
    pub maximum: Option<Bound>,
    /// `multipleOf`
    pub multiple_of: Option<Number>,
    /// `format`
    pub format: Option<NumberFormat>,
}

/// A limit of a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The limit.
    pub limit: Number,
    /// Whether the limit itself is excluded.
    pub exclusive: bool,
}

/// The keywords for strings.
#[derive(Debug, Default)]
pub struct StringRules {
    /// `minLength`, in characters
    pub min_length: Option<usize>,
    /// `maxLength`, in characters
    pub max_length: Option<usize>,
    /// `pattern`
    pub pattern: Option<Arc<Pattern>>,
    /// `format`, if it is checked
    pub format: Option<Format>,
}

/// The keywords for arrays.
#[derive(Debug, Default)]
pub struct ArrayRules {
    /// `items`
    pub items: Option<SchemaId>,
    /// `minItems`
    pub min_items: Option<usize>,
    /// `maxItems`
    pub max_items: Option<usize>,
    /// `uniqueItems`
    pub unique_items: bool,
}

/// The keywords for objects.
#[derive(Debug, Default)]
pub struct ObjectRules {
    /// `properties`, in the order of the document.
    pub properties: Vec<(String, SchemaId)>,
    /// The index of each property in `properties`.
    pub(crate) indexes: HashMap<String, usize>,
    /// `required`
    pub required: Vec<String>,
    /// `additionalProperties`
    pub additional: AdditionalProperties,
    /// `minProperties`
    pub min_properties: Option<usize>,
    /// `maxProperties`
    pub max_properties: Option<usize>,
}

/// The keyword `additionalProperties`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AdditionalProperties {
    /// The keyword is absent: other properties are allowed, but are probably a mistake.
    #[default]
    Unspecified,
    /// `true`
    Allowed,
    /// `false`
    Forbidden,
    /// A schema for the values of other properties.
    Schema(SchemaId),
}

/// The keywords that combine schemas.
#[derive(Debug, Default)]
pub struct Combined {
    /// `allOf`
    pub all_of: Vec<SchemaId>,
    /// `anyOf`
    pub any_of: Vec<SchemaId>,
    /// `oneOf`
    pub one_of: Vec<SchemaId>,
    /// `not`
    pub not: Option<SchemaId>,
}

/// Selects the schema of a value by one of the value's properties.
#[derive(Debug)]
pub struct Discriminator {
    /// `propertyName`
    pub property: String,
    /// The schemas by the value of the property.
    pub mapping: Vec<(String, SchemaId)>,
    /// Whether it selects one of `oneOf` or `anyOf`; otherwise it selects one of the schemas that
    /// have this one in their `allOf`.
    pub has_alternatives: bool,
}

impl ObjectRules {
    /// The schema of a property.
    pub fn property(&self, name: &str) -> Option<SchemaId> {
        let index = self.indexes.get(name)?;
        self.properties.get(*index).map(|(_, schema)| *schema)
    }
}

impl Combined {
    /// Every schema that is applied to the same value.
    pub fn parts(&self) -> impl Iterator<Item = SchemaId> {
        let lists = self
            .all_of
            .iter()
            .chain(&self.any_of)
            .chain(&self.one_of)
            .chain(&self.not);
        lists.copied()
    }
}

/// The schemas of a property in a schema and in the parts of its `allOf`.
pub fn property_schemas(schemas: &[Schema], id: SchemaId, name: &str) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut parts = vec![id];
    let mut index = 0;
    // Each part once: `allOf` may repeat a schema, or contain itself.
    while let Some(part) = parts.get(index) {
        if let Some(schema) = schemas.get(part.0) {
            let object = schema.object.as_ref();
            found.extend(object.and_then(|rules| rules.property(name)));
            for part in schema.combined.iter().flat_map(|it| &it.all_of) {
                if !parts.contains(part) {
                    parts.push(*part);
                }
            }
        }
        index += 1;
    }
    found
}
