//! The schemas of a run, as input of the compiler.

use codegen_document::{Node, pointer};
use huaweicloud_json_schema::{Problem, Resolver, SchemaNode};
use serde_json::{Number, Value};

use crate::object_graph::ObjectGraph;

/// A node of a document that is part of a schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct SchemaPart<'a>(pub(super) &'a Node);

/// Resolves references within and between files.
#[derive(Debug)]
pub(super) struct References<'a, 'c> {
    pub(super) objects: &'c ObjectGraph<'a>,
}

impl<'a> SchemaNode for SchemaPart<'a> {
    fn get(&self, key: &str) -> Option<Self> {
        self.0.get(key).map(SchemaPart)
    }

    fn members(&self) -> impl Iterator<Item = (String, Self)> {
        let entries = self.0.entries();
        entries.map(|entry| (entry.key.to_owned(), SchemaPart(entry.value)))
    }

    fn elements(&self) -> impl Iterator<Item = Self> {
        self.0.items().iter().map(SchemaPart)
    }

    fn is_object(&self) -> bool {
        self.0.as_mapping().is_some()
    }

    fn as_str(&self) -> Option<&str> {
        self.0.as_str()
    }

    fn as_bool(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn as_number(&self) -> Option<&Number> {
        self.0.as_number()
    }

    fn to_value(&self) -> Value {
        self.0.to_json()
    }

    fn identity(&self) -> usize {
        std::ptr::from_ref(self.0).addr()
    }
}

impl<'a> Resolver for References<'a, '_> {
    type Node = SchemaPart<'a>;

    fn resolve(&self, schema: Self::Node) -> Result<Self::Node, Problem<Self::Node>> {
        if schema.0.get("$ref").and_then(Node::as_str).is_none() {
            return Ok(schema);
        }
        let target = self.objects.resolve_schema(schema.0);
        let problem = || Problem::new(schema, "cannot resolve the reference");
        target.map(SchemaPart).ok_or_else(problem)
    }

    fn named_schema(&self, schema: &Self::Node, name: &str) -> Option<Self::Node> {
        let alternatives = ["oneOf", "anyOf"]
            .into_iter()
            .find_map(|key| schema.0.get(key));
        // A schema of another file is among the alternatives, or cannot be found.
        let named = alternatives
            .into_iter()
            .flat_map(Node::items)
            .find(|it| reference(it).map(last_segment) == Some(last_segment(name)));
        let component = || self.components(schema.0)?.get(last_segment(name));
        named.or_else(component).map(SchemaPart)
    }

    fn extensions(&self, schema: &Self::Node) -> Vec<(String, Self::Node)> {
        let Some(components) = self.components(schema.0) else {
            return Vec::new();
        };
        let is_own = |node: &Node| std::ptr::eq(node, schema.0);
        let Some(own) = components.entries().find(|it| is_own(it.value)) else {
            return Vec::new();
        };
        let own = format!("#/components/schemas/{}", pointer::escape(own.key));
        let is_extension = |node: &Node| {
            let parts = node.get("allOf").map(Node::items).unwrap_or_default();
            let mut parts = parts.iter();
            parts.any(|part| reference(part) == Some(own.as_str()))
        };
        let found = components
            .entries()
            .filter(|it| is_own(it.value) || is_extension(it.value));
        found
            .map(|it| (it.key.to_owned(), SchemaPart(it.value)))
            .collect()
    }
}

impl<'a> References<'a, '_> {
    /// The named schemas of the document that contains a schema.
    fn components(&self, schema: &Node) -> Option<&'a Node> {
        let visit = self.objects.visit(self.objects.visit_of(schema)?);
        let root = self.objects.document(visit.document).root();
        root.at("/components/schemas")
    }
}

fn reference(schema: &Node) -> Option<&str> {
    schema.get("$ref").and_then(Node::as_str)
}

fn last_segment(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
