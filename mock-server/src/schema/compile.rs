//! From a schema in a document to rules.

use std::collections::HashMap;

use regress::Regex;
use serde_json::{Number, Value};

use super::{
    Additional, ArrayRules, Bound, Combined, Discriminator, Format, Kind, NumberRules, ObjectRules,
    Schema, SchemaId, TextRules, Width, XmlRules,
};
use crate::document::{Place, Problem, Source};

/// Compiles each schema of a document once, however often it is referred to.
#[derive(Debug)]
pub(crate) struct Compiler<'document> {
    source: Source<'document>,
    pub(crate) schemas: Vec<Schema>,
    known: HashMap<String, SchemaId>,
    /// Schemas that have their place in the list already, and are still empty there.
    pending: Vec<(SchemaId, Place<'document>)>,
}

impl<'document> Compiler<'document> {
    pub(crate) fn new(source: Source<'document>) -> Self {
        Self {
            source,
            schemas: Vec::new(),
            known: HashMap::new(),
            pending: Vec::new(),
        }
    }

    /// Compiles a schema and everything that it refers to.
    pub(crate) fn compile(&mut self, place: Place<'document>) -> Result<SchemaId, Problem> {
        let oldest = self.schemas.len();
        let mut added = Vec::new();
        let id = self.want(place)?;
        // Not by recursion: a chain of references may be longer than the stack.
        while let Some((id, place)) = self.pending.pop() {
            let schema = self.read(&place)?;
            if let Some(empty) = self.schemas.get_mut(id.0) {
                *empty = schema;
            }
            added.push((id, place));
        }
        match circle(&self.schemas, oldest) {
            None => Ok(id),
            Some(SchemaId(index)) => {
                let place = added
                    .iter()
                    .find(|(id, _)| id.0 == index)
                    .map(|(_, place)| place);
                Err(place.unwrap_or(&self.source.place()).problem(
                    "this schema consists of itself (allOf, anyOf, oneOf or not): no value has it",
                ))
            }
        }
    }

    fn want(&mut self, place: Place<'document>) -> Result<SchemaId, Problem> {
        let place = self.source.resolve(place)?;
        if let Some(id) = self.known.get(&place.pointer) {
            return Ok(*id);
        }
        if !place.value.is_object() {
            return Err(place.problem("a schema has to be an object"));
        }
        let id = SchemaId(self.schemas.len());
        self.schemas.push(Schema::default());
        self.known.insert(place.pointer.clone(), id);
        self.pending.push((id, place));
        Ok(id)
    }

    fn want_each(&mut self, list: Option<Place<'document>>) -> Result<Vec<SchemaId>, Problem> {
        let Some(list) = list else {
            return Ok(Vec::new());
        };
        list.elements().map(|element| self.want(element)).collect()
    }

    fn read(&mut self, place: &Place<'document>) -> Result<Schema, Problem> {
        let kind =
            match place.text("type") {
                None => None,
                Some(name) => Some(Kind::read(name).ok_or_else(|| {
                    place.problem(format!("{name:?} is not a type of OpenAPI 3.0"))
                })?),
            };
        let allowed = place.value.get("enum").and_then(Value::as_array);
        let example = place
            .value
            .get("example")
            .or_else(|| place.value.get("default"));
        Ok(Schema {
            kind,
            nullable: place.flag("nullable"),
            read_only: place.flag("readOnly"),
            write_only: place.flag("writeOnly"),
            discriminator: self.discriminator(place)?.map(Box::new),
            secret: place.text("format") == Some("password"),
            binary: place.text("format") == Some("binary"),
            allowed: allowed.cloned().unwrap_or_default(),
            number: number_rules(place).map(Box::new),
            text: text_rules(place)?.map(Box::new),
            array: self.array_rules(place)?.map(Box::new),
            object: self.object_rules(place)?.map(Box::new),
            combined: self.combined(place)?.map(Box::new),
            xml: place.get("xml").map(|xml| Box::new(xml_rules(&xml))),
            example: example.cloned(),
        })
    }

    fn array_rules(&mut self, place: &Place<'document>) -> Result<Option<ArrayRules>, Problem> {
        if !has_any(place, &["items", "minItems", "maxItems", "uniqueItems"]) {
            return Ok(None);
        }
        Ok(Some(ArrayRules {
            items: place
                .get("items")
                .map(|items| self.want(items))
                .transpose()?,
            fewest: count(place, "minItems"),
            most: count(place, "maxItems"),
            unique: place.flag("uniqueItems"),
        }))
    }

    fn object_rules(&mut self, place: &Place<'document>) -> Result<Option<ObjectRules>, Problem> {
        let keys = [
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ];
        if !has_any(place, &keys) {
            return Ok(None);
        }
        let mut rules = ObjectRules {
            fewest: count(place, "minProperties"),
            most: count(place, "maxProperties"),
            ..ObjectRules::default()
        };
        for (name, property) in place.get("properties").iter().flat_map(Place::members) {
            rules.places.insert(name.to_owned(), rules.properties.len());
            rules
                .properties
                .push((name.to_owned(), self.want(property)?));
        }
        let required = place.get("required");
        let names = required.iter().flat_map(Place::elements);
        rules.required = names
            .filter_map(|name| name.value.as_str().map(str::to_owned))
            .collect();
        rules.additional = match place.get("additionalProperties") {
            None => Additional::Anything,
            Some(allowed) => match allowed.value.as_bool() {
                Some(true) => Additional::Anything,
                Some(false) => Additional::Nothing,
                None => Additional::Like(self.want(allowed)?),
            },
        };
        Ok(Some(rules))
    }

    fn discriminator(
        &mut self,
        place: &Place<'document>,
    ) -> Result<Option<Discriminator>, Problem> {
        let Some(stated) = place.get("discriminator") else {
            return Ok(None);
        };
        let Some(property) = stated.text("propertyName") else {
            return Ok(None);
        };
        let alternatives = ["oneOf", "anyOf"]
            .into_iter()
            .find_map(|key| place.get(key));
        let has_alternatives = alternatives.is_some();
        let mut mapping = Vec::new();
        for (value, target) in stated.get("mapping").iter().flat_map(Place::members) {
            if let Some(target) = target.value.as_str()
                && let Some(target) = self.source.named_schema(target)
            {
                mapping.push((value.to_owned(), self.want(target)?));
            }
        }
        let targets: Vec<Place<'document>> = match alternatives {
            Some(list) => list.elements().collect(),
            None => self.source.children(place),
        };
        for target in targets {
            let reference = target.text("$ref").map(str::to_owned);
            let named = reference.as_deref().unwrap_or(&target.pointer);
            let name = named.rsplit('/').next().unwrap_or(named).to_owned();
            if reference.is_some() || !has_alternatives {
                mapping.push((name, self.want(target)?));
            }
        }
        // With alternatives that have no names, nothing says what the values mean; a parent that
        // nothing extends chooses nothing.
        let own = self.known.get(&place.pointer);
        let is_known = mapping.iter().any(|(_, id)| Some(id) != own);
        Ok(is_known.then(|| Discriminator {
            property: property.to_owned(),
            mapping,
            has_alternatives,
        }))
    }

    fn combined(&mut self, place: &Place<'document>) -> Result<Option<Combined>, Problem> {
        if !has_any(place, &["allOf", "anyOf", "oneOf", "not"]) {
            return Ok(None);
        }
        Ok(Some(Combined {
            all_of: self.want_each(place.get("allOf"))?,
            any_of: self.want_each(place.get("anyOf"))?,
            one_of: self.want_each(place.get("oneOf"))?,
            not: place.get("not").map(|not| self.want(not)).transpose()?,
        }))
    }
}

fn xml_rules(place: &Place<'_>) -> XmlRules {
    let text = |key| place.text(key).map(str::to_owned);
    XmlRules {
        name: text("name"),
        namespace: text("namespace"),
        prefix: text("prefix"),
        attribute: place.flag("attribute"),
        wrapped: place.flag("wrapped"),
    }
}

fn number_rules(place: &Place<'_>) -> Option<NumberRules> {
    let width = match place.text("format") {
        Some("int32") => Some(Width::Int32),
        Some("int64") => Some(Width::Int64),
        _ => None,
    };
    let number = |key| place.value.get(key).and_then(Value::as_number).cloned();
    let bound = |limit, exclusive| {
        number(limit).map(|limit| Bound {
            limit,
            exclusive: place.flag(exclusive),
        })
    };
    let rules = NumberRules {
        minimum: bound("minimum", "exclusiveMinimum"),
        maximum: bound("maximum", "exclusiveMaximum"),
        multiple_of: number("multipleOf").filter(is_positive),
        width,
    };
    let any = rules.minimum.is_some() || rules.maximum.is_some() || rules.multiple_of.is_some();
    (any || width.is_some()).then_some(rules)
}

fn is_positive(number: &Number) -> bool {
    number.as_f64().is_some_and(|number| number > 0.0)
}

fn text_rules(place: &Place<'_>) -> Result<Option<TextRules>, Problem> {
    if !has_any(place, &["minLength", "maxLength", "pattern", "format"]) {
        return Ok(None);
    }
    let pattern = match place.text("pattern") {
        None => None,
        Some(text) => Some((text.to_owned(), pattern(place, text)?)),
    };
    Ok(Some(TextRules {
        shortest: count(place, "minLength"),
        longest: count(place, "maxLength"),
        pattern,
        format: place.text("format").and_then(Format::read),
    }))
}

/// By characters where the pattern allows it: without the flag, some of them are two.
fn pattern(place: &Place<'_>, text: &str) -> Result<Regex, Problem> {
    Regex::with_flags(text, "u")
        .or_else(|_| Regex::new(text))
        .map_err(|error| {
            place.problem(format!(
                "the pattern {text} is no ECMAScript regular expression: {error}"
            ))
        })
}

fn count(place: &Place<'_>, key: &str) -> Option<usize> {
    let number = place.value.get(key).and_then(Value::as_u64)?;
    Some(usize::try_from(number).unwrap_or(usize::MAX))
}

fn has_any(place: &Place<'_>, keys: &[&str]) -> bool {
    keys.iter().any(|key| place.value.get(key).is_some())
}

/// A schema from `oldest` on that consists of itself. Schemas without parts are put aside
/// again and again, with each whose parts are aside; what stays is in a circle or leads there.
fn circle(schemas: &[Schema], oldest: usize) -> Option<SchemaId> {
    let new = schemas.get(oldest..).unwrap_or_default();
    let mut owners: HashMap<usize, Vec<usize>> = HashMap::new();
    // How many parts of each new schema are not aside; older schemas are complete.
    let mut open: Vec<usize> = Vec::with_capacity(new.len());
    for (owner, schema) in new.iter().enumerate() {
        let parts = schema
            .combined
            .as_deref()
            .into_iter()
            .flat_map(Combined::parts);
        let mut count = 0;
        for part in parts.filter_map(|part| part.0.checked_sub(oldest)) {
            owners.entry(part).or_default().push(owner);
            count += 1;
        }
        open.push(count);
    }
    let is_aside = |(index, open): (usize, &usize)| (*open == 0).then_some(index);
    let mut aside: Vec<usize> = open.iter().enumerate().filter_map(is_aside).collect();
    while let Some(part) = aside.pop() {
        for owner in owners.get(&part).into_iter().flatten() {
            let Some(open) = open.get_mut(*owner) else {
                continue;
            };
            *open -= 1;
            if *open == 0 {
                aside.push(*owner);
            }
        }
    }
    open.iter()
        .position(|open| *open > 0)
        .map(|index| SchemaId(oldest + index))
}
