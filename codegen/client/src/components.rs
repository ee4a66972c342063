//! Names of components and operations that a crate uses for something else.

use std::collections::HashSet;

use codegen_document::{names, pointer};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::operations;
use crate::runtime_names::RUNTIME_NAMES;

const SCHEMAS: &str = "#/components/schemas/";

/// Names that are in scope in every module, and names that derived code uses.
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

/// Maps the current names of the document to the original ones.
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

/// Renames components whose names the crate uses for something else, or whose names are not ASCII, which
/// the files of modules require.
pub(crate) fn rename(document: &mut Value) -> Renaming {
    let mut renaming = Renaming::default();
    operations(document, &mut renaming);
    schemas(document, &mut renaming);
    renaming
}

fn operations(document: &mut Value, renaming: &mut Renaming) {
    let found = operations::operations(document);
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

/// A name that is not in use. `None` if the name itself can stay.
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

/// Changes references to the new names.
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

/// The mapping of a discriminator contains references or names.
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
