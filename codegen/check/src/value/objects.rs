//! The keywords of objects: properties, which are required, and in which direction they travel.

use codegen_document::{Mapping, Node};

use super::evaluation::Evaluation;
use super::keywords::alternatives;
use super::subjects::Direction;
use crate::suggestion;

impl<'a> Evaluation<'a, '_> {
    pub(super) fn object(&mut self, schema: &'a Node, value: &'a Node, fields: &'a Mapping) {
        self.size(
            schema,
            ["minProperties", "maxProperties"],
            fields.len(),
            "fields",
        );
        let properties = schema.get("properties");
        let listed = || properties.into_iter().flat_map(Node::entries);
        if listed().next().is_some() {
            self.annotations.describe(value, listed());
        }
        self.required(schema, value, fields);
        for entry in fields.entries() {
            let property = properties.and_then(|properties| properties.get(entry.key));
            match (property, schema.get("additionalProperties")) {
                (Some(property), _) => {
                    self.annotations.know(entry.value);
                    self.direction_of(entry.key, property);
                    self.evaluate_child(entry.key, property, entry.value);
                }
                (None, None) => {}
                (None, Some(others)) => {
                    self.annotations.know(entry.value);
                    match others.as_bool() {
                        Some(true) => {}
                        Some(false) => {
                            self.forbidden(others, entry.key, listed().map(|entry| entry.key))
                        }
                        None => self.evaluate_child(entry.key, others, entry.value),
                    }
                }
            }
        }
    }

    fn forbidden<'b>(&mut self, keyword: &Node, key: &str, names: impl Iterator<Item = &'b str>) {
        let help = suggestion::help(key, names, self.remedy(keyword));
        let message = format!(
            "`{key}` is no property of {}, whose schema allows no others",
            self.name()
        );
        self.violate_field(key, message, help);
    }

    fn required(&mut self, schema: &'a Node, value: &'a Node, fields: &Mapping) {
        let Some(keyword) = schema.get("required") else {
            return;
        };
        for name in keyword.items() {
            let Some(key) = name.as_str() else { continue };
            if fields.get(key).is_none() && !self.goes_the_other_way(schema, value, key) {
                let message = format!("{} lacks `{key}`, which is required", self.name());
                self.violate(name, message);
                // A required name that no schema describes is a finding of its own.
                let is_listed = schema.get("properties").is_some();
                let is_described = !self.described(schema, value, key).is_empty();
                self.consequence(is_listed && !is_described);
            }
        }
    }

    /// Finds what is read-only in requests and what is write-only in responses.
    fn direction_of(&mut self, key: &str, property: &'a Node) {
        let (keyword, other) = match self.direction {
            Direction::Request => ("readOnly", "request"),
            Direction::Response => ("writeOnly", "response"),
            Direction::Unknown => return,
        };
        let Some(property) = self.context.resolve_schema(property) else {
            return;
        };
        let parts = alternatives(property, "allOf").iter();
        let parts = parts.filter_map(|part| self.context.resolve_schema(part));
        let mut flags = std::iter::once(property)
            .chain(parts)
            .filter_map(|schema| schema.get(keyword));
        let flag = flags.find(|flag| flag.as_bool() == Some(true));
        if let Some(flag) = flag {
            let line = flag.position().line;
            let message = format!("`{key}` is `{keyword}`, but this is a {other} example");
            let help = format!(
                "remove `{key}` from the example, or `{keyword}` from the schema on line {line}"
            );
            self.misdirect(key, message, help);
        }
    }

    /// What is read-only is not required in requests, what is write-only not in responses,
    /// whichever part of the whole schema says so.
    fn goes_the_other_way(&self, schema: &'a Node, value: &'a Node, key: &str) -> bool {
        let properties = self.described(schema, value, key);
        let has = |keyword: &str| {
            let mut keywords = properties
                .iter()
                .filter_map(|property| property.get(keyword));
            keywords.any(|flag| flag.as_bool() == Some(true))
        };
        match self.direction {
            Direction::Request => has("readOnly"),
            Direction::Response => has("writeOnly"),
            Direction::Unknown => has("readOnly") || has("writeOnly"),
        }
    }

    /// What the whole schema of a value says of a property.
    fn described(&self, schema: &'a Node, value: &'a Node, key: &str) -> Vec<&'a Node> {
        let mut properties = Vec::new();
        self.said_of(schema, key, 0, &mut properties);
        for whole in self.wholes(value) {
            self.said_of(whole, key, 0, &mut properties);
        }
        properties
    }

    /// What a schema and the parts of its `allOf` say of a property.
    fn said_of(&self, schema: &'a Node, key: &str, depth: usize, found: &mut Vec<&'a Node>) {
        /// How many parts within parts are looked into.
        const DEEPEST: usize = 16;
        let Some(resolved) = self
            .context
            .resolve_schema(schema)
            .filter(|_| depth < DEEPEST)
        else {
            return;
        };
        if let Some(property) = resolved.get("properties").and_then(|all| all.get(key)) {
            found.push(property);
            found.extend(self.context.resolve_schema(property));
        }
        for part in alternatives(resolved, "allOf") {
            self.said_of(part, key, depth + 1, found);
        }
    }
}
