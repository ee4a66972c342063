//! One component per enumeration: equal values under the same name share a component.

use std::collections::{HashMap, HashSet};

use codegen_document::names;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::names::Names;
use crate::notes::Notes;
use crate::prose::{about, value_text};
use crate::walk::{self, SchemaPlace};

/// The identity of an enumeration: the configured name, or property and values.
type Key = (String, String);

struct Group {
    name: String,
    component: Map<String, Value>,
}

/// Keywords that stay at the place of the enumeration.
const STAYING: [&str; 6] = [
    "description",
    "deprecated",
    "default",
    "nullable",
    "readOnly",
    "writeOnly",
];

/// Keywords that are implied by the values and may vary between places.
const LIMITS: [&str; 5] = ["minimum", "maximum", "minLength", "maxLength", "pattern"];

/// Keywords that move with the values.
const OF_VALUES: [&str; 10] = [
    "type",
    "format",
    "enum",
    "x-enum-varnames",
    "x-enum-descriptions",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
];

/// Moves enumerations to components. `sources` are the sources of owners. Existing component names
/// for the same values are kept.
pub(crate) fn name(document: &mut Value, given: &Names, notes: &mut Notes) {
    let mut counts: HashMap<Key, usize> = HashMap::new();
    // If the same name has different values, none of them can use the name alone.
    let mut rivals: HashMap<String, HashSet<Key>> = HashMap::new();
    walk::schemas(document, &mut |schema, place| {
        if let Some(key) = key(schema, place, given) {
            let names = rivals.entry(short(place)).or_default();
            names.insert(key.clone());
            *counts.entry(key).or_default() += 1;
        }
    });
    let mut taken = taken(document);
    let mut groups: IndexMap<Key, Group> = IndexMap::new();
    let owners = owners(document);
    walk::schemas(document, &mut |schema, place| {
        let Some(key) = key(schema, place, given) else {
            return;
        };
        let source = owners.get(&place.owner).cloned();
        let group = groups.entry(key.clone()).or_insert_with(|| {
            let is_alone = rivals
                .get(&short(place))
                .is_some_and(|keys| keys.len() == 1);
            let is_shared = is_alone && counts.get(&key).is_some_and(|count| *count > 1);
            let name = match key.0.as_str() {
                "" => chosen(place, is_shared, &taken),
                named => named.to_owned(),
            };
            taken.insert(names::type_name(&name));
            Group {
                component: component(schema, source, place, notes),
                name,
            }
        });
        refer(schema, group);
    });
    let schemas = &mut document["components"]["schemas"];
    for group in groups.into_values() {
        schemas[group.name] = Value::Object(group.component);
    }
}

/// The key of a schema that becomes an enumeration. Components already are one.
fn key(schema: &Value, place: &SchemaPlace, given: &Names) -> Option<Key> {
    let name = place.name.as_deref().unwrap_or(&place.owner);
    let is_component =
        place.pointer.matches('/').count() == 3 && place.pointer.starts_with(walk::SCHEMAS);
    let values = schema.get("enum")?.as_array()?;
    let is_of_one_kind = values.iter().all(Value::is_string) || values.iter().all(Value::is_i64);
    if is_component || !is_of_one_kind || values.is_empty() {
        return None;
    }
    let place_name = format!("{}.{name}", place.owner);
    if let Some(named) = given.enumerations.get(&place_name) {
        return Some((named.clone(), String::new()));
    }
    let mut sorted: Vec<String> = values.iter().map(ToString::to_string).collect();
    sorted.sort();
    let meanings = schema.get("x-enum-varnames").map(Value::to_string);
    let key = format!(
        "{} {} {}",
        names::value_name(name),
        sorted.join(" "),
        meanings.unwrap_or_default()
    );
    Some((String::new(), key))
}

/// Names of existing and future types.
fn taken(document: &Value) -> HashSet<String> {
    let schemas = document.pointer(walk::SCHEMAS).and_then(Value::as_object);
    let names = schemas.into_iter().flatten().map(|(name, _)| name.as_str());
    let operations = walk::listed(document).map(|(_, _, operation)| walk::operation_id(operation));
    let mut taken = HashSet::new();
    for name in names.chain(operations) {
        let name = names::type_name(name);
        taken.insert(format!("{name}Input"));
        taken.insert(name);
    }
    taken
}

/// The sources of schemas and operations.
fn owners(document: &Value) -> HashMap<String, Value> {
    let schemas = document.pointer(walk::SCHEMAS).and_then(Value::as_object);
    let sources = schemas.into_iter().flatten();
    let sources =
        sources.filter_map(|(name, schema)| Some((name.clone(), schema.get("x-source")?.clone())));
    let operations = walk::listed(document).map(|(_, _, operation)| {
        let id = walk::operation_id(operation);
        (id.to_owned(), json!({ "official": id }))
    });
    sources.chain(operations).collect()
}

fn short(place: &SchemaPlace) -> String {
    names::type_name(place.name.as_deref().unwrap_or("Value"))
}

/// The name of the property if it has several owners, otherwise prefixed with its owner.
fn chosen(place: &SchemaPlace, is_shared: bool, taken: &HashSet<String>) -> String {
    let short = short(place);
    let owner = names::type_name(&place.owner);
    let stem = [
        "RequestBody",
        "ResponseBody",
        "Response",
        "Request",
        "Resp",
        "Req",
        "Body",
    ]
    .iter()
    .find_map(|ending| owner.strip_suffix(ending).filter(|stem| stem.len() > 3));
    let long = format!("{}{short}", stem.unwrap_or(&owner));
    let full = format!("{owner}{short}");
    let candidates = if is_shared {
        vec![short, long, full.clone()]
    } else {
        vec![long, full.clone()]
    };
    let is_free = |name: &String| !taken.contains(name) && !taken.contains(&format!("{name}Input"));
    let mut others = ["Value", "Option", "Choice"]
        .iter()
        .map(|ending| format!("{full}{ending}"));
    let found = candidates.into_iter().find(is_free);
    found.or_else(|| others.find(is_free)).unwrap_or(full)
}

fn component(
    schema: &Value,
    source: Option<Value>,
    place: &SchemaPlace,
    notes: &mut Notes,
) -> Map<String, Value> {
    let mut component = Map::new();
    for key in ["description"].iter().chain(&OF_VALUES) {
        if let Some(value) = schema.get(*key) {
            component.insert((*key).to_owned(), value.clone());
        }
    }
    if let Some(source) = source {
        component.insert("x-source".to_owned(), source);
    }
    let values = schema
        .get("enum")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let is_text = values.iter().all(Value::is_string);
    component
        .entry("type")
        .or_insert(json!(if is_text { "string" } else { "integer" }));
    if !is_text && !component.contains_key("x-enum-varnames") {
        let names: Vec<String> = values.iter().map(number_name).collect();
        component.insert("x-enum-varnames".to_owned(), json!(names));
        notes.review(
            about(place),
            "the values are named by number: choose names in `x-enum-varnames`",
        );
    }
    let known = schema.get("x-enum-descriptions");
    let meanings: Map<String, Value> = values
        .iter()
        .map(|value| {
            let key = value_text(value);
            let meaning = known.and_then(|known| known.get(&key)).cloned();
            (key, meaning.unwrap_or(Value::String(String::new())))
        })
        .collect();
    component.insert("x-enum-descriptions".to_owned(), Value::Object(meanings));
    component
}

fn number_name(value: &Value) -> String {
    format!("Value{}", value.to_string().replace('-', "Minus"))
}

/// Adds values that only this place has: places with one configured name may list different
/// subsets.
fn widen(component: &mut Map<String, Value>, schema: &Map<String, Value>) {
    let values = schema.get("enum").and_then(Value::as_array);
    let known = component.get_mut("enum").and_then(Value::as_array_mut);
    let Some((values, known)) = values.zip(known) else {
        return;
    };
    let new: Vec<Value> = values
        .iter()
        .filter(|value| !known.contains(value))
        .cloned()
        .collect();
    known.extend(new.iter().cloned());
    let names = component.get_mut("x-enum-varnames");
    if let Some(names) = names.and_then(Value::as_array_mut) {
        names.extend(new.iter().map(|value| json!(number_name(value))));
    }
    let meanings = component.get_mut("x-enum-descriptions");
    if let Some(meanings) = meanings.and_then(Value::as_object_mut) {
        for value in &new {
            let key = value_text(value);
            meanings
                .entry(key)
                .or_insert_with(|| Value::String(String::new()));
        }
    }
}

/// Replaces the enumeration by a reference, which keeps what the component lacks.
fn refer(schema: &mut Value, group: &mut Group) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    widen(&mut group.component, object);
    let meanings = object.get("x-enum-descriptions").and_then(Value::as_object);
    for (value, meaning) in meanings.into_iter().flatten() {
        let known = group.component.get_mut("x-enum-descriptions");
        let Some(known) = known.and_then(|known| known.get_mut(value)) else {
            continue;
        };
        if known.as_str().is_none_or(str::is_empty) && !meaning.is_null() {
            *known = meaning.clone();
        }
    }
    let mut rest = Map::new();
    for key in STAYING {
        if let Some(value) = object.shift_remove(key) {
            rest.insert(key.to_owned(), value);
        }
    }
    let reference = json!({ "$ref": format!("#{}/{}", walk::SCHEMAS, group.name) });
    // Limits of this place that the component lacks.
    for key in LIMITS {
        if let Some(value) = object.shift_remove(key)
            && group.component.get(key) != Some(&value)
        {
            rest.insert(key.to_owned(), value);
        }
    }
    *schema = if rest.is_empty() {
        reference
    } else {
        if rest.get("nullable") == Some(&json!(true)) {
            group.component.insert("nullable".to_owned(), json!(true));
        }
        rest.insert("allOf".to_owned(), json!([reference]));
        Value::Object(rest)
    };
}
