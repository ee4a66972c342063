//! The resources of operations and types: a resource is a tag.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use codegen_document::{names, pointer, reference};
use heck::ToSnakeCase;
use indexmap::{IndexMap, IndexSet};
use serde_json::{Value, json};

use crate::operations::{Operation, operations};

/// Module names that a crate uses for something else, and names that a program cannot have.
const TAKEN: [&str; 18] = [
    "alloc",
    "build",
    "case",
    "cases",
    "client",
    "core",
    "deps",
    "examples",
    "incremental",
    "lib",
    "main",
    "model",
    "runtime",
    "serde",
    "shared",
    "std",
    "test",
    "types",
];

/// The module of operations without a tag.
const OTHERS: &str = "others";

/// The verbs at the beginning of operation names, possibly after a word such as `Batch`.
const VERBS: [&str; 27] = [
    "add",
    "associate",
    "attach",
    "cancel",
    "change",
    "check",
    "create",
    "delete",
    "detach",
    "disable",
    "disassociate",
    "enable",
    "execute",
    "get",
    "list",
    "modify",
    "query",
    "reboot",
    "remove",
    "reset",
    "resize",
    "set",
    "show",
    "start",
    "stop",
    "update",
    "upload",
];

/// The module of the resource by the pointers of operations and schemas. Items that several resources use
/// are not included. Empty if there is only one resource.
pub(crate) fn modules(document: &Value) -> HashMap<String, String> {
    let operations = operations(document);
    let named = named(&operations);
    let mut modules = HashMap::new();
    if named.len() < 2 {
        return modules;
    }
    let mut users: IndexMap<String, IndexSet<&str>> = IndexMap::new();
    for operation in &operations {
        let Some(module) = named.get(&operation.tag) else {
            continue;
        };
        let at = format!(
            "{}/{}",
            pointer::join("/paths", &operation.path),
            operation.method
        );
        let item = document.pointer(&pointer::join("/paths", &operation.path));
        let parts = [
            document.pointer(&at),
            item.and_then(|it| it.get("parameters")),
        ];
        for schema in reached(document, parts.into_iter().flatten().collect()) {
            users.entry(schema).or_default().insert(module);
        }
        modules.insert(at, module.clone());
    }
    for (schema, users) in users {
        let mut users = users.into_iter();
        if let (Some(only), None) = (users.next(), users.next()) {
            modules.insert(schema, only.to_owned());
        }
    }
    modules
}

/// The pointers of everything that values refer to.
fn reached(document: &Value, values: Vec<&Value>) -> IndexSet<String> {
    let found = reference::reachable(document, values).into_iter();
    found
        .filter_map(|it| reference::local(it).map(Cow::into_owned))
        .collect()
}

/// A module for each tag.
fn named(operations: &[Operation]) -> IndexMap<Option<String>, String> {
    let mut tags: IndexMap<Option<String>, Vec<&str>> = IndexMap::new();
    for operation in operations {
        tags.entry(operation.tag.clone())
            .or_default()
            .push(&operation.id);
    }
    let mut taken: HashSet<String> = TAKEN.iter().map(|it| (*it).to_owned()).collect();
    let mut named = IndexMap::new();
    for (tag, ids) in tags {
        let mut candidates = match tag.as_deref() {
            None => vec![OTHERS.to_owned()],
            Some(tag) if tag.is_ascii() && tag.contains(|it: char| it.is_ascii_alphanumeric()) => {
                vec![names::value_name(tag)]
            }
            Some(_) => things(&ids),
        };
        candidates.retain(|it| !it.is_empty() && it.is_ascii());
        let first = candidates.first().map_or(OTHERS, String::as_str).to_owned();
        let numbered = (2_usize..).map(|number| format!("{first}_{number}"));
        let name = candidates
            .into_iter()
            .chain(numbered)
            .find(|it| !taken.contains(it));
        let name = name.unwrap_or(first);
        taken.insert(name.clone());
        named.insert(tag, name);
    }
    named
}

/// The subjects of operations, from their names: the most frequent first, and of several the one with the
/// most words. The subject of `ListServerGroups` and `DeleteServerGroupMember` is `server_groups`.
fn things(ids: &[&str]) -> Vec<String> {
    let nouns: Vec<Vec<String>> = ids.iter().map(|id| noun(id)).collect();
    let mut counts: IndexMap<&[String], usize> = IndexMap::new();
    for noun in &nouns {
        for length in 1..=noun.len() {
            *counts.entry(&noun[..length]).or_default() += 1;
        }
    }
    let mut counted: Vec<(&[String], usize)> = counts.into_iter().collect();
    counted
        .sort_by_key(|(words, count)| (std::cmp::Reverse(*count), std::cmp::Reverse(words.len())));
    let things = counted
        .into_iter()
        .map(|(words, _)| plural(&words.join("_")));
    things.map(|it| names::value_name(&it)).collect()
}

/// The words of an operation's name without the verb and the version, in the singular.
fn noun(id: &str) -> Vec<String> {
    let ascii: String = id.chars().filter(char::is_ascii).collect();
    let snake = ascii.to_snake_case();
    let words: Vec<&str> = snake.split('_').filter(|it| !it.is_empty()).collect();
    // A word before the verb names the interface: `NovaListServers`.
    let is_verb = |word: &&str| VERBS.contains(word);
    let verbs = match words.get(1).is_some_and(is_verb) {
        true => 2,
        false => 1,
    };
    let is_version = |word: &str| {
        let rest = word.strip_prefix('v').unwrap_or_default();
        !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit())
    };
    let words = words.into_iter().skip(verbs);
    words.filter(|it| !is_version(it)).map(singular).collect()
}

fn singular(word: &str) -> String {
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) if stem.len() > 1 => format!("{stem}y"),
        (_, Some(stem)) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

fn plural(word: &str) -> String {
    let before_y = word
        .strip_suffix('y')
        .filter(|it| !it.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with(['s', 'x']) || word.ends_with("ch") => format!("{word}es"),
        None => format!("{word}s"),
    }
}

/// Uses the name of a tag as its description if it has none, because the generator chooses the name of its
/// module.
pub(crate) fn describe_tags(document: &mut Value) {
    let listed: Vec<Value> = document["tags"].as_array().cloned().unwrap_or_default();
    let mut tags: IndexMap<String, Value> = IndexMap::new();
    for tag in listed {
        if let Some(name) = tag["name"].as_str() {
            tags.insert(name.to_owned(), tag.clone());
        }
    }
    for tag in operations(document).into_iter().filter_map(|it| it.tag) {
        tags.entry(tag.clone())
            .or_insert_with(|| json!({ "name": tag }));
    }
    for (name, tag) in &mut tags {
        let is_described = tag["description"]
            .as_str()
            .is_some_and(|it| !it.trim().is_empty());
        if !is_described && !name.is_ascii() {
            tag["description"] = json!(name);
        }
    }
    if !tags.is_empty() {
        document["tags"] = tags.into_values().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_named_after_their_operations() {
        for (ids, expected) in [
            (
                &[
                    "ListServerGroups",
                    "CreateServerGroup",
                    "DeleteServerGroupMember",
                ][..],
                "server_groups",
            ),
            (&["ListFlavors", "ListResizeFlavors"], "flavors"),
            (&["BatchStartServers", "ShowServer"], "servers"),
            (&["NovaListFlavors", "NovaShowFlavor"], "flavors"),
            (&["ListPoliciesV2"], "policies"),
            (&["Heartbeat"], ""),
        ] {
            assert_eq!(things(ids).first().map_or("", String::as_str), expected);
        }
    }
}
