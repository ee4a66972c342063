//! The keywords of a Schema Object.

use std::cmp::Ordering;
use std::collections::HashMap;

use codegen_document::{Content, Mapping, Node};
use serde_json::Number;

use super::comparison::{canonical, compare, equal, is_multiple};
use super::evaluation::Evaluation;
use super::formats::problem;
use super::subjects::Direction;
use super::wording::{quoted, several, shown};
use crate::suggestion;

impl<'a> Evaluation<'a, '_> {
    /// All keywords of a schema that is no reference.
    pub(super) fn keywords(&mut self, schema: &'a Node, value: &'a Node) {
        if !self.type_keyword(schema, value) {
            self.annotations.leave_open(value);
            return;
        }
        self.enum_keyword(schema, value);
        match value.content() {
            Content::Number(number) => self.number(schema, number),
            Content::String(text) => self.text(schema, text),
            Content::Sequence(items) => self.list(schema, items),
            Content::Mapping(fields) => self.object(schema, value, fields),
            Content::Null | Content::Bool(_) => {}
        }
        self.all_of(schema, value);
        if !self.chosen(schema, value) {
            self.any_of(schema, value);
            self.one_of(schema, value);
        }
        self.not(schema, value);
    }

    /// Evaluates the schema that a discriminator chooses by the value; says whether that decides
    /// among the alternatives. A value without the property is left to the alternatives.
    fn chosen(&mut self, schema: &'a Node, value: &'a Node) -> bool {
        let property = schema
            .get("discriminator")
            .and_then(|it| it.get("propertyName"))
            .and_then(Node::as_str);
        let Some((property, node)) =
            property.and_then(|property| Some((property, value.get(property)?)))
        else {
            return false;
        };
        let Some(kind) = node.as_str() else {
            return false;
        };
        let choices = super::discriminator::choices(self.context, self.document(), schema);
        let Some(choices) = choices else {
            return false;
        };
        match choices.schemas.iter().find(|(name, _)| name == kind) {
            Some((_, chosen)) => self.evaluate(chosen, value),
            None => {
                let names: Vec<String> = choices
                    .schemas
                    .iter()
                    .map(|(name, _)| format!("`{name}`"))
                    .collect();
                let help = suggestion::help(
                    kind,
                    choices.schemas.iter().map(|(name, _)| name.as_str()),
                    "correct the value, or add it to the discriminator's mapping".to_owned(),
                );
                let message = format!(
                    "`{property}` is `{kind}`, which is none of {}",
                    several(&names)
                );
                self.violate_field(property, message, help);
            }
        }
        choices.among_alternatives
    }

    fn type_keyword(&mut self, schema: &'a Node, value: &'a Node) -> bool {
        let Some(keyword) = schema.get("type") else {
            return true;
        };
        let nullable = schema.get("nullable").and_then(Node::as_bool) == Some(true);
        let expected = match keyword.as_str() {
            Some("string") => "a string",
            Some("integer") => "an integer",
            Some("number") => "a number",
            Some("boolean") => "a boolean",
            Some("array") => "a list",
            Some("object") => "a mapping",
            _ => return true,
        };
        let right = match value.content() {
            Content::Null => nullable,
            Content::Number(_) if expected == "a number" => true,
            Content::Number(number) if expected == "an integer" && is_huge(number) => true,
            _ => value.kind() == expected,
        };
        if !right {
            let hint = match value.content() {
                Content::Null => " (`nullable: true` would allow it)",
                _ => "",
            };
            let message = format!(
                "{} should be {expected}, but is {}{hint}",
                self.name(),
                value.kind()
            );
            let is_scalar = matches!(value.content(), Content::Number(_) | Content::Bool(_));
            if expected == "a string" && value.is_plain() && is_scalar {
                let line = keyword.position().line;
                let help = format!("put it in quotes, or correct the schema on line {line}");
                self.violate_type(message, help);
            } else {
                let help = self.remedy(keyword);
                self.violate_type(message, help);
            }
        }
        right
    }

    fn enum_keyword(&mut self, schema: &'a Node, value: &'a Node) {
        let Some(keyword) = schema.get("enum").filter(|_| !self.is_member(schema)) else {
            return;
        };
        if keyword.items().iter().any(|member| equal(member, value)) {
            return;
        }
        let members: Vec<_> = keyword.items().iter().map(shown).collect();
        let found = shown(value);
        let texts = keyword.items().iter().filter_map(Node::as_str);
        let help = match value.as_str() {
            Some(text) => suggestion::help(text, texts, self.remedy(keyword)),
            None => self.remedy(keyword),
        };
        let message = format!(
            "{} is {found}, which is none of {}",
            self.name(),
            several(&members)
        );
        self.violate_with(message, help);
    }

    fn number(&mut self, schema: &'a Node, number: &Number) {
        let exclusive = |key| schema.get(key).and_then(Node::as_bool) == Some(true);
        for (key, exclusive, outside, wording) in [
            (
                "minimum",
                exclusive("exclusiveMinimum"),
                Ordering::Less,
                "at least",
            ),
            (
                "maximum",
                exclusive("exclusiveMaximum"),
                Ordering::Greater,
                "at most",
            ),
        ] {
            let Some(keyword) = schema.get(key) else {
                continue;
            };
            let Some(limit) = keyword.as_number() else {
                continue;
            };
            let order = compare(number, limit);
            if order == Some(outside) || (exclusive && order == Some(Ordering::Equal)) {
                let but = if exclusive {
                    ", and not equal to it"
                } else {
                    ""
                };
                let message = format!(
                    "{} is {number}, but should be {wording} {limit}{but}",
                    self.name()
                );
                self.violate(keyword, message);
            }
        }
        let multiple = schema.get("multipleOf");
        if let Some((keyword, of)) =
            multiple.and_then(|keyword| Some((keyword, keyword.as_number()?)))
            && !is_multiple(number, of)
        {
            let message = format!("{} is {number}, which is no multiple of {of}", self.name());
            self.violate(keyword, message);
        }
        self.number_format(schema, number);
    }

    fn number_format(&mut self, schema: &'a Node, number: &Number) {
        let Some(keyword) = schema.get("format") else {
            return;
        };
        let fits = match keyword.as_str() {
            Some("int32") => number
                .as_i64()
                .is_some_and(|value| i32::try_from(value).is_ok()),
            Some("int64") => number.as_i64().is_some(),
            Some("float") => number
                .as_f64()
                .is_some_and(|value| value.abs() <= f64::from(f32::MAX)),
            _ => true,
        };
        if !fits {
            let format = keyword.as_str().unwrap_or_default();
            let message = format!("{} is {number}, which {format} cannot hold", self.name());
            self.violate(keyword, message);
        }
    }

    fn text(&mut self, schema: &'a Node, text: &str) {
        let length = text.chars().count();
        self.size(schema, ["minLength", "maxLength"], length, "characters");
        let format = schema.get("format").and_then(Node::as_str);
        if let Some(wanted) = format.and_then(|format| problem(format, text)) {
            let message = format!("{} is {}, which is not {wanted}", self.name(), quoted(text));
            self.violate_format(message, "correct the value, or remove the format");
        }
        let Some(keyword) = schema.get("pattern") else {
            return;
        };
        let Some(pattern) = keyword.as_str() else {
            return;
        };
        if self.context.patterns.matches(pattern, text) == Some(false) {
            let message = format!(
                "{} is {}, which does not match {pattern}",
                self.name(),
                quoted(text)
            );
            self.violate(keyword, message);
        }
    }

    fn list(&mut self, schema: &'a Node, items: &'a [Node]) {
        self.size(schema, ["minItems", "maxItems"], items.len(), "items");
        if let Some(keyword) = schema
            .get("uniqueItems")
            .filter(|node| node.as_bool() == Some(true))
        {
            let mut seen = HashMap::new();
            for (index, item) in items.iter().enumerate() {
                if let Some(first) = seen.insert(canonical(item), index) {
                    let message = format!(
                        "{} has the same item twice, at {first} and {index}, but should not",
                        self.name()
                    );
                    self.violate(keyword, message);
                }
            }
        }
        if let Some(item_schema) = schema.get("items") {
            for (index, item) in items.iter().enumerate() {
                self.evaluate_child(&index.to_string(), item_schema, item);
            }
        }
    }

    fn object(&mut self, schema: &'a Node, value: &'a Node, fields: &'a Mapping) {
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
        let mut properties = Vec::new();
        self.said_of(schema, key, 0, &mut properties);
        for whole in self.wholes(value) {
            self.said_of(whole, key, 0, &mut properties);
        }
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

    /// `minLength` and `maxLength`, and their likes.
    fn size(&mut self, schema: &'a Node, [least, most]: [&str; 2], size: usize, unit: &str) {
        for (key, outside, wording) in [
            (least, Ordering::Less, "at least"),
            (most, Ordering::Greater, "at most"),
        ] {
            let Some(keyword) = schema.get(key) else {
                continue;
            };
            let Some(limit) = keyword.as_number() else {
                continue;
            };
            if compare(&Number::from(size), limit) == Some(outside) {
                let message = format!(
                    "{} has {size} {unit}, but should have {wording} {limit}",
                    self.name()
                );
                self.violate(keyword, message);
            }
        }
    }

    fn all_of(&mut self, schema: &'a Node, value: &'a Node) {
        for part in alternatives(schema, "allOf") {
            self.evaluate(part, value);
        }
    }

    fn any_of(&mut self, schema: &'a Node, value: &'a Node) {
        let Some(keyword) = schema.get("anyOf") else {
            return;
        };
        let mut failed = Vec::new();
        let mut fits = false;
        for alternative in keyword.items() {
            let (violations, annotations) = self.attempt(alternative, value);
            if violations.is_empty() {
                fits = true;
                self.annotations.merge(annotations);
            } else {
                failed.push(violations);
            }
        }
        if !fits && !failed.is_empty() {
            self.violate_alternatives(keyword, value, failed);
        }
    }

    fn one_of(&mut self, schema: &'a Node, value: &'a Node) {
        let Some(keyword) = schema.get("oneOf") else {
            return;
        };
        let mut failed = Vec::new();
        let mut fitting = Vec::new();
        for (index, alternative) in keyword.items().iter().enumerate() {
            let (violations, annotations) = self.attempt(alternative, value);
            if violations.is_empty() {
                fitting.push(index.to_string());
                self.annotations.merge(annotations);
            } else {
                failed.push(violations);
            }
        }
        if fitting.len() > 1 {
            let message = format!(
                "{} fits the alternatives {} of `oneOf`, but should fit exactly one",
                self.name(),
                fitting.join(" and ")
            );
            self.violate(keyword, message);
        } else if fitting.is_empty() && !failed.is_empty() {
            self.violate_alternatives(keyword, value, failed);
        }
    }

    fn not(&mut self, schema: &'a Node, value: &'a Node) {
        let Some(keyword) = schema.get("not") else {
            return;
        };
        let (violations, _) = self.attempt(keyword, value);
        if violations.is_empty() {
            let message = format!("{} fits the schema under `not`", self.name());
            self.violate(keyword, message);
        }
    }
}

/// Whether it is an integer beyond those that are read exactly.
fn is_huge(number: &Number) -> bool {
    /// Any float beyond is whole.
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    number.is_f64() && number.as_f64().is_some_and(|it| it.abs() > WHOLE)
}

fn alternatives<'a>(schema: &'a Node, key: &str) -> &'a [Node] {
    schema.get(key).map(Node::items).unwrap_or_default()
}
