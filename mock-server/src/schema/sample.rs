//! Values made from schemas: the same ones every time, or by chance.

mod lookaround;
mod number;
mod parts;
mod random;
mod text;

use fastrand::Rng;
use serde_json::{Map, Value};

use huaweicloud_json_schema::{JsonType, Schema, SchemaId};

use self::parts::{Additional, Object, Parts};
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
/// How often chance is given another try where it breaks the rules of a schema, and how many
/// alternatives of `oneOf` and `anyOf` are tried.
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
    .value(&[id], 0)
}

/// A value of a schema that requests have: without what only responses have.
pub(crate) fn request_sample(schemas: &[Schema], id: SchemaId) -> Value {
    let random = None;
    Sampler {
        schemas,
        made: 0,
        random,
        is_request: true,
    }
    .value(&[id], 0)
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
        .value(&[id], 0);
        let checker = Checker::new(schemas, Strictness::Response);
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
    /// Whether a request is made, and not a response.
    is_request: bool,
}

impl<'schemas> Sampler<'schemas> {
    /// One value of all these schemas. Where they contradict each other, the last one counts, as it
    /// does for the types that are generated from a document.
    fn value(&mut self, ids: &[SchemaId], depth: usize) -> Value {
        self.made += 1;
        if depth >= BOTTOM {
            return Value::Null;
        }
        let parts = self.parts(ids, 0);
        if let Some(value) = self.documented(ids, &parts) {
            return value;
        }
        let value = self.composed(ids, &parts, depth);
        if self.random.is_some() || self.fits(ids, &value) {
            return value;
        }
        for choice in 1..parts.alternatives.min(MOST_TRIES) {
            if self.made >= LARGEST {
                break;
            }
            let parts = self.parts(ids, choice);
            let other = self.composed(ids, &parts, depth);
            if self.fits(ids, &other) {
                return other;
            }
        }
        value
    }

    /// The parts of these schemas with the given choice among alternatives, or with any choice where
    /// chance decides.
    fn parts(&mut self, ids: &[SchemaId], choice: usize) -> Parts<'schemas> {
        let choice = match &mut self.random {
            Some(random) => random.usize(..),
            None => choice,
        };
        Parts::new(self.schemas, ids, choice)
    }

    /// An example, a default or a listed value that all schemas allow.
    fn documented(&mut self, ids: &[SchemaId], parts: &Parts<'schemas>) -> Option<Value> {
        let mut values = parts.values(ids, self.random.is_none());
        if let Some(random) = &mut self.random {
            random.shuffle(&mut values);
        }
        let mut values = values.into_iter();
        values.find(|value| self.fits(ids, value)).cloned()
    }

    /// A value that is made from the rules of the schemas.
    fn composed(&mut self, ids: &[SchemaId], parts: &Parts<'schemas>, depth: usize) -> Value {
        match parts.json_type() {
            None | Some(JsonType::Object) => self.object(ids, parts, depth),
            Some(JsonType::Array) => self.array(parts, depth),
            Some(kind) => {
                let by_chance = self.by_chance(ids, parts, kind);
                by_chance.unwrap_or_else(|| self.scalar(parts, kind))
            }
        }
    }

    fn strictness(&self) -> Strictness {
        match self.is_request {
            true => Strictness::Rules,
            false => Strictness::Response,
        }
    }

    /// A boolean, number or string by chance that the schemas allow.
    fn by_chance(
        &mut self,
        ids: &[SchemaId],
        parts: &Parts<'schemas>,
        kind: JsonType,
    ) -> Option<Value> {
        let number = parts.number_rules();
        let string = parts.string_rules();
        for _ in 0..MOST_TRIES {
            let random = self.random.as_mut()?;
            let value = match kind {
                JsonType::Boolean => Value::Bool(random.bool()),
                JsonType::Integer => random::integer(number.as_ref(), random),
                JsonType::Number => random::number(number.as_ref(), random),
                _ => Value::String(random::text(string.as_ref(), random)),
            };
            if self.fits(ids, &value) {
                return Some(value);
            }
        }
        None
    }

    /// The usual boolean, number or string.
    fn scalar(&self, parts: &Parts<'schemas>, kind: JsonType) -> Value {
        // Where the parts contradict each other, what the last one lists is still of its type.
        let mut listed = parts.values_of(kind).into_iter();
        if let Some(value) = listed.next().filter(|_| parts.is_contradictory()) {
            return value.clone();
        }
        match kind {
            JsonType::Boolean => Value::Bool(true),
            JsonType::Integer => number::integer(parts.number_rules().as_ref()),
            JsonType::Number => number::number(parts.number_rules().as_ref()),
            _ => Value::String(text::text(parts.string_rules().as_ref(), parts.is_secret())),
        }
    }

    fn array(&mut self, parts: &Parts<'schemas>, depth: usize) -> Value {
        let rules = parts.array();
        let wanted = match self.is_enough(depth) {
            true => rules.min_items,
            false => rules.min_items.max(1),
        };
        let more = match &mut self.random {
            Some(random) if depth < DEEPEST && self.made < LARGEST => {
                random.usize(0..=MORE_ELEMENTS)
            }
            _ => 0,
        };
        let length = wanted.saturating_add(more).min(rules.max_items);
        let elements = (0..length.min(MOST_ELEMENTS)).map(|index| {
            if rules.items.is_empty() {
                return Value::from(index);
            }
            let element = self.value(&rules.items, depth + 1);
            match rules.unique_items {
                true => varied(element, index),
                false => element,
            }
        });
        Value::Array(elements.collect())
    }

    fn object(&mut self, ids: &[SchemaId], parts: &Parts<'schemas>, depth: usize) -> Value {
        let object = parts.object();
        let mut members = Map::new();
        for (name, properties) in &object.properties {
            if properties.iter().any(|it| self.is_of_the_other_way(*it)) {
                continue;
            }
            let is_wanted = !self.is_enough(depth) && members.len() < object.max_properties;
            if object.required.contains(name) || is_wanted {
                let value = self.property(ids, parts, name, properties, depth);
                members.insert((*name).to_owned(), value);
            }
        }
        self.fill(&object, &mut members, depth);
        Value::Object(members)
    }

    /// The value of a property: what selects the chosen alternative, what an example of a part has, or
    /// a value of its schemas.
    fn property(
        &mut self,
        ids: &[SchemaId],
        parts: &Parts<'schemas>,
        name: &str,
        properties: &[SchemaId],
        depth: usize,
    ) -> Value {
        if let Some(selected) = parts.selection(name) {
            return Value::from(selected);
        }
        if self.random.is_none() {
            let mut examples = parts.examples_of_property(ids, name);
            if let Some(value) = examples.find(|value| self.fits(properties, value)) {
                return value.clone();
            }
        }
        self.value(properties, depth + 1)
    }

    /// Adds what is required and not described, and as many members as the object must have.
    fn fill(&mut self, object: &Object<'schemas>, members: &mut Map<String, Value>, depth: usize) {
        let described = |name: &str| object.properties.iter().any(|(known, _)| *known == name);
        let unnamed = object.required.iter().filter(|name| !described(name));
        let unnamed: Vec<String> = unnamed.map(|name| (*name).to_owned()).collect();
        let fewest = object.min_properties.min(MOST_ELEMENTS);
        let made_up = (1..=fewest).map(|number| format!("key_{number}"));
        for (index, name) in unnamed.iter().cloned().chain(made_up).enumerate() {
            if index >= unnamed.len() && members.len() >= fewest {
                break;
            }
            match &object.additional {
                Additional::Schemas(schemas) => {
                    members.insert(name, self.value(schemas, depth + 1));
                }
                Additional::Allowed => {
                    members.insert(name, Value::from("text"));
                }
                Additional::Forbidden => {}
            }
        }
    }

    /// Whether only requests have it, and a response is made; or the other way round.
    fn is_of_the_other_way(&self, id: SchemaId) -> bool {
        let schema = self.schemas.get(id.0);
        schema.is_some_and(|schema| match self.is_request {
            true => schema.read_only,
            false => schema.write_only,
        })
    }

    fn fits(&self, ids: &[SchemaId], value: &Value) -> bool {
        let fits = |id: &SchemaId| {
            let checker = Checker::new(self.schemas, self.strictness());
            checker.findings(*id, value).is_empty()
        };
        ids.iter().all(fits)
    }

    /// Whether optional parts are left out, because of depth or number.
    fn is_enough(&self, depth: usize) -> bool {
        depth >= DEEPEST || self.made >= LARGEST
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
