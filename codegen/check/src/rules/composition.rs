//! Schemas that are composed of others.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use codegen_document::Node;

use crate::context::Context;
use crate::grammar::VisitId;

/// The properties of a schema and of the schemas that it is composed of.
#[derive(Debug, Default)]
pub(super) struct Closure<'a> {
    /// The properties, with the schemas that define them.
    pub(super) properties: BTreeMap<&'a str, VisitId>,
    pub(super) required: BTreeSet<&'a str>,
    /// Whether other properties are possible, or a part cannot be resolved.
    pub(super) is_open: bool,
    seen: HashSet<VisitId>,
}

/// Larger schemas than this are treated as open.
const MAX_PARTS: usize = 1000;

/// The keywords that compose schemas.
pub(super) const PARTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

impl<'a> Closure<'a> {
    /// A schema and all its parts.
    pub(super) fn of(context: &Context<'a>, schema: VisitId) -> Closure<'a> {
        let mut closure = Closure::default();
        closure.extend(context, schema, &PARTS);
        closure
    }

    /// Adds a schema, and its parts under some of the keywords.
    pub(super) fn extend(&mut self, context: &Context<'a>, schema: VisitId, keys: &[&str]) {
        let mut waiting = vec![schema];
        while let Some(id) = waiting.pop() {
            let Some(id) = context.resolve(id) else {
                self.is_open = true;
                continue;
            };
            if !self.seen.insert(id) {
                continue;
            }
            if self.seen.len() > MAX_PARTS {
                self.is_open = true;
                return;
            }
            let node = context.visit(id).node;
            for entry in node.get("properties").into_iter().flat_map(Node::entries) {
                self.properties.entry(entry.key).or_insert(id);
            }
            let required = node.get("required").map(Node::items).unwrap_or_default();
            self.required
                .extend(required.iter().filter_map(Node::as_str));
            self.is_open |= node
                .get("additionalProperties")
                .is_some_and(|others| others.as_bool() != Some(false));
            for key in keys {
                waiting.extend(context.children(id, key).map(|(_, part)| part));
            }
        }
    }
}
