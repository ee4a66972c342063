//! Finds the texts of a document.

use std::collections::HashSet;

use codegen_document::{Document, METHODS, Node, pointer};

use crate::kind::{SubjectKind, TextField, phrase};
use crate::text::Text;

/// Keys of maps whose keys are names.
const MAPS: [&str; 18] = [
    "callbacks",
    "content",
    "definitions",
    "encoding",
    "examples",
    "headers",
    "links",
    "mapping",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securityDefinitions",
    "securitySchemes",
    "variables",
];

/// Keys of data, in which a `description` is not a text of the document.
const DATA: [&str; 4] = ["default", "enum", "example", "value"];

const VALUES: &str = "x-enum-descriptions";

/// The described thing, and its place.
#[derive(Clone)]
struct Thing {
    kind: SubjectKind,
    name: String,
    /// The enclosing operation or component.
    home: String,
    /// The pointer of that operation or component.
    home_pointer: String,
    pointer: String,
}

impl Text {
    /// All texts of a document, in document order.
    pub fn all(document: &Document) -> Vec<Text> {
        let mut walk = Walk::default();
        let root = Thing {
            kind: SubjectKind::Other,
            name: "document".to_owned(),
            home: "document".to_owned(),
            home_pointer: String::new(),
            pointer: String::new(),
        };
        walk.object(document.root(), &root);
        walk.texts
    }
}

#[derive(Default)]
struct Walk {
    texts: Vec<Text>,
    /// The places of the texts so far, by kind and name.
    seen: HashSet<(String, String, String)>,
}

impl Walk {
    fn object(&mut self, node: &Node, thing: &Thing) {
        if node
            .get("$ref")
            .is_some_and(|target| target.as_str().is_some())
        {
            return;
        }
        for entry in node.entries() {
            let at = pointer::join(&thing.pointer, entry.key);
            let field = TextField::ALL.into_iter().find(|it| it.key() == entry.key);
            match (entry.key, field) {
                (_, Some(field)) if entry.value.as_str().is_some() => {
                    self.text(thing, field, at, entry.value);
                }
                (VALUES, _) => self.values(node, entry.value, thing, &at),
                (key, _) if DATA.contains(&key) || key.starts_with("x-") => {}
                (key, _) if MAPS.contains(&key) => self.members(key, entry.value, thing, &at),
                (key, _) => self.child(key, entry.value, thing, at),
            }
        }
    }

    /// Walks the members of a map or list, each an object with a name.
    fn members(&mut self, map: &str, node: &Node, parent: &Thing, at: &str) {
        for entry in node.entries() {
            let at = pointer::join(at, entry.key);
            let thing = member(map, entry.key, entry.value, parent, at);
            self.object(entry.value, &thing);
        }
        if map == "examples" {
            return; // A list of examples, as later versions have it, is data.
        }
        for (index, item) in node.items().iter().enumerate() {
            let at = pointer::join(at, &index.to_string());
            let thing = member(map, "", item, parent, at);
            self.object(item, &thing);
        }
    }

    fn child(&mut self, key: &str, node: &Node, parent: &Thing, at: String) {
        if node.as_sequence().is_some() {
            return self.members(key, node, parent, &at);
        }
        let mut thing = Thing {
            pointer: at,
            ..parent.clone()
        };
        match key {
            "schema" | "items" | "additionalProperties" | "not" => thing.kind = SubjectKind::Schema,
            "requestBody" => {
                thing.kind = SubjectKind::Body;
                thing.name = parent.home.clone();
            }
            method if METHODS.contains(&method) && is_path_item(&parent.pointer) => {
                let id = node.get("operationId").and_then(Node::as_str);
                thing.kind = SubjectKind::Operation;
                thing.name = id.map_or_else(|| parent.pointer.clone(), str::to_owned);
                thing.home = thing.name.clone();
                thing.home_pointer = thing.pointer.clone();
            }
            other => {
                thing.kind = SubjectKind::Other;
                thing.name = other.to_owned();
            }
        }
        self.object(node, &thing);
    }

    fn values(&mut self, schema: &Node, texts: &Node, parent: &Thing, at: &str) {
        let thing = |name: String, segment: &str| Thing {
            kind: SubjectKind::Value,
            name,
            pointer: pointer::join(at, segment),
            ..parent.clone()
        };
        for entry in texts.entries() {
            let thing = thing(entry.key.to_owned(), entry.key);
            self.text(
                &thing,
                TextField::Description,
                thing.pointer.clone(),
                entry.value,
            );
        }
        let names = schema.get("enum").map(Node::items).unwrap_or_default();
        for (index, item) in texts.items().iter().enumerate() {
            let segment = index.to_string();
            let name = match names.get(index).map(Node::to_json) {
                Some(serde_json::Value::String(text)) => text,
                Some(other) => other.to_string(),
                None => segment.clone(),
            };
            let thing = thing(name, &segment);
            self.text(&thing, TextField::Description, thing.pointer.clone(), item);
        }
    }

    fn text(&mut self, thing: &Thing, field: TextField, at: String, node: &Node) {
        let Some(words) = node.as_str() else { return };
        let mut place = thing.place();
        let (phrase, name) = (phrase(thing.kind, field), thing.name.clone());
        // The same name twice, such as a path and a query parameter.
        if !self.seen.insert((phrase, name, place.clone())) {
            place = format!("{} {}", thing.home, thing.way());
        }
        self.texts.push(Text {
            kind: thing.kind,
            field,
            name: thing.name.clone(),
            place,
            pointer: at,
            line: node.position().line,
            words: words.to_owned(),
        });
    }
}

impl Thing {
    /// The path from the operation or component.
    fn way(&self) -> &str {
        self.pointer
            .strip_prefix(&self.home_pointer)
            .unwrap_or(&self.pointer)
    }

    /// The operation or component, and the path from there if it is unusual.
    fn place(&self) -> String {
        let way: Vec<&str> = self.way().split('/').skip(1).collect();
        let usual = matches!(
            way[..],
            [] | [
                "properties" | "parameters" | "responses" | "tags" | "headers",
                _
            ] | ["info" | "externalDocs" | "requestBody"]
                | [VALUES, _]
                | ["parameters", _, "schema", VALUES, _]
                | ["schema", VALUES, _]
                | ["responses", _, "headers", _]
        );
        if usual {
            self.home.clone()
        } else {
            format!("{} {}", self.home, self.way())
        }
    }
}

/// Whether a pointer is that of a path item, also in a callback.
fn is_path_item(pointer: &str) -> bool {
    pointer.rsplit_once('/').is_some_and(|(parent, _)| {
        parent == "/paths" || parent.ends_with("/paths") || parent.contains("/callbacks/")
    })
}

/// The kind of a member of a map or list.
fn member(map: &str, key: &str, node: &Node, parent: &Thing, at: String) -> Thing {
    let own = node.get("name").and_then(Node::as_str);
    let (kind, name) = match map {
        "properties" => (SubjectKind::Property, key),
        "parameters" => (SubjectKind::Parameter, own.unwrap_or(key)),
        "headers" => (SubjectKind::Header, key),
        "schemas" | "definitions" => (SubjectKind::Schema, key),
        "responses" => (SubjectKind::Status, key),
        "requestBodies" => (SubjectKind::Body, key),
        "tags" => (SubjectKind::Tag, own.unwrap_or(key)),
        "allOf" | "oneOf" | "anyOf" => (SubjectKind::Schema, parent.name.as_str()),
        "content" | "encoding" => (parent.kind, parent.name.as_str()),
        other if key.is_empty() => (SubjectKind::Other, other),
        _ => (SubjectKind::Other, key),
    };
    let mut thing = Thing {
        kind,
        name: name.to_owned(),
        pointer: at,
        ..parent.clone()
    };
    let is_component = parent.pointer == "/components" || parent.pointer.is_empty();
    if is_component && !key.is_empty() {
        thing.home = key.to_owned();
        thing.home_pointer = thing.pointer.clone();
    }
    thing
}
