//! Splits the draft into documents by resource.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use codegen_document::{pointer, reference};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::draft::Draft;
use crate::drafted::{Drafted, DraftedFile};
use crate::error::DraftError;
use crate::input::Input;
use crate::known::{self, Known};
use crate::ledger::{Entry, Owner};
use crate::names::{self, Names};
use crate::{append, facts, header, order, texts, tidy, walk};

/// The document for shared components.
const COMMON: &str = "common";

/// Writes all documents and ledgers.
pub(crate) fn write(
    draft: Draft,
    names: &Names,
    known: &Known,
    input: &Input<'_>,
) -> Result<Drafted, DraftError> {
    let whole = &draft.document;
    let homes = homes(whole, names, known);
    let mut parts = parts(whole, names, known, &homes);
    let mut drafted = Drafted {
        files: Vec::new(),
        texts: Vec::new(),
        notes: Vec::new(),
    };
    let is_there = |file: &str| {
        input
            .existing
            .iter()
            .find(|(path, _)| known::name(path) == file)
    };
    if is_there(COMMON).is_none() && !parts.is_empty() {
        parts.entry(COMMON.to_owned()).or_default();
    }
    let tags = tags(whole, names);
    for (file, part) in parts {
        let existing = is_there(&file).map(|(_, document)| document);
        let mut document = match existing {
            // An existing document only gets paths and components.
            Some(_) => header::nothing(),
            None => new_document(&file, whole, tags.get(&file)),
        };
        let (operations, schemas) = (part.operations(), part.schemas());
        part.fill(&mut document);
        let mut document = Value::Object(document);
        let path = PathBuf::from(format!("{file}.yaml"));
        let found = texts::mark(&mut document, &path.to_string_lossy());
        order::keys(&mut document);
        let text = append::text(&path, existing, &document)?;
        drafted.files.push(DraftedFile {
            path,
            text,
            operations,
            schemas,
            texts: found.len(),
            entries: 0,
        });
        drafted.texts.extend(found);
    }
    drafted.files.extend(ledgers(&draft, &homes, input)?);
    drafted.notes = draft.notes.0;
    Ok(drafted)
}

/// The header of a document that does not exist yet.
fn new_document(file: &str, whole: &Value, tag: Option<&String>) -> Map<String, Value> {
    let title = whole.pointer("/info/title").and_then(Value::as_str);
    let mut document = match file {
        COMMON => header::common(title.unwrap_or("Service"), whole),
        _ => header::resource(file),
    };
    if let Some(tag) = tag {
        document["tags"][0]["description"] = json!(tag);
    }
    document
}

/// The contents of one document.
#[derive(Default)]
struct Part {
    paths: Map<String, Value>,
    components: Map<String, Value>,
}

impl Part {
    fn operations(&self) -> usize {
        let items = self.paths.values().filter_map(Value::as_object);
        items
            .flat_map(Map::keys)
            .filter(|key| codegen_document::METHODS.contains(&key.as_str()))
            .count()
    }

    fn schemas(&self) -> usize {
        self.components
            .get("schemas")
            .and_then(Value::as_object)
            .map_or(0, Map::len)
    }

    fn fill(self, document: &mut Map<String, Value>) {
        document["paths"] = Value::Object(self.paths);
        if let Some(components) = document["components"].as_object_mut() {
            for key in [
                "parameters",
                "headers",
                "requestBodies",
                "responses",
                "schemas",
            ] {
                if let Some(section) = self.components.get(key) {
                    components.insert(key.to_owned(), section.clone());
                }
            }
            if components.is_empty() {
                document.shift_remove("components");
            }
        }
    }
}

/// The document of each part.
struct Homes {
    operations: BTreeMap<String, String>,
    components: BTreeMap<String, String>,
}

fn homes(whole: &Value, names: &Names, known: &Known) -> Homes {
    let mut operations = BTreeMap::new();
    let mut users: IndexMap<String, IndexMap<String, usize>> = IndexMap::new();
    let mut failures: BTreeSet<String> = BTreeSet::new();
    let mut successes: BTreeSet<String> = BTreeSet::new();
    for (_, _, operation) in walk::listed(whole) {
        let file = names.document(operation).unwrap_or(COMMON).to_owned();
        for target in tidy::reachable(whole, [operation]) {
            *users
                .entry(target)
                .or_default()
                .entry(file.clone())
                .or_default() += 1;
        }
        operations.insert(walk::operation_id(operation).to_owned(), file);
        for (is_failure, part) in bodies(operation) {
            let reached = tidy::reachable(whole, [part]);
            if is_failure {
                failures.extend(reached)
            } else {
                successes.extend(reached)
            }
        }
    }
    let mut components = BTreeMap::new();
    for (target, files) in users {
        let key = target.trim_start_matches("/components/").to_owned();
        let is_error = failures.contains(&target) && !successes.contains(&target);
        let is_shared = key.starts_with("parameters/")
            && ["project_id", "instance_id"].contains(&parameter_name(whole, &target));
        let home = match known.document(&pointer::unescape(&key)) {
            Some(file) => file.to_owned(),
            None if is_error || is_shared => COMMON.to_owned(),
            None => owner(&files),
        };
        components.insert(pointer::unescape(&key).into_owned(), home);
    }
    Homes {
        operations,
        components,
    }
}

fn parameter_name<'a>(whole: &'a Value, target: &str) -> &'a str {
    let name = whole.pointer(target).and_then(|it| it.get("name"));
    name.and_then(Value::as_str).unwrap_or_default()
}

/// The parts of an operation that refer to components, and whether each is an error.
fn bodies(operation: &Value) -> Vec<(bool, &Value)> {
    let sent = ["parameters", "requestBody"]
        .into_iter()
        .filter_map(|key| operation.get(key));
    let responses = operation.get("responses").and_then(Value::as_object);
    let responses = responses.into_iter().flatten();
    let responses = responses.map(|(status, response)| (status.starts_with(['4', '5']), response));
    sent.map(|part| (false, part)).chain(responses).collect()
}

/// The document that uses a component most, or the common one if several folders use it.
fn owner(files: &IndexMap<String, usize>) -> String {
    let folder = |file: &str| {
        file.rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned()
    };
    let folders: BTreeSet<String> = files.keys().map(|file| folder(file)).collect();
    if folders.len() > 1 {
        return COMMON.to_owned();
    }
    let mut best: Option<(&String, usize)> = None;
    for (file, count) in files {
        if best.is_none_or(|(_, most)| *count > most) {
            best = Some((file, *count));
        }
    }
    best.map_or_else(|| COMMON.to_owned(), |(file, _)| file.clone())
}

fn parts(whole: &Value, names: &Names, known: &Known, homes: &Homes) -> IndexMap<String, Part> {
    let mut parts: IndexMap<String, Part> = IndexMap::new();
    let documents = names.resources.values().chain(names.operations.values());
    for file in std::iter::once(COMMON).chain(documents.map(String::as_str)) {
        parts.entry(file.to_owned()).or_default();
    }
    for (path, method, operation) in walk::listed(whole) {
        let file = names.document(operation).unwrap_or(COMMON);
        let mut operation = operation.clone();
        operation["tags"] = json!([file.rsplit('/').next()]);
        relocate(&mut operation, file, homes);
        let item = parts
            .entry(file.to_owned())
            .or_default()
            .paths
            .entry(path)
            .or_insert(json!({}));
        item[method] = operation;
    }
    for (component, file) in &homes.components {
        if known.document(component).is_some() {
            continue;
        }
        let Some((section, name)) = component.split_once('/') else {
            continue;
        };
        let value = whole
            .get("components")
            .and_then(|it| it.get(section)?.get(name));
        let Some(mut value) = value.cloned() else {
            continue;
        };
        relocate(&mut value, file, homes);
        let part = parts.entry(file.clone()).or_default();
        part.components.entry(section).or_insert(json!({}))[name] = value;
    }
    for part in parts.values_mut() {
        in_order(part, whole);
    }
    parts.retain(|_, part| !part.paths.is_empty() || !part.components.is_empty());
    parts
}

/// Components in the order of the definition.
fn in_order(part: &mut Part, whole: &Value) {
    for (section, components) in &mut part.components {
        let order = whole
            .get("components")
            .and_then(|it| it.get(section))
            .and_then(Value::as_object);
        let Some(components) = components.as_object_mut() else {
            continue;
        };
        let mut sorted = Map::new();
        for (name, _) in order.into_iter().flatten() {
            if let Some(value) = components.shift_remove(name) {
                sorted.insert(name.clone(), value);
            }
        }
        sorted.append(components);
        *components = sorted;
    }
}

/// Makes references point to other documents.
fn relocate(value: &mut Value, file: &str, homes: &Homes) {
    reference::visit_mut(value, &mut |target| {
        let component = target.strip_prefix("#/components/");
        let Some(component) = component.map(|it| pointer::unescape(it).into_owned()) else {
            return;
        };
        if let Some(home) = homes.components.get(&component) {
            *target = header::reference(file, home, &component);
        }
    });
}

/// The tags of the definition by document.
fn tags(whole: &Value, names: &Names) -> BTreeMap<String, String> {
    let mut tags: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (_, _, operation) in walk::listed(whole) {
        let file = names.document(operation).unwrap_or(COMMON).to_owned();
        let tag = names::tag(operation);
        let known = tags.entry(file).or_default();
        if !known.contains(&tag) {
            known.push(tag);
        }
    }
    tags.into_iter()
        .map(|(file, tags)| (file, tags.join(", ")))
        .collect()
}

/// The ledgers next to the documents.
fn ledgers(
    draft: &Draft,
    homes: &Homes,
    input: &Input<'_>,
) -> Result<Vec<DraftedFile>, DraftError> {
    let mut files: IndexMap<String, Vec<Value>> = IndexMap::new();
    for entry in draft.entries.iter().filter(|entry| holds(draft, entry)) {
        let home = match &entry.owner {
            Owner::Operation(id) => homes.operations.get(id),
            Owner::Schema(name) => homes.components.get(&format!("schemas/{name}")),
            Owner::Parameter(name) => homes.components.get(&format!("parameters/{name}")),
        };
        let value = entry.to_value();
        let entries = files
            .entry(home.map_or(COMMON, String::as_str).to_owned())
            .or_default();
        if !entries.contains(&value) {
            entries.push(value);
        }
    }
    let files = files.into_iter().map(|(file, entries)| {
        let path = PathBuf::from(format!("{file}.ledger.yaml"));
        let existing = input.existing.iter().find(|(known, _)| *known == path);
        let text = append::ledger(&path, existing.map(|(_, document)| document), &entries)?;
        Ok(DraftedFile {
            path,
            text,
            operations: 0,
            schemas: 0,
            texts: 0,
            entries: entries.len(),
        })
    });
    files.collect()
}

/// Whether an entry's claim is still true of the draft: values may have moved to components.
fn holds(draft: &Draft, entry: &Entry) -> bool {
    let crate::ledger::Claim::Value(claimed) = &entry.claim else {
        return true;
    };
    facts::at(&draft.document, entry).is_some_and(|value| value == claimed)
}
