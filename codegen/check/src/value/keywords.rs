//! The keywords of a Schema Object.

use std::collections::HashMap;

use codegen_document::{Content, Node};
use serde_json::Number;

use super::comparison::{canonical, equal};
use super::evaluation::Evaluation;
use super::wording::{several, shown};
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
            let is_null = matches!(value.content(), Content::Null);
            let is_scalar = matches!(value.content(), Content::Number(_) | Content::Bool(_));
            if expected == "a string" && value.is_plain() && is_scalar {
                let line = keyword.position().line;
                let help = format!("put it in quotes, or correct the schema on line {line}");
                self.violate_type(message, help);
            } else if is_null && self.name() == "the example" {
                // Tools write it where there is no example: one habit, wherever the schemas are.
                let help = "leave the example out, or allow null in the schema";
                self.violate_type(message, help.to_owned());
            } else {
                let help = self.remedy(keyword);
                self.violate_type(message, help);
                self.consequence(has_keywords_for(schema, value));
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

/// Whether a schema has keywords for values like this one although its type is another, which is a
/// finding of its own: the type is wrong there.
fn has_keywords_for(schema: &Node, value: &Node) -> bool {
    let stated = schema.get("type").and_then(Node::as_str);
    let keywords: &[&str] = match value.content() {
        Content::String(_) => &["minLength", "maxLength", "pattern"],
        // Of `integer`, they are its own.
        Content::Number(_) if stated != Some("integer") => &["minimum", "maximum", "multipleOf"],
        Content::Sequence(_) => &["items", "minItems", "maxItems"],
        Content::Mapping(_) => &["properties", "minProperties", "maxProperties"],
        Content::Number(_) | Content::Null | Content::Bool(_) => &[],
    };
    keywords.iter().any(|keyword| schema.get(keyword).is_some())
}

pub(super) fn alternatives<'a>(schema: &'a Node, key: &str) -> &'a [Node] {
    schema.get(key).map(Node::items).unwrap_or_default()
}
