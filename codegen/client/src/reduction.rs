//! Removes from the document what cannot become part of a crate.

use std::collections::HashSet;

use codegen_contract::{Problem, operations_leading_to};
use codegen_document::reference::resolved;
use codegen_document::{Document, Location, METHODS, pointer};
use serde_json::{Value, json};

use crate::components::Renaming;
use crate::error::Error;
use crate::omission::{Omission, Subject};
use crate::operations::operations;
use crate::origins::Origins;

/// Collects what is omitted.
#[derive(Debug)]
pub(crate) struct Omissions {
    definition: Document,
    origins: Option<Origins>,
    found: Vec<Omission>,
    seen: HashSet<Subject>,
}

impl Omissions {
    pub(crate) fn new(definition: Document, origins: Option<Origins>) -> Self {
        Self {
            definition,
            origins,
            found: Vec::new(),
            seen: HashSet::new(),
        }
    }

    /// The place of a part of the definition, in the file that it is from.
    pub(crate) fn location(&self, pointer: &str) -> Location {
        let own = self.origins.as_ref().and_then(|it| it.location(pointer));
        own.unwrap_or_else(|| self.definition.location(pointer))
    }

    pub(crate) fn extend(&mut self, omissions: Vec<Omission>) {
        self.seen
            .extend(omissions.iter().map(|it| it.subject.clone()));
        self.found.extend(omissions);
    }

    /// Lists security schemes that callers have to satisfy themselves, each with what it requires.
    pub(crate) fn authentication(&mut self, schemes: Vec<(String, String)>) {
        for (scheme, required) in schemes {
            let at = pointer::join("/components/securitySchemes", &scheme);
            let location = self.location(&at);
            let reason = format!(
                "it requires {required}, and the client sends `X-Auth-Token` or a signature: add it \
                 to each request with `on_request` on the configuration"
            );
            self.add(Subject::Authentication(scheme), location, &reason);
        }
    }

    /// The number of omitted operations.
    pub(crate) fn operations(&self) -> usize {
        let operations = self.found.iter();
        operations
            .filter(|it| matches!(it.subject, Subject::Operation(_)))
            .count()
    }

    pub(crate) fn into_list(mut self) -> Vec<Omission> {
        self.found.sort_by(|one, other| {
            let key = |it: &Location| (it.file.clone(), it.line, it.column);
            key(&one.location).cmp(&key(&other.location))
        });
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
        let mut is_removed = false;
        for problem in problems {
            let at = problem.pointer.trim_start_matches('#');
            let segments: Vec<_> = pointer::segments(at).collect();
            match segments.as_slice() {
                [paths, path, method, parameters, index, ..]
                    if paths == "paths"
                        && parameters == "parameters"
                        && self.parameter(document, (path, method), index, &problem.message) => {}
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
                    // Nothing refers to it any more.
                    let holder = document.pointer_mut(&pointer::join("/components", section));
                    let components = holder.and_then(Value::as_object_mut);
                    is_removed |= components.is_some_and(|it| it.remove(name.as_ref()).is_some());
                }
                _ => {}
            }
        }
        let changed = drop_removed(document);
        if self.found.len() > before || is_removed || changed {
            return Ok(());
        }
        let messages: Vec<&str> = problems.iter().map(|it| it.message.as_str()).collect();
        Err(Error::Generation(messages.join("; ")))
    }

    /// Removes an optional parameter; `false` where calls need it. It keeps its position until all
    /// problems are seen.
    fn parameter(
        &mut self,
        document: &mut Value,
        (path, method): (&str, &str),
        index: &str,
        reason: &str,
    ) -> bool {
        let operation = format!("{}/{method}", pointer::join("/paths", path));
        let at = format!("{operation}/parameters/{index}");
        let Some(given) = document.pointer(&at) else {
            return false;
        };
        if given.is_null() {
            return true;
        }
        let parameter = resolved(document, given);
        if parameter["in"] == "path" || parameter["required"] == true {
            return false;
        }
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let name = text(&parameter["name"]);
        let id = document.pointer(&format!("{operation}/operationId"));
        let id = id.map(text).unwrap_or_default();
        if let Some(given) = document.pointer_mut(&at) {
            *given = Value::Null;
        }
        let location = self.location_of(&id, path, method);
        let subject = Subject::Parameter {
            operation: id,
            name,
        };
        self.add(subject, location, reason);
        true
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
        let place = self.location(&pointer::join("/components/schemas", original));
        self.add(subject, place, reason);
    }

    /// Leaves out what refers to a component: an optional parameter, or else the operation.
    fn users(&mut self, document: &mut Value, component: &str, reason: &str) {
        for id in operations_leading_to(document, component) {
            let found = operations(document).into_iter().find(|it| it.id == id);
            let Some(found) = found else { continue };
            let place = (found.path.as_str(), found.method);
            let list = document.pointer(&format!(
                "{}/{}/parameters",
                pointer::join("/paths", place.0),
                place.1
            ));
            let mut list = list.and_then(Value::as_array).into_iter().flatten();
            let index = list.position(|parameter| parameter["$ref"] == component);
            let is_parameter = index
                .is_some_and(|index| self.parameter(document, place, &index.to_string(), reason));
            if !is_parameter {
                self.operation(document, place.0, place.1, reason);
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
        self.location(known.map_or("/paths", String::as_str))
    }
}

/// Drops the parameters that were removed; whether there were any.
fn drop_removed(document: &mut Value) -> bool {
    let mut is_changed = false;
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let operation = item.get_mut(method);
            let parameters = operation.and_then(|it| it.get_mut("parameters")?.as_array_mut());
            if let Some(parameters) = parameters {
                let before = parameters.len();
                parameters.retain(|parameter| !parameter.is_null());
                is_changed |= parameters.len() < before;
            }
        }
    }
    is_changed
}
