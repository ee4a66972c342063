//! Names of components and operations that a crate needs for something else.

use std::collections::HashSet;

use codegen_document::{names, pointer};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::files::RUNTIME_NAMES;
use crate::input;

const SCHEMAS: &str = "#/components/schemas/";

/// What is in every module without an import, and what derived code names.
const PRELUDE: [&str; 27] = [
    "AsMut",
    "AsRef",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Send",
    "Sync",
    "ToString",
];

/// From the names that the document has now to those that it had.
#[derive(Debug, Default)]
pub(crate) struct Renaming(IndexMap<String, String>);

impl Renaming {
    /// The name of a schema in the definition.
    pub(crate) fn original<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// Old and new names, in the order of the document.
    pub(crate) fn into_list(self) -> Vec<(String, String)> {
        self.0.into_iter().map(|(new, old)| (old, new)).collect()
    }
}

/// Gives components another name where the crate has it for something else, and where it is not
/// written in ASCII, which files of modules have to be.
pub(crate) fn rename(document: &mut Value) -> Renaming {
    let mut renaming = Renaming::default();
    operations(document, &mut renaming);
    schemas(document, &mut renaming);
    renaming
}

fn operations(document: &mut Value, renaming: &mut Renaming) {
    let found = input::operations(document);
    let mut taken: HashSet<String> = found.iter().map(|it| names::type_name(&it.id)).collect();
    for operation in found {
        let Some(new) = better(&operation.id, "Operation", &mut taken) else {
            continue;
        };
        let at = format!(
            "{}/{}",
            pointer::join("/paths", &operation.path),
            operation.method
        );
        if let Some(found) = document.pointer_mut(&at) {
            found["operationId"] = json!(new);
            renaming.0.insert(new, operation.id);
        }
    }
}

fn schemas(document: &mut Value, renaming: &mut Renaming) {
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let Some(schemas) = schemas else { return };
    let mut taken: HashSet<String> = schemas.keys().map(|it| names::type_name(it)).collect();
    let renamed: Vec<(String, String)> = schemas
        .keys()
        .filter_map(|name| Some((name.clone(), better(name, "Schema", &mut taken)?)))
        .collect();
    if renamed.is_empty() {
        return;
    }
    let new: IndexMap<&str, &str> = renamed
        .iter()
        .map(|(old, new)| (old.as_str(), new.as_str()))
        .collect();
    refer(document, &new);
    if let Some(Value::Object(schemas)) = document.pointer_mut("/components/schemas") {
        let old = std::mem::take(schemas);
        schemas.extend(old.into_iter().map(|(name, schema)| {
            let name = new
                .get(name.as_str())
                .map_or(name.clone(), |it| (*it).to_owned());
            (name, schema)
        }));
    }
    renaming
        .0
        .extend(renamed.into_iter().map(|(old, new)| (new, old)));
}

/// A name that no other has; `None` where the name itself is good.
fn better(name: &str, word: &str, taken: &mut HashSet<String>) -> Option<String> {
    let kind = names::type_name(name);
    let is_taken = RUNTIME_NAMES.contains(&kind.as_str()) || PRELUDE.contains(&kind.as_str());
    if kind.is_ascii() && !is_taken {
        return None;
    }
    let ascii: String = kind.chars().filter(char::is_ascii_alphanumeric).collect();
    let base = match (ascii.as_str(), is_taken) {
        ("" | "Value", _) => word.to_owned(),
        (ascii, true) => format!("{ascii}{}", if word == "Schema" { "Value" } else { word }),
        (ascii, false) => ascii.to_owned(),
    };
    let numbered = (2_usize..).map(|number| format!("{base}{number}"));
    let mut candidates = std::iter::once(base.clone()).chain(numbered);
    candidates.find(|it| {
        let kind = names::type_name(it);
        let is_free = !RUNTIME_NAMES.contains(&kind.as_str()) && !PRELUDE.contains(&kind.as_str());
        is_free && taken.insert(kind)
    })
}

/// Leads references to the new names.
fn refer(value: &mut Value, new: &IndexMap<&str, &str>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| refer(it, new)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(target) if key == "$ref" => lead(target, new),
                    Value::Object(mapping) if key == "mapping" => of_mapping(mapping, new),
                    _ => refer(value, new),
                }
            }
        }
        _ => {}
    }
}

fn lead(target: &mut String, new: &IndexMap<&str, &str>) {
    let name = target.strip_prefix(SCHEMAS).map(pointer::unescape);
    if let Some(new) = name.and_then(|name| new.get(name.as_ref())) {
        *target = format!("{SCHEMAS}{new}");
    }
}

/// A discriminator's mapping leads to references, or to names.
fn of_mapping(mapping: &mut Map<String, Value>, new: &IndexMap<&str, &str>) {
    for (_, value) in mapping {
        if let Value::String(target) = value {
            match new.get(target.as_str()) {
                Some(new) => *target = (*new).to_owned(),
                None => lead(target, new),
            }
        }
    }
}
