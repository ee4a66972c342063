//! The parts of one or more schemas that describe the same value.

use std::cmp::Ordering;

use huaweicloud_json_schema::{
    AdditionalProperties, ArrayRules, Bound, Discriminator, JsonType, NumberRules, ObjectRules,
    Schema, SchemaId, StringRules, compare,
};
use serde_json::Value;

/// Schemas without those that they combine, in the order in which generated types take them: members of
/// `allOf` before the schema that has them.
pub(super) struct Parts<'schemas> {
    parts: Vec<(SchemaId, &'schemas Schema)>,
    /// How many choices there are where most alternatives are.
    pub(super) alternatives: usize,
    /// The properties that select the chosen alternatives, with their values.
    selections: Vec<(&'schemas str, &'schemas str)>,
}

/// What the parts say about an object.
pub(super) struct Object<'schemas> {
    /// The schemas of each property.
    pub(super) properties: Vec<(&'schemas str, Vec<SchemaId>)>,
    pub(super) required: Vec<&'schemas str>,
    pub(super) additional: Additional,
    pub(super) min_properties: usize,
    pub(super) max_properties: usize,
}

/// What the parts say about properties that none of them describes.
pub(super) enum Additional {
    Allowed,
    Forbidden,
    Schemas(Vec<SchemaId>),
}

/// What the parts say about an array.
pub(super) struct Array {
    /// The schemas of each element.
    pub(super) items: Vec<SchemaId>,
    pub(super) min_items: usize,
    pub(super) max_items: usize,
    pub(super) unique_items: bool,
}

impl<'schemas> Parts<'schemas> {
    /// The parts of all these schemas. Of each list of alternatives, one is a part: the one with the
    /// number `choice`, counted round and round.
    pub(super) fn new(schemas: &'schemas [Schema], ids: &[SchemaId], choice: usize) -> Self {
        let mut parts = Self {
            parts: Vec::new(),
            alternatives: 1,
            selections: Vec::new(),
        };
        for id in ids {
            parts.collect(schemas, *id, choice, &mut Vec::new());
        }
        parts
    }

    fn collect(
        &mut self,
        schemas: &'schemas [Schema],
        id: SchemaId,
        choice: usize,
        within: &mut Vec<SchemaId>,
    ) {
        let is_known = within.contains(&id) || self.parts.iter().any(|(known, _)| *known == id);
        let Some(schema) = schemas.get(id.0).filter(|_| !is_known) else {
            return;
        };
        within.push(id);
        if let Some(combined) = &schema.combined {
            for part in &combined.all_of {
                self.collect(schemas, *part, choice, within);
            }
            for alternatives in [&combined.any_of, &combined.one_of] {
                self.alternatives = self.alternatives.max(alternatives.len());
                if let Some(chosen) = alternatives.get(choice % alternatives.len().max(1)) {
                    self.collect(schemas, *chosen, choice, within);
                }
            }
        }
        self.parts.push((id, schema));
        if let Some(discriminator) = &schema.discriminator {
            self.select(schemas, discriminator, choice, within);
        }
        within.pop();
    }

    /// Adds the value of a discriminator's property, and the schema that it selects.
    fn select(
        &mut self,
        schemas: &'schemas [Schema],
        discriminator: &'schemas Discriminator,
        choice: usize,
        within: &mut Vec<SchemaId>,
    ) {
        let mapping = &discriminator.mapping;
        self.alternatives = self.alternatives.max(mapping.len());
        // The outermost schema is the one that a value is wanted of.
        let parts = self.parts.iter().map(|(id, _)| id);
        let mut known = within.iter().chain(parts);
        let known = known.find_map(|id| mapping.iter().find(|(_, target)| target == id));
        let chosen = known.or_else(|| mapping.get(choice % mapping.len().max(1)));
        if let Some((name, target)) = chosen {
            self.selections.push((&discriminator.property, name));
            self.collect(schemas, *target, choice, within);
        }
    }

    fn schemas(&self) -> impl DoubleEndedIterator<Item = &'schemas Schema> {
        self.parts.iter().map(|(_, schema)| *schema)
    }

    /// The documented values: those of the last parts first. Values of parts that only describe a part
    /// of an object are not values of the whole.
    pub(super) fn values(&self, ids: &[SchemaId], with_examples: bool) -> Vec<&'schemas Value> {
        let mut values = Vec::new();
        for (id, schema) in self.parts.iter().rev() {
            let examples = examples(schema).filter(|_| with_examples);
            let documented = examples.chain(&schema.enumeration);
            values.extend(documented.filter(|value| !value.is_object() || ids.contains(id)));
        }
        values
    }

    /// The documented values of a type: those of the last parts first.
    pub(super) fn values_of(&self, json_type: JsonType) -> Vec<&'schemas Value> {
        let documented = |schema: &'schemas Schema| examples(schema).chain(&schema.enumeration);
        let values = self.schemas().rev().flat_map(documented);
        values.filter(|value| json_type.matches(value)).collect()
    }

    /// What the examples of the parts have for a property: those of the last parts first.
    pub(super) fn examples_of_property(
        &self,
        ids: &[SchemaId],
        name: &str,
    ) -> impl Iterator<Item = &'schemas Value> {
        // An example of the whole that breaks its schema is not taken apart.
        let parts = self.parts.iter().rev().filter(|(id, _)| !ids.contains(id));
        parts
            .flat_map(|(_, schema)| examples(schema))
            .filter_map(move |example| example.get(name))
    }

    /// The value of the property that selects a chosen alternative.
    pub(super) fn selection(&self, property: &str) -> Option<&'schemas str> {
        let mut selections = self.selections.iter();
        selections
            .find(|(name, _)| *name == property)
            .map(|(_, value)| *value)
    }

    /// The type of the value: what the last part states, or what its rules imply.
    pub(super) fn json_type(&self) -> Option<JsonType> {
        let stated = self.schemas().rev().find_map(|schema| schema.json_type);
        stated.or_else(|| self.schemas().rev().find_map(implied_type))
    }

    /// Whether the parts state different types.
    pub(super) fn is_contradictory(&self) -> bool {
        let mut stated = self.schemas().filter_map(|schema| schema.json_type);
        let first = stated.next();
        stated.any(|other| Some(other) != first)
    }

    pub(super) fn is_secret(&self) -> bool {
        self.schemas().any(|schema| schema.secret)
    }

    pub(super) fn number_rules(&self) -> Option<NumberRules> {
        let mut found: Option<NumberRules> = None;
        for rules in self.schemas().filter_map(|schema| schema.number.as_deref()) {
            let all = found.get_or_insert_default();
            all.minimum = stricter(
                all.minimum.take(),
                rules.minimum.as_ref(),
                Ordering::Greater,
            );
            all.maximum = stricter(all.maximum.take(), rules.maximum.as_ref(), Ordering::Less);
            all.multiple_of = rules.multiple_of.clone().or(all.multiple_of.take());
            all.format = rules.format.or(all.format);
        }
        found
    }

    pub(super) fn string_rules(&self) -> Option<StringRules> {
        let mut found: Option<StringRules> = None;
        for rules in self.schemas().filter_map(|schema| schema.string.as_deref()) {
            let all = found.get_or_insert_default();
            all.min_length = all.min_length.max(rules.min_length);
            all.max_length = lesser(all.max_length, rules.max_length);
            all.pattern = rules.pattern.clone().or(all.pattern.take());
            all.format = rules.format.or(all.format);
        }
        found
    }

    pub(super) fn array(&self) -> Array {
        let rules = || self.schemas().filter_map(|schema| schema.array.as_deref());
        let shortest = |rules: &ArrayRules| rules.min_items;
        let longest = |rules: &ArrayRules| rules.max_items;
        Array {
            items: rules().filter_map(|rules| rules.items).collect(),
            min_items: rules().filter_map(shortest).max().unwrap_or(0),
            max_items: rules().filter_map(longest).min().unwrap_or(usize::MAX),
            unique_items: rules().any(|rules| rules.unique_items),
        }
    }

    pub(super) fn object(&self) -> Object<'schemas> {
        let mut object = Object {
            properties: Vec::new(),
            required: Vec::new(),
            additional: Additional::Allowed,
            min_properties: 0,
            max_properties: usize::MAX,
        };
        for rules in self.schemas().filter_map(|schema| schema.object.as_deref()) {
            object.add(rules);
        }
        object
    }
}

impl<'schemas> Object<'schemas> {
    fn add(&mut self, rules: &'schemas ObjectRules) {
        for (name, schema) in &rules.properties {
            let mut known = self.properties.iter_mut();
            match known.find(|(known, _)| known == name) {
                Some((_, schemas)) => schemas.push(*schema),
                None => self.properties.push((name, vec![*schema])),
            }
        }
        self.required
            .extend(rules.required.iter().map(String::as_str));
        match (rules.additional, &mut self.additional) {
            (AdditionalProperties::Forbidden, additional) => *additional = Additional::Forbidden,
            (AdditionalProperties::Schema(schema), Additional::Schemas(schemas)) => {
                schemas.push(schema);
            }
            (AdditionalProperties::Schema(schema), additional @ Additional::Allowed) => {
                *additional = Additional::Schemas(vec![schema]);
            }
            _ => {}
        }
        self.min_properties = self.min_properties.max(rules.min_properties.unwrap_or(0));
        let most = rules.max_properties.unwrap_or(usize::MAX);
        self.max_properties = self.max_properties.min(most);
    }
}

fn examples(schema: &Schema) -> impl Iterator<Item = &Value> {
    let annotations = schema.annotations.as_deref();
    let example = annotations.and_then(|it| it.example.as_ref().or(it.default.as_ref()));
    example.into_iter()
}

/// The bound that is further in one direction; of two equal ones, the exclusive one.
fn stricter(known: Option<Bound>, other: Option<&Bound>, direction: Ordering) -> Option<Bound> {
    let (Some(known), Some(other)) = (&known, other) else {
        return known.or_else(|| other.cloned());
    };
    let is_stricter = match compare(&other.limit, &known.limit) {
        Some(Ordering::Equal) => other.exclusive,
        order => order == Some(direction),
    };
    Some(if is_stricter { other } else { known }.clone())
}

fn lesser(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    one.into_iter().chain(other).min()
}

/// The type that rules speak of where `type` is missing.
fn implied_type(schema: &Schema) -> Option<JsonType> {
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
