//! Schemas of a document, compiled once and used for every request.

mod check;
mod compare;
mod compile;
mod finding;
mod format;
mod kinds;
mod sample;
#[cfg(test)]
mod tests;
mod xml;

use std::collections::HashMap;

use regress::Regex;
use serde_json::{Number, Value};

pub(crate) use check::{Checker, Strictness};
pub(crate) use compile::Compiler;
pub(crate) use finding::Finding;
pub(crate) use format::Format;
pub(crate) use kinds::{Kind, Kinds, kinds};
pub(crate) use sample::{random_sample, request_sample, sample};
pub(crate) use xml::{XmlRules, xml};

/// A schema of a document, by its place in the list of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SchemaId(pub(crate) usize);

/// What a value has to be. Rules for other types than the value's do not apply to it.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    pub(crate) kind: Option<Kind>,
    pub(crate) nullable: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) discriminator: Option<Box<Discriminator>>,
    /// Whether values must not be shown in messages.
    pub(crate) secret: bool,
    /// Whether values are bytes that need not be text (`format: binary`).
    pub(crate) binary: bool,
    /// The values of `enum`; none where there is no enumeration.
    pub(crate) allowed: Vec<Value>,
    pub(crate) number: Option<Box<NumberRules>>,
    pub(crate) text: Option<Box<TextRules>>,
    pub(crate) array: Option<Box<ArrayRules>>,
    pub(crate) object: Option<Box<ObjectRules>>,
    pub(crate) combined: Option<Box<Combined>>,
    pub(crate) xml: Option<Box<XmlRules>>,
    /// The example, or else the default.
    pub(crate) example: Option<Value>,
}

#[derive(Debug, Default)]
pub(crate) struct NumberRules {
    pub(crate) minimum: Option<Bound>,
    pub(crate) maximum: Option<Bound>,
    pub(crate) multiple_of: Option<Number>,
    pub(crate) width: Option<Width>,
}

/// A limit; an exclusive one is not reached itself.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) limit: Number,
    pub(crate) exclusive: bool,
}

/// The integers that a format has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    Int32,
    Int64,
}

#[derive(Debug, Default)]
pub(crate) struct TextRules {
    pub(crate) shortest: Option<usize>,
    pub(crate) longest: Option<usize>,
    pub(crate) pattern: Option<(String, Regex)>,
    pub(crate) format: Option<Format>,
}

#[derive(Debug, Default)]
pub(crate) struct ArrayRules {
    pub(crate) items: Option<SchemaId>,
    pub(crate) fewest: Option<usize>,
    pub(crate) most: Option<usize>,
    pub(crate) unique: bool,
}

#[derive(Debug, Default)]
pub(crate) struct ObjectRules {
    /// In the order of the document.
    pub(crate) properties: Vec<(String, SchemaId)>,
    /// The place of each property in the list.
    pub(crate) places: HashMap<String, usize>,
    pub(crate) required: Vec<String>,
    pub(crate) additional: Additional,
    pub(crate) fewest: Option<usize>,
    pub(crate) most: Option<usize>,
}

/// Properties that the schema does not name.
#[derive(Debug, Default)]
pub(crate) enum Additional {
    #[default]
    Anything,
    Nothing,
    Like(SchemaId),
}

#[derive(Debug, Default)]
pub(crate) struct Combined {
    pub(crate) all_of: Vec<SchemaId>,
    pub(crate) any_of: Vec<SchemaId>,
    pub(crate) one_of: Vec<SchemaId>,
    pub(crate) not: Option<SchemaId>,
}

/// Which schema a value has to be, by one of its properties.
#[derive(Debug)]
pub(crate) struct Discriminator {
    pub(crate) property: String,
    /// The schemas by the value of the property.
    pub(crate) mapping: Vec<(String, SchemaId)>,
    /// Whether it chooses among `oneOf` or `anyOf`; otherwise among schemas that have this one in
    /// their `allOf`.
    pub(crate) has_alternatives: bool,
}

/// The properties that a schema and the schemas it combines name, each once.
pub(crate) fn all_properties(schemas: &[Schema], id: SchemaId) -> Vec<(&str, SchemaId)> {
    /// How many parts within parts are looked into.
    const DEEPEST: usize = 16;
    fn collect<'schemas>(
        schemas: &'schemas [Schema],
        id: SchemaId,
        depth: usize,
        found: &mut Vec<(&'schemas str, SchemaId)>,
    ) {
        let Some(schema) = schemas.get(id.0).filter(|_| depth < DEEPEST) else {
            return;
        };
        for (name, property) in schema.object.iter().flat_map(|it| &it.properties) {
            if !found.iter().any(|(known, _)| known == name) {
                found.push((name, *property));
            }
        }
        for part in schema.combined.iter().flat_map(|combined| combined.parts()) {
            collect(schemas, part, depth + 1, found);
        }
    }
    let mut found = Vec::new();
    collect(schemas, id, 0, &mut found);
    found
}

impl ObjectRules {
    pub(crate) fn property(&self, name: &str) -> Option<SchemaId> {
        let place = self.places.get(name)?;
        self.properties.get(*place).map(|(_, schema)| *schema)
    }
}

impl Combined {
    /// Every schema that looks at the same value.
    pub(crate) fn parts(&self) -> impl Iterator<Item = SchemaId> {
        let lists = self
            .all_of
            .iter()
            .chain(&self.any_of)
            .chain(&self.one_of)
            .chain(&self.not);
        lists.copied()
    }
}
