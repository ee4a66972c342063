//! The schemas of a document, compiled once and used for every request, and values made from them.

mod compile;
mod finding;
mod kinds;
mod sample;
#[cfg(test)]
mod tests;
mod xml;

pub(crate) use compile::Compiler;
pub(crate) use finding::{Checker, Finding, Strictness};
pub(crate) use huaweicloud_json_schema::{JsonType, Schema, SchemaId};
pub(crate) use kinds::{Kinds, kinds};
pub(crate) use sample::{random_sample, request_sample, sample};
pub(crate) use xml::xml;

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
