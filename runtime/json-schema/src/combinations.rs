//! The keywords that combine schemas.

use serde_json::Value;

use crate::evaluator::Evaluator;
use crate::finding::{Fault, Finding};
use crate::schema::{Discriminator, Schema, SchemaId};

impl<'schemas, 'value> Evaluator<'schemas, 'value> {
    pub(crate) fn combined(
        &mut self,
        id: SchemaId,
        schema: &'schemas Schema,
        value: &'value Value,
    ) {
        let combined = schema.combined.as_deref();
        for part in combined.into_iter().flat_map(|it| &it.all_of) {
            self.schema(*part, value);
        }
        let is_chosen = match &schema.discriminator {
            Some(discriminator) if !self.types_only => self.chosen(id, discriminator, value),
            _ => false,
        };
        let Some(combined) = combined else { return };
        if !is_chosen {
            self.any_of(id, &combined.any_of, value);
            self.one_of(id, &combined.one_of, value);
        }
        if let Some(not) = combined.not.filter(|_| !self.types_only)
            && self.attempt(not, value).0.is_empty()
        {
            self.report(id, value, Fault::Not);
        }
    }

    /// Evaluates the schema that a discriminator selects; says whether that decides among the
    /// alternatives. A value without the property is left to the alternatives.
    fn chosen(
        &mut self,
        id: SchemaId,
        discriminator: &'schemas Discriminator,
        value: &'value Value,
    ) -> bool {
        let property = discriminator.property.as_str();
        let Some(found) = value.get(property).and_then(Value::as_str) else {
            return false;
        };
        let mut mapping = discriminator.mapping.iter();
        match mapping.find(|(name, _)| name == found) {
            Some((_, schema)) => self.schema(*schema, value),
            None => {
                let fault = Fault::Discriminator {
                    property,
                    found,
                    mapping: &discriminator.mapping,
                };
                self.report(id, value, fault);
            }
        }
        discriminator.has_alternatives
    }

    fn any_of(&mut self, id: SchemaId, alternatives: &'schemas [SchemaId], value: &'value Value) {
        if alternatives.is_empty() {
            return;
        }
        let mut failed = Vec::new();
        let mut matches = false;
        for alternative in alternatives {
            let (findings, described) = self.attempt(*alternative, value);
            if !findings.is_empty() {
                failed.push(findings);
                continue;
            }
            matches = true;
            if !self.is_reporting_suspicious() {
                return;
            }
            // Every alternative that matches describes properties.
            self.described.merge(described);
        }
        if !matches {
            self.no_alternative(id, "anyOf", value, failed);
        }
    }

    fn one_of(&mut self, id: SchemaId, alternatives: &'schemas [SchemaId], value: &'value Value) {
        if self.types_only {
            // A lenient reader uses the first alternative that matches.
            return self.any_of(id, alternatives, value);
        }
        let mut failed = Vec::new();
        let mut matching = Vec::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            let (findings, described) = self.attempt(*alternative, value);
            if findings.is_empty() {
                matching.push(index);
                self.described.merge(described);
            } else {
                failed.push(findings);
            }
        }
        if matching.len() > 1 {
            self.report(id, value, Fault::SeveralAlternatives(matching));
        } else if matching.is_empty() && !failed.is_empty() {
            self.no_alternative(id, "oneOf", value, failed);
        }
    }

    /// The value matches no alternative: says why it does not match the nearest one.
    fn no_alternative(
        &mut self,
        id: SchemaId,
        keyword: &'static str,
        value: &'value Value,
        attempts: Vec<Vec<Finding<'schemas, 'value>>>,
    ) {
        self.described.leave_open(value);
        let count = attempts.len();
        let here = self.depth();
        // Whether the value itself, not a part of it, has another type.
        let is_far = |findings: &Vec<Finding<'_, '_>>| {
            let mut own = findings.iter().filter(|finding| finding.depth == here);
            own.any(|finding| matches!(finding.fault, Fault::Type(_)))
        };
        let nearest = attempts
            .into_iter()
            .min_by_key(|findings| (is_far(findings), findings.len()));
        match nearest.filter(|findings| !is_far(findings)) {
            Some(findings) => self.extend(findings),
            None => self.report(id, value, Fault::NoAlternative { keyword, count }),
        }
    }
}
