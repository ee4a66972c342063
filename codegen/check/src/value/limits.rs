//! The keywords that limit numbers, texts and sizes.

use std::cmp::Ordering;

use codegen_document::Node;
use serde_json::Number;

use super::comparison::{compare, is_multiple};
use super::evaluation::Evaluation;
use super::formats::problem;
use super::wording::quoted;

impl<'a> Evaluation<'a, '_> {
    pub(super) fn number(&mut self, schema: &'a Node, number: &Number) {
        let exclusive = |key| schema.get(key).and_then(Node::as_bool) == Some(true);
        let limits = [
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
        ];
        let is_reversed = is_reversed(schema, "minimum", "maximum");
        for (key, exclusive, outside, wording) in limits {
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
                self.violate_limit(keyword, message, is_reversed);
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

    pub(super) fn text(&mut self, schema: &'a Node, text: &str) {
        let length = text.chars().count();
        self.size(schema, ["minLength", "maxLength"], length, "characters");
        let format = schema.get("format").and_then(Node::as_str);
        let is_masked = self.is_masked(text);
        let wanted = format.filter(|_| !is_masked);
        if let Some(wanted) = wanted.and_then(|format| problem(format, text)) {
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
            self.consequence(is_masked);
        }
    }

    /// `minLength` and `maxLength`, and their likes.
    pub(super) fn size(
        &mut self,
        schema: &'a Node,
        [least, most]: [&str; 2],
        size: usize,
        unit: &str,
    ) {
        let is_reversed = is_reversed(schema, least, most);
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
                self.violate_limit(keyword, message, is_reversed);
            }
        }
    }
}

/// Whether no value keeps both limits: that is a finding of its own, and no value's fault.
fn is_reversed(schema: &Node, least: &str, most: &str) -> bool {
    let limit = |key| schema.get(key).and_then(Node::as_number);
    let pair = limit(least).zip(limit(most));
    pair.is_some_and(|(least, most)| compare(least, most) == Some(Ordering::Greater))
}
