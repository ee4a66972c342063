//! The keywords for values of any type, numbers, strings and arrays.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::{Number, Value};

use crate::comparison::{canonical, compare, equal, is_multiple};
use crate::evaluator::{Evaluator, Step};
use crate::finding::{Fault, SizeKeyword};
use crate::schema::{ArrayRules, NumberRules, Schema, SchemaId, StringRules};

impl<'schemas, 'value> Evaluator<'schemas, 'value> {
    /// All keywords of a schema.
    pub(crate) fn keywords(
        &mut self,
        id: SchemaId,
        schema: &'schemas Schema,
        value: &'value Value,
    ) {
        if value.is_null() && self.types_only {
            return;
        }
        if let Some(expected) = schema.json_type {
            let is_null = value.is_null() && schema.nullable;
            if !is_null && !expected.matches(value) {
                self.described.leave_open(value);
                return self.report(id, value, Fault::Type(expected));
            }
        }
        let is_listed = || schema.enumeration.iter().any(|member| equal(member, value));
        if !self.types_only && !schema.enumeration.is_empty() && !is_listed() {
            self.report(id, value, Fault::Enum(&schema.enumeration));
        }
        match value {
            Value::Number(number) => {
                if let Some(rules) = schema.number.as_deref().filter(|_| !self.types_only) {
                    self.number(id, rules, value, number);
                }
            }
            Value::String(text) => {
                if let Some(rules) = schema.string.as_deref().filter(|_| !self.types_only) {
                    self.string(id, rules, value, text);
                }
            }
            Value::Array(items) => {
                if let Some(rules) = schema.array.as_deref() {
                    self.array(id, rules, value, items);
                }
            }
            Value::Object(members) => {
                if let Some(rules) = schema.object.as_deref() {
                    self.object(id, rules, value, members);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
        self.combined(id, schema, value);
    }

    fn number(
        &mut self,
        id: SchemaId,
        rules: &'schemas NumberRules,
        value: &'value Value,
        number: &Number,
    ) {
        if let Some(format) = rules.format
            && !format.matches(number)
        {
            self.report(id, value, Fault::NumberFormat(format));
        }
        if let Some(bound) = &rules.minimum {
            let order = compare(number, &bound.limit);
            let is_limit = order == Some(Ordering::Equal);
            if order == Some(Ordering::Less) || (bound.exclusive && is_limit) {
                self.report(id, value, Fault::Minimum(bound));
            }
        }
        if let Some(bound) = &rules.maximum {
            let order = compare(number, &bound.limit);
            let is_limit = order == Some(Ordering::Equal);
            if order == Some(Ordering::Greater) || (bound.exclusive && is_limit) {
                self.report(id, value, Fault::Maximum(bound));
            }
        }
        if let Some(divisor) = &rules.multiple_of
            && !is_multiple(number, divisor)
        {
            self.report(id, value, Fault::MultipleOf(divisor));
        }
    }

    fn string(
        &mut self,
        id: SchemaId,
        rules: &'schemas StringRules,
        value: &'value Value,
        text: &str,
    ) {
        let limits = [
            (SizeKeyword::MinLength, rules.min_length),
            (SizeKeyword::MaxLength, rules.max_length),
        ];
        let has_limit = limits.iter().any(|(_, limit)| limit.is_some());
        let length = if has_limit { text.chars().count() } else { 0 };
        self.size(id, limits, value, length);
        if rules.max_length.is_some_and(|most| length > most) {
            // A pattern is not tried on a string that is already too long.
            return;
        }
        if let Some(pattern) = &rules.pattern
            && pattern.is_match(text) == Some(false)
        {
            self.report(id, value, Fault::Pattern(pattern.as_str()));
        }
        if let Some(format) = rules.format
            && !format.matches(text)
        {
            self.report(id, value, Fault::Format(format));
        }
    }

    fn array(
        &mut self,
        id: SchemaId,
        rules: &'schemas ArrayRules,
        value: &'value Value,
        items: &'value [Value],
    ) {
        if !self.types_only {
            let limits = [
                (SizeKeyword::MinItems, rules.min_items),
                (SizeKeyword::MaxItems, rules.max_items),
            ];
            self.size(id, limits, value, items.len());
            if rules.unique_items {
                self.unique_items(id, value, items);
            }
        }
        let Some(schema) = rules.items else { return };
        for (index, item) in items.iter().enumerate() {
            self.part(Step::Index(index), schema, item);
        }
    }

    fn unique_items(&mut self, id: SchemaId, value: &'value Value, items: &'value [Value]) {
        let mut seen = HashMap::new();
        for (second, item) in items.iter().enumerate() {
            if let Some(first) = seen.insert(canonical(item), second) {
                return self.report(id, value, Fault::UniqueItems { first, second });
            }
        }
    }

    /// A lower and an upper limit of a size.
    pub(crate) fn size(
        &mut self,
        id: SchemaId,
        limits: [(SizeKeyword, Option<usize>); 2],
        value: &'value Value,
        size: usize,
    ) {
        for (keyword, limit) in limits {
            let Some(limit) = limit else { continue };
            let is_outside = match keyword.is_minimum() {
                true => size < limit,
                false => size > limit,
            };
            if is_outside {
                let fault = Fault::Size {
                    keyword,
                    size,
                    limit,
                };
                self.report(id, value, fault);
            }
        }
    }
}
