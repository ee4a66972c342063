//! The keywords for objects: properties, which are required, and in which direction they travel.

use serde_json::{Map, Value};

use crate::evaluator::{Direction, Evaluator, Step};
use crate::finding::{Fault, SizeKeyword};
use crate::schema::{AdditionalProperties, ObjectRules, Schema, SchemaId, property_schemas};

impl<'schemas, 'value> Evaluator<'schemas, 'value> {
    pub(crate) fn object(
        &mut self,
        id: SchemaId,
        rules: &'schemas ObjectRules,
        value: &'value Value,
        members: &'value Map<String, Value>,
    ) {
        if !self.types_only {
            let limits = [
                (SizeKeyword::MinProperties, rules.min_properties),
                (SizeKeyword::MaxProperties, rules.max_properties),
            ];
            self.size(id, limits, value, members.len());
            self.required(id, rules, value, members);
        }
        if self.is_reporting_suspicious() && !rules.properties.is_empty() {
            self.described.add_object(value, id);
        }
        for (name, member) in members {
            let schema = match (rules.property(name), rules.additional) {
                (Some(property), _) => {
                    self.direction_of(property, value, name);
                    property
                }
                (None, AdditionalProperties::Schema(schema)) => schema,
                (None, AdditionalProperties::Unspecified) => continue,
                (None, additional) => {
                    self.described_member(member);
                    if additional == AdditionalProperties::Forbidden && !self.types_only {
                        let known = rules.properties.as_slice();
                        let fault = Fault::AdditionalProperties {
                            property: name,
                            known,
                        };
                        self.report(id, value, fault);
                    }
                    continue;
                }
            };
            self.described_member(member);
            self.part(Step::Key(name), schema, member);
        }
    }

    fn described_member(&mut self, member: &Value) {
        if self.is_reporting_suspicious() {
            self.described.add_member(member);
        }
    }

    fn required(
        &mut self,
        id: SchemaId,
        rules: &'schemas ObjectRules,
        value: &'value Value,
        members: &Map<String, Value>,
    ) {
        for property in &rules.required {
            if members.contains_key(property) {
                continue;
            }
            let described = self.property_schemas(property);
            let travels_only_the_other_way = described
                .iter()
                .filter_map(|id| self.schemas.get(id.0))
                .any(|schema| self.is_of_the_other_direction(schema));
            if !travels_only_the_other_way {
                let is_described = !described.is_empty();
                let fault = Fault::Required {
                    property,
                    is_described,
                };
                self.report(id, value, fault);
            }
        }
    }

    /// The schemas of a property in all schemas that are being evaluated for this value: any of them
    /// may say in which direction it travels.
    fn property_schemas(&self, name: &str) -> Vec<SchemaId> {
        let active = self.active_here();
        let found = active.flat_map(|id| property_schemas(self.schemas, id, name));
        found.collect()
    }

    fn is_of_the_other_direction(&self, schema: &Schema) -> bool {
        match self.direction {
            Direction::Request => schema.read_only,
            Direction::Response => schema.write_only,
            Direction::Either => schema.read_only || schema.write_only,
        }
    }

    /// Finds what is read-only in requests and what is write-only in responses.
    fn direction_of(&mut self, property: SchemaId, value: &'value Value, name: &'value str) {
        if !self.is_reporting_suspicious() {
            return;
        }
        let fault = match self.direction {
            Direction::Request => Fault::ReadOnly(name),
            Direction::Response => Fault::WriteOnly(name),
            Direction::Either => return,
        };
        let schemas = self.schemas;
        let own = schemas.get(property.0);
        let combined = own.and_then(|schema| schema.combined.as_deref());
        let parts = combined.into_iter().flat_map(|it| &it.all_of).copied();
        let flagged = std::iter::once(property).chain(parts).find(|id| {
            let schema = schemas.get(id.0);
            schema.is_some_and(|schema| self.is_of_the_other_direction(schema))
        });
        if let Some(flagged) = flagged {
            let finding = self.finding(flagged, value, fault);
            self.described.misdirected.push(finding);
        }
    }
}
