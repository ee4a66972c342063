//! The parts of the definition that a crate omits, and why.

use std::collections::HashSet;
use std::fmt;

use codegen_contract::{Problem, operations_leading_to};
use codegen_document::{Document, Location, METHODS, pointer};
use serde_json::{Value, json};

use crate::components::Renaming;
use crate::error::Error;

/// A part of the definition that the crate omits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Omission {
    /// The operation or schema.
    pub subject: Subject,
    /// The location in the definition.
    pub location: Location,
    /// Why.
    pub reason: String,
}

/// What is left out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An operation is omitted.
    Operation(String),
    /// A schema does not get its own type: its values are read and sent as any JSON.
    Schema(String),
}

impl fmt::Display for Omission {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            subject,
            location,
            reason,
        } = self;
        match subject {
            Subject::Operation(id) => {
                write!(formatter, "{location}: left out `{id}`: {reason}")
            }
            Subject::Schema(name) => {
                write!(formatter, "{location}: `{name}` is any JSON: {reason}")
            }
        }
    }
}

/// Collects what is omitted.
#[derive(Debug)]
pub(crate) struct Omissions {
    definition: Document,
    found: Vec<Omission>,
    seen: HashSet<Subject>,
}

impl Omissions {
    pub(crate) fn new(definition: Document) -> Self {
        Self {
            definition,
            found: Vec::new(),
            seen: HashSet::new(),
        }
    }

    pub(crate) fn extend(&mut self, omissions: Vec<Omission>) {
        self.seen
            .extend(omissions.iter().map(|it| it.subject.clone()));
        self.found.extend(omissions);
    }

    /// The number of omitted operations.
    pub(crate) fn operations(&self) -> usize {
        let operations = self.found.iter();
        operations
            .filter(|it| matches!(it.subject, Subject::Operation(_)))
            .count()
    }

    pub(crate) fn into_list(mut self) -> Vec<Omission> {
        self.found
            .sort_by_key(|it| (it.location.line, it.location.column));
        self.found
    }

    /// Removes the causes of the problems from the document.
    ///
    /// # Errors
    ///
    /// None of the problems has a cause that can be removed.
    pub(crate) fn leave_out(
        &mut self,
        document: &mut Value,
        problems: &[Problem],
        renamed: &Renaming,
    ) -> Result<(), Error> {
        let before = self.found.len();
        for problem in problems {
            let at = problem.pointer.trim_start_matches('#');
            let segments: Vec<_> = pointer::segments(at).collect();
            match segments.as_slice() {
                [paths, path, method, ..]
                    if paths == "paths" && METHODS.contains(&method.as_ref()) =>
                {
                    self.operation(document, path, method, &problem.message);
                }
                [paths, path, ..] if paths == "paths" => {
                    for method in METHODS {
                        self.operation(document, path, method, &problem.message);
                    }
                }
                [_, section, name, ..] if section == "schemas" => {
                    self.schema(document, name, &problem.message, renamed);
                }
                [components, section, name, ..] if components == "components" => {
                    let at = pointer::join(&format!("#/components/{section}"), name);
                    self.users(document, &at, &problem.message);
                }
                _ => {}
            }
        }
        if self.found.len() > before {
            return Ok(());
        }
        let messages: Vec<&str> = problems.iter().map(|it| it.message.as_str()).collect();
        Err(Error::Generation(messages.join("; ")))
    }

    fn operation(&mut self, document: &mut Value, path: &str, method: &str, reason: &str) {
        let item = document.pointer_mut(&pointer::join("/paths", path));
        let Some(Value::Object(item)) = item else {
            return;
        };
        let Some(operation) = item.shift_remove(method) else {
            return;
        };
        if !item.keys().any(|key| METHODS.contains(&key.as_str()))
            && let Some(Value::Object(paths)) = document.get_mut("paths")
        {
            paths.shift_remove(path);
        }
        let id = operation["operationId"].as_str();
        let id = id.map_or_else(|| format!("{method} {path}"), str::to_owned);
        let location = self.location_of(&id, path, method);
        self.add(Subject::Operation(id), location, reason);
    }

    /// Replaces a schema with one that allows everything. If that was done before, the operations that
    /// use it are omitted.
    fn schema(&mut self, document: &mut Value, name: &str, reason: &str, renamed: &Renaming) {
        let original = renamed.original(name);
        let subject = Subject::Schema(original.to_owned());
        if self.seen.contains(&subject) {
            let at = pointer::join("#/components/schemas", name);
            return self.users(document, &at, reason);
        }
        let schema = document.pointer_mut(&pointer::join("/components/schemas", name));
        let Some(schema) = schema else { return };
        let description = schema.get("description").cloned();
        *schema = match description {
            Some(description) => json!({ "description": description }),
            None => json!({}),
        };
        let place = self
            .definition
            .location(&pointer::join("/components/schemas", original));
        self.add(subject, place, reason);
    }

    fn users(&mut self, document: &mut Value, component: &str, reason: &str) {
        for id in operations_leading_to(document, component) {
            let found = crate::input::operations(document)
                .into_iter()
                .find(|it| it.id == id);
            if let Some(found) = found {
                self.operation(document, &found.path, found.method, reason);
            }
        }
    }

    fn add(&mut self, subject: Subject, location: Location, reason: &str) {
        if self.seen.insert(subject.clone()) {
            self.found.push(Omission {
                subject,
                location,
                reason: reason.to_owned(),
            });
        }
    }

    /// The location of an operation in the definition: its key is its name or its address.
    fn location_of(&self, id: &str, path: &str, method: &str) -> Location {
        let address = path.split('#').next().unwrap_or(path);
        let keys = [id, path, address];
        let pointers = keys.map(|key| format!("{}/{method}", pointer::join("/paths", key)));
        let known = pointers.iter().find(|at| self.definition.at(at).is_some());
        self.definition
            .location(known.map_or("/paths", String::as_str))
    }
}
