//! Values made from schemas: the same ones every time, or by chance.

mod number;
mod random;
mod text;

use fastrand::Rng;
use serde_json::{Map, Value};

use huaweicloud_json_schema::{
    AdditionalProperties, ArrayRules, Combined, JsonType, ObjectRules, Schema, SchemaId,
    property_schemas,
};

use super::{Checker, Strictness};

/// How deep optional parts are filled in.
const DEEPEST: usize = 6;
/// Below this depth nothing is made, required or not.
const BOTTOM: usize = 40;
/// How many values one sample consists of before optional parts are left out.
const LARGEST: usize = 500;
/// How many elements a demand for many is met with.
const MOST_ELEMENTS: usize = 100;
/// How many elements more than needed a list by chance has.
const MORE_ELEMENTS: usize = 3;
/// How often chance is given another try where it breaks the rules of a schema.
const MOST_TRIES: usize = 8;

/// A value of a schema. Where the schema's rules are beyond this, the value breaks them.
pub(crate) fn sample(schemas: &[Schema], id: SchemaId) -> Value {
    let random = None;
    Sampler {
        schemas,
        made: 0,
        random,
        is_request: false,
    }
    .value(id, 0)
}

/// A value of a schema that requests have: without what only answers have.
pub(crate) fn request_sample(schemas: &[Schema], id: SchemaId) -> Value {
    let random = None;
    Sampler {
        schemas,
        made: 0,
        random,
        is_request: true,
    }
    .value(id, 0)
}

/// A value of a schema by chance, without regard to its examples. Where chance does not meet the
/// schema's rules, the value is the usual one.
pub(crate) fn random_sample(schemas: &[Schema], id: SchemaId, random: &mut Rng) -> Value {
    for _ in 0..MOST_TRIES {
        let random = Some(random.fork());
        let value = Sampler {
            schemas,
            made: 0,
            random,
            is_request: false,
        }
        .value(id, 0);
        let checker = Checker::new(schemas, Strictness::Answer);
        if checker.findings(id, &value).is_empty() {
            return value;
        }
    }
    sample(schemas, id)
}

struct Sampler<'schemas> {
    schemas: &'schemas [Schema],
    made: usize,
    /// Chance, where values are to differ.
    random: Option<Rng>,
    /// Whether a request is made, and not an answer.
    is_request: bool,
}

impl Sampler<'_> {
    fn value(&mut self, id: SchemaId, depth: usize) -> Value {
        self.made += 1;
        let Some(schema) = self.schemas.get(id.0).filter(|_| depth < BOTTOM) else {
            return Value::Null;
        };
        let annotations = schema.annotations.as_deref();
        let example = annotations.and_then(|it| it.example.as_ref().or(it.default.as_ref()));
        let mut ready: Vec<&Value> = example.into_iter().chain(&schema.enumeration).collect();
        if let Some(random) = &mut self.random {
            ready = schema.enumeration.iter().collect();
            random.shuffle(&mut ready);
        }
        for value in ready {
            if self.fits(id, value) {
                return value.clone();
            }
        }
        if let Some(value) = self.by_chance(id, schema) {
            return value;
        }
        let own = self.own(schema, depth);
        match &schema.combined {
            Some(combined) => {
                let mut value = self.merged(id, own, combined, depth);
                // One part may require what another says that only requests have.
                if let Value::Object(members) = &mut value {
                    members.retain(|name, _| {
                        let mut said = property_schemas(self.schemas, id, name).into_iter();
                        !said.any(|property| self.is_of_the_other_way(property))
                    });
                }
                value
            }
            None => own.unwrap_or_else(|| Value::Object(Map::new())),
        }
    }

    fn strictness(&self) -> Strictness {
        match self.is_request {
            true => Strictness::Rules,
            false => Strictness::Answer,
        }
    }

    /// A boolean, number or text by chance that the schema allows.
    fn by_chance(&mut self, id: SchemaId, schema: &Schema) -> Option<Value> {
        let random = self.random.as_mut()?;
        let kind = schema.json_type.or_else(|| implied_kind(schema))?;
        for _ in 0..MOST_TRIES {
            let value = match kind {
                JsonType::Boolean => Value::Bool(random.bool()),
                JsonType::Integer => random::integer(schema.number.as_deref(), random),
                JsonType::Number => random::number(schema.number.as_deref(), random),
                JsonType::String => Value::String(random::text(schema.string.as_deref(), random)),
                JsonType::Array | JsonType::Object => return None,
            };
            let checker = Checker::new(self.schemas, Strictness::Answer);
            if checker.findings(id, &value).is_empty() {
                return Some(value);
            }
        }
        None
    }

    /// The first of several alternatives, or any of them where chance decides.
    fn one_of(&mut self, alternatives: &[SchemaId]) -> Option<SchemaId> {
        match &mut self.random {
            Some(random) => random.choice(alternatives).copied(),
            None => alternatives.first().copied(),
        }
    }

    /// The value that the schema's own rules ask for, if there are any.
    fn own(&mut self, schema: &Schema, depth: usize) -> Option<Value> {
        let kind = schema.json_type.or_else(|| implied_kind(schema))?;
        Some(match kind {
            JsonType::Boolean => Value::Bool(true),
            JsonType::Integer => number::integer(schema.number.as_deref()),
            JsonType::Number => number::number(schema.number.as_deref()),
            JsonType::String => Value::String(text::text(schema.string.as_deref(), schema.secret)),
            JsonType::Array => match &schema.array {
                Some(rules) => self.array(rules, depth),
                None => Value::Array(Vec::new()),
            },
            JsonType::Object => match &schema.object {
                Some(rules) => self.object(rules, depth),
                None => Value::Object(Map::new()),
            },
        })
    }

    fn array(&mut self, rules: &ArrayRules, depth: usize) -> Value {
        let fewest = rules.min_items.unwrap_or(0);
        let wanted = if self.is_enough(depth) {
            fewest
        } else {
            fewest.max(1)
        };
        let more = match &mut self.random {
            Some(random) if depth < DEEPEST && self.made < LARGEST => {
                random.usize(0..=MORE_ELEMENTS)
            }
            _ => 0,
        };
        let length = wanted
            .saturating_add(more)
            .min(rules.max_items.unwrap_or(usize::MAX))
            .min(MOST_ELEMENTS);
        let Some(items) = rules.items else {
            return (0..length).map(Value::from).collect();
        };
        let mut elements = Vec::with_capacity(length);
        for index in 0..length {
            let element = self.value(items, depth + 1);
            elements.push(if rules.unique_items {
                varied(element, index)
            } else {
                element
            });
        }
        Value::Array(elements)
    }

    fn object(&mut self, rules: &ObjectRules, depth: usize) -> Value {
        let mut members = Map::new();
        let most = rules.max_properties.unwrap_or(usize::MAX);
        for (name, property) in &rules.properties {
            if self.is_of_the_other_way(*property) {
                continue;
            }
            let required = rules.required.contains(name);
            if required || (!self.is_enough(depth) && members.len() < most) {
                members.insert(name.clone(), self.value(*property, depth + 1));
            }
        }
        let unnamed: Vec<String> = rules
            .required
            .iter()
            .filter(|name| !members.contains_key(*name))
            // What is left out above because only requests have it.
            .filter(|name| rules.property(name).is_none())
            .cloned()
            .collect();
        let more = rules.min_properties.unwrap_or(0).min(MOST_ELEMENTS);
        let made_up = (1..=more).map(|number| format!("key_{number}"));
        for (index, name) in unnamed.iter().cloned().chain(made_up).enumerate() {
            if index >= unnamed.len() && members.len() >= more {
                break;
            }
            match rules.additional {
                AdditionalProperties::Schema(schema) => {
                    members.insert(name, self.value(schema, depth + 1));
                }
                AdditionalProperties::Unspecified | AdditionalProperties::Allowed => {
                    members.insert(name, Value::from("text"));
                }
                AdditionalProperties::Forbidden => {}
            }
        }
        Value::Object(members)
    }

    /// Whether only requests have it, and an answer is made; or the other way round.
    fn is_of_the_other_way(&self, id: SchemaId) -> bool {
        let schema = self.schemas.get(id.0);
        schema.is_some_and(|schema| match self.is_request {
            true => schema.read_only,
            false => schema.write_only,
        })
    }

    /// One value for the schema itself, all of `allOf` and one of each choice.
    fn merged(
        &mut self,
        id: SchemaId,
        own: Option<Value>,
        combined: &Combined,
        depth: usize,
    ) -> Value {
        let mut value = own;
        let chosen = [self.one_of(&combined.any_of), self.one_of(&combined.one_of)];
        let chosen = chosen.into_iter().flatten();
        for part in combined.all_of.iter().copied().chain(chosen) {
            let other = self.value(part, depth + 1);
            value = Some(match (value, other) {
                (Some(Value::Object(mut members)), Value::Object(others)) => {
                    for (name, other) in others {
                        // A part may require a property that only another part describes.
                        let fits = |value: &Value| self.fits_property(id, &name, value);
                        if members
                            .get(&name)
                            .is_none_or(|known| !fits(known) && fits(&other))
                        {
                            members.insert(name, other);
                        }
                    }
                    Value::Object(members)
                }
                // A schema that only combines has no value of its own to keep.
                (Some(Value::Object(members)), other) if members.is_empty() => other,
                // Limits next to `allOf` do not know the values that a part lists.
                (Some(value), other) => match !self.fits(id, &value) && self.fits(id, &other) {
                    true => other,
                    false => value,
                },
                (None, other) => other,
            });
        }
        value.unwrap_or_else(|| Value::Object(Map::new()))
    }

    /// Whether a value matches everything that a schema and its parts say about a property.
    fn fits_property(&self, id: SchemaId, name: &str, value: &Value) -> bool {
        let mut described = property_schemas(self.schemas, id, name).into_iter();
        described.all(|property| self.fits(property, value))
    }

    fn fits(&self, id: SchemaId, value: &Value) -> bool {
        let checker = Checker::new(self.schemas, self.strictness());
        checker.findings(id, value).is_empty()
    }

    /// Whether optional parts are left out, because of depth or number.
    fn is_enough(&self, depth: usize) -> bool {
        depth >= DEEPEST || self.made >= LARGEST
    }
}

/// The type that rules speak of where `type` is missing.
fn implied_kind(schema: &Schema) -> Option<JsonType> {
    if schema.object.is_some() {
        Some(JsonType::Object)
    } else if schema.array.is_some() {
        Some(JsonType::Array)
    } else if schema.string.is_some() {
        Some(JsonType::String)
    } else if schema.number.is_some() {
        Some(JsonType::Number)
    } else {
        None
    }
}

/// Another value of the same kind for each index.
fn varied(value: Value, index: usize) -> Value {
    match value {
        Value::String(text) if index > 0 => Value::String(format!("{text}{index}")),
        Value::Number(number) if index > 0 => {
            let more = u32::try_from(index).unwrap_or(0);
            match (number.as_i64(), number.as_f64()) {
                (Some(integer), _) => Value::from(integer.saturating_add(i64::from(more))),
                (None, Some(float)) => Value::from(float + f64::from(more)),
                (None, None) => Value::Number(number),
            }
        }
        value => value,
    }
}
