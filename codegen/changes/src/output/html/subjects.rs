//! What changes are about, and the operations that feel them.

use std::collections::{BTreeSet, HashMap, HashSet};

use codegen_document::{Document, Node, pointer};

use crate::change::Change;

/// The operations of pairs of documents, with the components that each reaches.
#[derive(Debug, Default)]
pub(super) struct Operations<'a> {
    /// Their names, each once, in the order of the documents.
    pub(super) names: Vec<&'a str>,
    /// Position in `names` and address, by the pair and the pointer of the operation.
    at: HashMap<(usize, String), (usize, String)>,
    /// The operations that reach a component, by the pair and the pointer of the component.
    users: HashMap<(usize, String), BTreeSet<usize>>,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    /// An operation, a component, or the document.
    pub(super) name: String,
    /// Its address, or the kind of component.
    pub(super) about: String,
    /// The operations that feel its changes, as positions in the names.
    pub(super) operations: Vec<usize>,
}

impl<'a> Operations<'a> {
    /// Adds those of a document of a pair.
    pub(super) fn read(&mut self, pair: usize, document: &'a Document) {
        for path in document
            .root()
            .get("paths")
            .into_iter()
            .flat_map(Node::entries)
        {
            for method in path.value.entries() {
                if codegen_document::METHODS.contains(&method.key) {
                    let item = (path.key, path.value);
                    self.add((pair, document), item, (method.key, method.value));
                }
            }
        }
    }

    fn add(
        &mut self,
        (pair, document): (usize, &'a Document),
        (path, item): (&'a str, &'a Node),
        (method, operation): (&'a str, &'a Node),
    ) {
        let address = format!("{} {path}", method.to_ascii_uppercase());
        let id = operation.get("operationId").and_then(Node::as_str);
        let name = id.unwrap_or(path);
        let index = self.names.iter().position(|known| *known == name);
        let index = index.unwrap_or(self.names.len());
        if index == self.names.len() {
            self.names.push(name);
        }
        let at = pointer::join(&pointer::join("/paths", path), method);
        self.at.entry((pair, at)).or_insert((index, address));
        let mut reached = HashSet::new();
        let shared = item.get("parameters");
        let mut unread: Vec<&Node> = shared.into_iter().chain([operation]).collect();
        while let Some(node) = unread.pop() {
            unread.extend(node.items());
            unread.extend(node.entries().map(|entry| entry.value));
            let reference = node.get("$ref").and_then(Node::as_str);
            if let Some(pointer) = reference.and_then(|it| it.strip_prefix('#'))
                && reached.insert(pointer)
            {
                unread.extend(document.at(pointer));
                let users = self.users.entry((pair, pointer.to_owned()));
                users.or_default().insert(index);
            }
        }
    }

    /// What a change of a pair is about.
    pub(super) fn subject(&self, pair: usize, change: &Change) -> Subject {
        let pointers = [&change.after_pointer, &change.before_pointer];
        let known = pointers.into_iter().find_map(|pointer| {
            let segments: Vec<String> = pointer::segments(pointer).map(Into::into).collect();
            match segments.as_slice() {
                [paths, path, method, ..] if paths == "paths" => self.operation(pair, path, method),
                [components, kind, name, ..] if components == "components" => {
                    Some(self.component(pair, kind, name))
                }
                _ => None,
            }
        });
        known.unwrap_or_else(|| Subject {
            name: "The document".to_owned(),
            about: String::new(),
            operations: Vec::new(),
        })
    }

    fn operation(&self, pair: usize, path: &str, method: &str) -> Option<Subject> {
        let at = pointer::join(&pointer::join("/paths", path), method);
        let (index, address) = self.at.get(&(pair, at))?;
        Some(Subject {
            name: (*self.names.get(*index)?).to_owned(),
            about: address.clone(),
            operations: vec![*index],
        })
    }

    fn component(&self, pair: usize, kind: &str, name: &str) -> Subject {
        let at = pointer::join(&pointer::join("/components", kind), name);
        let users = self.users.get(&(pair, at));
        let kind = match kind {
            "requestBodies" => "request body",
            "securitySchemes" => "security scheme",
            _ => kind.strip_suffix('s').unwrap_or(kind),
        };
        let operations: Vec<usize> = users.into_iter().flatten().copied().collect();
        Subject {
            name: name.to_owned(),
            about: format!(
                "{kind}, used by {}",
                codegen_html::count(operations.len(), "operation")
            ),
            operations,
        }
    }
}
