//! A walk through a document that follows the table of objects.

use std::collections::HashMap;

use codegen_document::{Entry, Node};

use super::constraints;
use super::later_versions;
use super::shape::{Kind, Object, PatternedFields, Shape};
use super::visit::{Segment, Visit, VisitId, push_segment};
use super::wording::{description, fields, is_component_name, is_count, is_status, name};
use crate::diagnostic::Finding;
use crate::place::{DocumentId, Place};
use crate::suggestion;

/// The results of walking through documents.
#[derive(Debug, Default)]
pub(crate) struct Walk<'a> {
    /// Every object of the specification, parents before children.
    pub(crate) visits: Vec<Visit<'a>>,
    /// The pointers of objects that are reached only by references.
    referenced_roots: HashMap<VisitId, String>,
    /// Violations of the specification.
    pub(crate) findings: Vec<Finding>,
}

impl<'a> Walk<'a> {
    /// Walks through a document. If its version is not 3.0, adds a finding and visits nothing.
    pub(crate) fn document(&mut self, document: DocumentId, root: &'a Node) {
        match constraints::version(document, root) {
            Some(finding) => self.findings.push(finding),
            None => Walker::new(self, document, "").root(Kind::OpenApi, root),
        }
    }

    /// Walks through an object that is reached by a reference.
    pub(crate) fn referenced(&mut self, place: &Place, kind: Kind, node: &'a Node) {
        self.referenced_roots
            .insert(self.visits.len(), place.pointer.clone());
        Walker::new(self, place.document, &place.pointer).referenced(kind, node);
    }

    /// The place of a visited object.
    pub(crate) fn place(&self, id: VisitId) -> Place {
        Place::new(self.visits[id].document, self.pointer(id))
    }

    fn pointer(&self, id: VisitId) -> String {
        let visit = &self.visits[id];
        let mut pointer = match visit.parent {
            Some(parent) => self.pointer(parent),
            None => self.referenced_roots.get(&id).cloned().unwrap_or_default(),
        };
        for segment in visit.steps.into_iter().flatten() {
            push_segment(&mut pointer, segment);
        }
        pointer
    }
}

struct Walker<'a, 'w> {
    walk: &'w mut Walk<'a>,
    document: DocumentId,
    /// The pointer where the walk started.
    base: &'w str,
    path: Vec<Segment<'a>>,
}

/// The position of a value: the object that contains it, and the steps from there.
#[derive(Clone, Copy)]
struct ValuePath<'a> {
    object: VisitId,
    steps: [Option<Segment<'a>>; 2],
}

impl<'a> ValuePath<'a> {
    fn within(self, segment: Segment<'a>) -> ValuePath<'a> {
        ValuePath {
            object: self.object,
            steps: [self.steps[0], Some(segment)],
        }
    }
}

impl<'a, 'w> Walker<'a, 'w> {
    fn new(walk: &'w mut Walk<'a>, document: DocumentId, base: &'w str) -> Walker<'a, 'w> {
        Walker {
            walk,
            document,
            base,
            path: Vec::new(),
        }
    }

    fn root(&mut self, kind: Kind, node: &'a Node) {
        self.object(kind, node, None, [None; 2]);
    }

    /// An object that is reached by a reference; it can be a reference itself.
    fn referenced(&mut self, kind: Kind, node: &'a Node) {
        match node.get("$ref") {
            Some(reference) if kind != Kind::PathItem => {
                self.walk.visits.push(Visit {
                    kind,
                    node,
                    document: self.document,
                    parent: None,
                    steps: [None; 2],
                    reference: reference.as_str(),
                });
            }
            _ => self.root(kind, node),
        }
    }

    fn object(
        &mut self,
        kind: Kind,
        node: &'a Node,
        parent: Option<VisitId>,
        steps: [Option<Segment<'a>>; 2],
    ) {
        let object = kind.object();
        if node.as_mapping().is_none() {
            self.wrong(node, object.title);
            return;
        }
        let id = self.walk.visits.len();
        let reference = node
            .get("$ref")
            .filter(|_| kind == Kind::PathItem)
            .and_then(Node::as_str);
        self.walk.visits.push(Visit {
            kind,
            node,
            document: self.document,
            parent,
            steps,
            reference,
        });
        for entry in node.entries() {
            let value_path = ValuePath {
                object: id,
                steps: [Some(Segment::Key(entry.key)), None],
            };
            self.path.push(Segment::Key(entry.key));
            self.entry(kind, object, entry, value_path);
            self.path.pop();
        }
        self.required(object, node);
        let place = Place::new(self.document, self.pointer());
        constraints::check(kind, node, &place, &mut self.walk.findings);
    }

    fn entry(
        &mut self,
        kind: Kind,
        object: &'static Object,
        entry: Entry<'a>,
        value_path: ValuePath<'a>,
    ) {
        let field = object.fields.iter().find(|field| field.name == entry.key);
        if let Some(field) = field {
            self.value(&field.shape, entry.value, value_path);
            return;
        }
        if object.extensions && entry.key.starts_with("x-") {
            return;
        }
        match &object.patterned_fields {
            PatternedFields::Names(shape) => self.value(shape, entry.value, value_path),
            PatternedFields::Paths(shape) if entry.key.starts_with('/') => {
                self.value(shape, entry.value, value_path);
            }
            PatternedFields::Statuses(shape) if is_status(entry.key) => {
                self.value(shape, entry.value, value_path);
            }
            PatternedFields::Ignored => {}
            PatternedFields::Paths(_) => self.path_without_slash(entry.key, value_path),
            PatternedFields::Statuses(_) => self.finding_at_key(
                format!("invalid HTTP status `{}`", entry.key),
                "use a status from `100` to `599`, a range such as `4XX`, or `default`",
            ),
            PatternedFields::Forbidden => self.unknown(kind, object, entry.key),
        }
    }

    /// A document usually has this problem in all of its paths, so it is reported once.
    fn path_without_slash(&mut self, key: &str, value_path: ValuePath<'a>) {
        let paths = self.walk.visits[value_path.object].node;
        let is_wrong = |key: &str| !key.starts_with('/') && !key.starts_with("x-");
        let wrong: Vec<&str> = paths
            .entries()
            .map(|entry| entry.key)
            .filter(|key| is_wrong(key))
            .collect();
        match wrong.as_slice() {
            [_] => self.finding_at_key(
                format!("path `{key}` does not start with `/`"),
                format!("write `/{key}`"),
            ),
            [first, others @ ..] if *first == key => self.finding_at_key(
                match others.len() {
                    1 => format!("path `{key}` and 1 other do not start with `/`"),
                    count => format!("path `{key}` and {count} others do not start with `/`"),
                },
                "write each path as the server expects it, such as `/v1/things/{id}`",
            ),
            _ => {}
        }
    }

    fn unknown(&mut self, kind: Kind, object: &'static Object, key: &str) {
        let message = format!("unknown field `{key}` in {}", object.title);
        let help = match later_versions::hint(kind, key) {
            Some(hint) => hint.to_owned(),
            None if key == "type" && matches!(kind, Kind::Parameter | Kind::Header) => {
                "move it to `schema`".to_owned()
            }
            None => suggestion::help(key, object.fields.iter().map(name), fields(object)),
        };
        self.finding_at_key(message, help);
    }

    fn required(&mut self, object: &'static Object, node: &Node) {
        for field in object.fields.iter().filter(|field| field.required) {
            if node.get(field.name).is_none() {
                let message = format!("missing field `{}` in {}", field.name, object.title);
                self.finding(message, format!("add `{}`", field.name));
            }
        }
    }

    fn value(&mut self, shape: &'static Shape, node: &'a Node, value_path: ValuePath<'a>) {
        match shape {
            Shape::Any => {}
            Shape::Text => self.expect(node.as_str().is_some(), node, "a string"),
            Shape::Boolean => self.expect(node.as_bool().is_some(), node, "a boolean"),
            Shape::Number => self.expect(node.as_number().is_some(), node, "a number"),
            Shape::Positive => {
                let positive = node.as_f64().is_some_and(|number| number > 0.0);
                self.expect(positive, node, "a number greater than zero");
            }
            Shape::Count => self.expect(is_count(node), node, "a non-negative integer"),
            Shape::OneOf(words) => self.one_of(words, node),
            Shape::Object(kind) => {
                self.object(*kind, node, Some(value_path.object), value_path.steps)
            }
            Shape::Referable(kind) => self.referable(*kind, node, value_path),
            Shape::SchemaOrBoolean if node.as_bool().is_some() => {}
            Shape::SchemaOrBoolean => self.referable(Kind::Schema, node, value_path),
            Shape::List(item) => self.list(item, node, value_path),
            Shape::Set(item) => {
                self.list(item, node, value_path);
                self.unique(node);
            }
            Shape::NonEmptyList(item) => {
                self.list(item, node, value_path);
                self.non_empty(node);
            }
            Shape::NonEmptySet(item) => {
                self.list(item, node, value_path);
                self.unique(node);
                self.non_empty(node);
            }
            Shape::Map(value) => self.map(value, node, value_path),
            Shape::Components(value) => {
                self.map(value, node, value_path);
                self.component_names(node);
            }
            Shape::Single(value) => {
                self.map(value, node, value_path);
                if let Some(mapping) = node.as_mapping().filter(|mapping| mapping.len() != 1) {
                    self.wrong_count(mapping.len(), "exactly one key", "keep exactly one");
                }
            }
        }
    }

    fn one_of(&mut self, words: &'static [&'static str], node: &Node) {
        let Some(text) = node.as_str() else {
            self.wrong(node, "a string");
            return;
        };
        if !words.contains(&text) {
            let known = suggestion::one_of(words.iter().copied());
            let help = suggestion::help(text, words.iter().copied(), known);
            self.finding(format!("unknown value `{text}` for {}", self.name()), help);
        }
    }

    fn referable(&mut self, kind: Kind, node: &'a Node, value_path: ValuePath<'a>) {
        let Some(reference) = node.get("$ref") else {
            self.object(kind, node, Some(value_path.object), value_path.steps);
            return;
        };
        if reference.as_str().is_none() {
            self.path.push(Segment::Key("$ref"));
            self.wrong(reference, "a string");
            self.path.pop();
        }
        self.walk.visits.push(Visit {
            kind,
            node,
            document: self.document,
            parent: Some(value_path.object),
            steps: value_path.steps,
            reference: reference.as_str(),
        });
    }

    fn list(&mut self, shape: &'static Shape, node: &'a Node, value_path: ValuePath<'a>) {
        self.expect(node.as_sequence().is_some(), node, "a list");
        for (index, item) in node.items().iter().enumerate() {
            let segment = Segment::Index(index);
            self.path.push(segment);
            self.value(shape, item, value_path.within(segment));
            self.path.pop();
        }
    }

    fn map(&mut self, shape: &'static Shape, node: &'a Node, value_path: ValuePath<'a>) {
        self.expect(node.as_mapping().is_some(), node, "a mapping");
        for entry in node.entries() {
            let segment = Segment::Key(entry.key);
            self.path.push(segment);
            self.value(shape, entry.value, value_path.within(segment));
            self.path.pop();
        }
    }

    fn non_empty(&mut self, node: &Node) {
        if node.as_sequence().is_some_and(<[Node]>::is_empty) {
            self.wrong_count(0, "at least one item", "add an item, or remove the list");
        }
    }

    fn unique(&mut self, node: &Node) {
        let mut seen = HashMap::new();
        for (index, item) in node.items().iter().enumerate() {
            if let Some(first) = seen.insert(item.to_json().to_string(), index) {
                self.path.push(Segment::Index(index));
                self.finding(
                    format!("item {index} is a duplicate of item {first}"),
                    "remove one of them",
                );
                self.path.pop();
            }
        }
    }

    fn component_names(&mut self, node: &'a Node) {
        for entry in node.entries().filter(|entry| !is_component_name(entry.key)) {
            self.path.push(Segment::Key(entry.key));
            self.finding_at_key(
                format!("invalid component name `{}`", entry.key),
                "use only letters, digits, `.`, `-` and `_`",
            );
            self.path.pop();
        }
    }

    fn expect(&mut self, right: bool, node: &Node, expected: &str) {
        if !right {
            self.wrong(node, expected);
        }
    }

    fn wrong(&mut self, node: &Node, expected: &str) {
        let help = match expected {
            "a string" if node.as_number().is_some() || node.as_bool().is_some() => {
                "enclose it in quotes".to_owned()
            }
            _ => format!("replace it with {expected}"),
        };
        let message = format!(
            "invalid {}: expected {expected}, found {}",
            self.name(),
            description(node)
        );
        self.finding(message, help);
    }

    fn wrong_count(&mut self, count: usize, expected: &str, help: &str) {
        let name = self.name();
        self.finding(
            format!("invalid {name}: expected {expected}, found {count}"),
            help,
        );
    }

    /// How messages name the current value.
    fn name(&self) -> String {
        match self.path.last() {
            Some(Segment::Key(key)) => format!("`{key}`"),
            Some(Segment::Index(index)) => format!("item {index}"),
            None => "document".to_owned(),
        }
    }

    fn finding(&mut self, message: impl Into<String>, help: impl Into<String>) {
        let finding = Finding::new(Place::new(self.document, self.pointer()), message, help);
        self.walk.findings.push(finding);
    }

    fn finding_at_key(&mut self, message: impl Into<String>, help: impl Into<String>) {
        let finding =
            Finding::new(Place::new(self.document, self.pointer()), message, help).at_key();
        self.walk.findings.push(finding);
    }

    fn pointer(&self) -> String {
        let mut pointer = self.base.to_owned();
        for segment in &self.path {
            push_segment(&mut pointer, *segment);
        }
        pointer
    }
}
