//! Whether a value is what its schema says.

use std::cmp::Ordering;
use std::collections::HashSet;

use serde_json::{Map, Number, Value};

use super::compare::{canonical, compare, equal, fits, is_multiple};
use super::finding::{Finding, characters, escape, plain, shown};
use super::{
    Additional, ArrayRules, Combined, Discriminator, NumberRules, ObjectRules, Schema, SchemaId,
    TextRules, Width,
};

/// More findings than this are not looked for.
const MOST_FINDINGS: usize = 20;
/// Alternatives within alternatives can be without end; this many steps are enough for any
/// request that is no attack.
const MOST_STEPS: usize = 4_000_000;
/// How many steps it counts as to try an alternative, which may be in vain.
const ATTEMPT: usize = 20;

/// How much of a schema counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// Everything, as for requests: they lack what only answers have.
    Rules,
    /// Everything, as for answers: they lack what only requests have.
    Answer,
    /// Only the types, and null is fine everywhere: what a lenient reader of answers needs.
    Types,
}

/// Holds values against schemas.
#[derive(Debug)]
pub(crate) struct Checker<'schemas, 'value> {
    schemas: &'schemas [Schema],
    strictness: Strictness,
    path: Vec<Step<'value>>,
    findings: Vec<Finding>,
    steps_left: usize,
    /// The schemas whose parts are being looked at, with how deep in the value they stand.
    wholes: Vec<(SchemaId, usize)>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'value> {
    Key(&'value str),
    Index(usize),
}

impl<'schemas, 'value> Checker<'schemas, 'value> {
    pub(crate) fn new(schemas: &'schemas [Schema], strictness: Strictness) -> Self {
        Self {
            schemas,
            strictness,
            path: Vec::new(),
            findings: Vec::new(),
            steps_left: MOST_STEPS,
            wholes: Vec::new(),
        }
    }

    fn is_strict(&self) -> bool {
        self.strictness != Strictness::Types
    }

    #[cfg(test)]
    pub(crate) fn giving_up_after(self, steps: usize) -> Self {
        Self {
            steps_left: steps,
            ..self
        }
    }

    /// What is wrong with the value.
    pub(crate) fn findings(mut self, id: SchemaId, value: &'value Value) -> Vec<Finding> {
        self.check(id, value);
        if self.steps_left == 0 {
            // Alternatives that were not tried to the end look as if they fitted.
            self.add("is too intricate to be checked".to_owned());
        }
        // Several parts of a schema may say the same of a value.
        let mut seen = HashSet::new();
        self.findings
            .retain(|finding| seen.insert((finding.pointer.clone(), finding.message.clone())));
        self.findings
    }

    fn check(&mut self, id: SchemaId, value: &'value Value) {
        self.steps_left = self.steps_left.saturating_sub(1);
        let enough = self.findings.len() >= MOST_FINDINGS || self.steps_left == 0;
        let Some(schema) = self.schemas.get(id.0).filter(|_| !enough) else {
            return;
        };
        if value.is_null() && (schema.nullable || self.strictness == Strictness::Types) {
            return;
        }
        if let Some(kind) = schema.kind
            && !kind.has(value)
        {
            let message = format!("{} is not {}", self.show(schema, value), kind.name());
            return self.add(message);
        }
        if self.is_strict() && !schema.allowed.is_empty() {
            self.check_allowed(schema, value);
        }
        match value {
            Value::Number(number) => {
                if let Some(rules) = &schema.number {
                    self.check_number(rules, number);
                }
            }
            Value::String(text) => {
                if let Some(rules) = &schema.text {
                    self.check_text(schema, rules, text);
                }
            }
            Value::Array(elements) => {
                if let Some(rules) = &schema.array {
                    self.check_array(rules, elements);
                }
            }
            Value::Object(members) => {
                if let Some(rules) = &schema.object {
                    self.check_object(rules, members);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
        let depth = self.path.len();
        let is_chosen_already = self.wholes.contains(&(id, depth));
        self.wholes.push((id, depth));
        let chosen = match &schema.discriminator {
            Some(discriminator) if self.is_strict() && !is_chosen_already => {
                self.check_chosen(discriminator, id, value)
            }
            _ => false,
        };
        if let Some(combined) = &schema.combined {
            self.check_combined(combined, value, chosen);
        }
        self.wholes.pop();
    }

    /// Checks a value against the schema that its discriminator names. Says whether that decides
    /// among the alternatives; not where the value lacks the property.
    fn check_chosen(
        &mut self,
        discriminator: &'schemas Discriminator,
        holder: SchemaId,
        value: &'value Value,
    ) -> bool {
        let Some((name, Value::String(kind))) = value
            .as_object()
            .and_then(|members| members.get_key_value(&discriminator.property))
        else {
            return false;
        };
        let found = discriminator
            .mapping
            .iter()
            .find(|(known, _)| known == kind);
        match found {
            Some((_, schema)) if *schema == holder => {}
            Some((_, schema)) => self.check(*schema, value),
            None => {
                let known = discriminator
                    .mapping
                    .iter()
                    .map(|(known, _)| known.as_str());
                let message = format!(
                    "{} is not one of {}",
                    shown(&kind.as_str().into()),
                    known.collect::<Vec<_>>().join(", ")
                );
                self.within(Step::Key(name), |checker| checker.add(message));
            }
        }
        discriminator.has_alternatives
    }

    fn check_allowed(&mut self, schema: &Schema, value: &Value) {
        if !schema.allowed.iter().any(|allowed| equal(allowed, value)) {
            let allowed: Vec<String> = schema.allowed.iter().map(plain).collect();
            let value = self.show(schema, value);
            self.add(format!("{value} is not one of {}", allowed.join(", ")));
        }
    }

    fn check_number(&mut self, rules: &NumberRules, number: &Number) {
        if self.strictness == Strictness::Types {
            return;
        }
        if let Some(width) = rules.width
            && !fits(width, number)
        {
            let name = if width == Width::Int32 {
                "int32"
            } else {
                "int64"
            };
            self.add(format!("{number} does not fit into {name}"));
        }
        if let Some(bound) = &rules.minimum {
            let order = compare(number, &bound.limit);
            if order == Ordering::Less || (bound.exclusive && order == Ordering::Equal) {
                let not = if bound.exclusive {
                    "not more than"
                } else {
                    "less than"
                };
                self.add(format!("{number} is {not} {}", bound.limit));
            }
        }
        if let Some(bound) = &rules.maximum {
            let order = compare(number, &bound.limit);
            if order == Ordering::Greater || (bound.exclusive && order == Ordering::Equal) {
                let not = if bound.exclusive {
                    "not less than"
                } else {
                    "more than"
                };
                self.add(format!("{number} is {not} {}", bound.limit));
            }
        }
        if let Some(divisor) = &rules.multiple_of
            && !is_multiple(number, divisor)
        {
            self.add(format!("{number} is not a multiple of {divisor}"));
        }
    }

    fn check_text(&mut self, schema: &Schema, rules: &TextRules, text: &str) {
        if self.strictness == Strictness::Types {
            return;
        }
        let length = text.chars().count();
        if let Some(shortest) = rules.shortest.filter(|shortest| length < *shortest) {
            self.add(format!(
                "has {}, at least {shortest} are needed",
                characters(length)
            ));
        }
        if let Some(longest) = rules.longest.filter(|longest| length > *longest) {
            // A pattern is not tried on text that is too long anyway.
            return self.add(format!(
                "has {}, at most {longest} are possible",
                characters(length)
            ));
        }
        let value = || {
            if schema.secret {
                "it".to_owned()
            } else {
                shown(&text.into())
            }
        };
        if let Some((pattern, compiled)) = &rules.pattern
            && compiled.find(text).is_none()
        {
            self.add(format!("{} does not match the pattern {pattern}", value()));
        }
        if let Some(format) = rules.format.filter(|format| !format.has(text)) {
            self.add(format!("{} is not {}", value(), format.name()));
        }
    }

    fn check_array(&mut self, rules: &ArrayRules, elements: &'value [Value]) {
        if self.is_strict() {
            let length = elements.len();
            if let Some(fewest) = rules.fewest.filter(|fewest| length < *fewest) {
                self.add(format!(
                    "has {length} elements, at least {fewest} are needed"
                ));
            }
            if let Some(most) = rules.most.filter(|most| length > *most) {
                return self.add(format!(
                    "has {length} elements, at most {most} are possible"
                ));
            }
            if rules.unique {
                self.check_unique(elements);
            }
        }
        let Some(items) = rules.items else { return };
        for (index, element) in elements.iter().enumerate() {
            self.within(Step::Index(index), |checker| checker.check(items, element));
        }
    }

    fn check_unique(&mut self, elements: &[Value]) {
        let mut seen = HashSet::new();
        let twice = elements
            .iter()
            .position(|element| !seen.insert(canonical(element)));
        if let Some(index) = twice {
            self.add(format!(
                "has the same element twice, the second time at /{index}"
            ));
        }
    }

    fn check_object(&mut self, rules: &ObjectRules, members: &'value Map<String, Value>) {
        if self.is_strict() {
            self.check_presence(rules, members);
        }
        for (name, value) in members {
            if let Some(property) = rules.property(name) {
                self.within(Step::Key(name), |checker| checker.check(property, value));
                continue;
            }
            match &rules.additional {
                Additional::Like(schema) => {
                    self.within(Step::Key(name), |checker| checker.check(*schema, value));
                }
                Additional::Nothing if self.is_strict() => {
                    let known: Vec<&str> = rules
                        .properties
                        .iter()
                        .map(|(name, _)| name.as_str())
                        .collect();
                    let message = format!("is not known here; known are: {}", known.join(", "));
                    self.within(Step::Key(name), |checker| checker.add(message));
                }
                _ => {}
            }
        }
    }

    fn check_presence(&mut self, rules: &ObjectRules, members: &Map<String, Value>) {
        let count = members.len();
        if let Some(fewest) = rules.fewest.filter(|fewest| count < *fewest) {
            self.add(format!("has {count} members, at least {fewest} are needed"));
        }
        if let Some(most) = rules.most.filter(|most| count > *most) {
            self.add(format!("has {count} members, at most {most} are possible"));
        }
        for name in &rules.required {
            if !members.contains_key(name) && !self.goes_the_other_way(rules, name) {
                let pointer = format!("{}/{}", self.pointer(), escape(name));
                self.findings.push(Finding {
                    pointer,
                    message: "is required but missing".to_owned(),
                });
            }
        }
    }

    /// Requests do not carry what only answers have, and the reverse, whichever part of the whole
    /// schema says so.
    fn goes_the_other_way(&self, rules: &ObjectRules, name: &str) -> bool {
        let depth = self.path.len();
        let around = self.wholes.iter().filter(|(_, place)| *place == depth);
        let around = around.flat_map(|(id, _)| properties(self.schemas, *id, name, 0));
        rules.property(name).into_iter().chain(around).any(|id| {
            let schema = self.schemas.get(id.0);
            schema.is_some_and(|schema| match self.strictness {
                Strictness::Answer => schema.write_only,
                _ => schema.read_only,
            })
        })
    }

    fn check_combined(&mut self, combined: &'schemas Combined, value: &'value Value, chosen: bool) {
        for part in &combined.all_of {
            self.check(*part, value);
        }
        if !combined.any_of.is_empty() && !chosen {
            self.check_alternatives(&combined.any_of, value, usize::MAX);
        }
        if !combined.one_of.is_empty() && !chosen {
            // A reader of answers takes the first form that fits.
            let most = if self.strictness == Strictness::Types {
                usize::MAX
            } else {
                1
            };
            self.check_alternatives(&combined.one_of, value, most);
        }
        if let Some(not) = combined.not.filter(|_| self.is_strict())
            && self.attempt(not, value).is_empty()
        {
            self.add("is what the schema excludes".to_owned());
        }
    }

    fn check_alternatives(&mut self, alternatives: &[SchemaId], value: &'value Value, most: usize) {
        let mut fitting = 0;
        let mut nearest: Option<Vec<Finding>> = None;
        for alternative in alternatives {
            let findings = self.attempt(*alternative, value);
            if findings.is_empty() {
                fitting += 1;
                if most == usize::MAX {
                    return;
                }
            } else if nearest
                .as_ref()
                .is_none_or(|known| nearness(&findings) > nearness(known))
            {
                nearest = Some(findings);
            }
        }
        if fitting > most {
            self.add(format!(
                "has {fitting} of the possible forms, only one is allowed"
            ));
        } else if fitting == 0 {
            // What the most promising alternative lacks says more than that none fits.
            let room = MOST_FINDINGS.saturating_sub(self.findings.len());
            self.findings
                .extend(nearest.into_iter().flatten().take(room));
        }
    }

    /// What is wrong with the value under another schema, without telling.
    fn attempt(&mut self, id: SchemaId, value: &'value Value) -> Vec<Finding> {
        self.steps_left = self.steps_left.saturating_sub(ATTEMPT);
        let before = std::mem::take(&mut self.findings);
        self.check(id, value);
        std::mem::replace(&mut self.findings, before)
    }

    fn within(&mut self, step: Step<'value>, check: impl FnOnce(&mut Self)) {
        self.path.push(step);
        check(self);
        self.path.pop();
    }

    fn add(&mut self, message: String) {
        self.findings.push(Finding {
            pointer: self.pointer(),
            message,
        });
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&escape(key)),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    fn show(&self, schema: &Schema, value: &Value) -> String {
        if schema.secret {
            "the value".to_owned()
        } else {
            shown(value)
        }
    }
}

/// What a schema and the parts of its `allOf` say of a property.
pub(super) fn properties(
    schemas: &[Schema],
    id: SchemaId,
    name: &str,
    depth: usize,
) -> Vec<SchemaId> {
    /// How many parts within parts are looked into.
    const DEEPEST: usize = 16;
    let Some(schema) = schemas.get(id.0).filter(|_| depth < DEEPEST) else {
        return Vec::new();
    };
    let own = schema
        .object
        .as_ref()
        .and_then(|rules| rules.property(name));
    let parts = schema.combined.iter().flat_map(|combined| &combined.all_of);
    let parts = parts.flat_map(|part| properties(schemas, *part, name, depth + 1));
    own.into_iter().chain(parts).collect()
}

/// Findings deep in a value come from the alternative that fits its outside.
fn nearness(findings: &[Finding]) -> usize {
    let depths = findings
        .iter()
        .map(|finding| finding.pointer.matches('/').count());
    depths.min().unwrap_or(0)
}
