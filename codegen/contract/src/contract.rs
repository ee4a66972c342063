//! The document as a whole.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use crate::definition::Definition;
use crate::enumeration;
use crate::json::{members, string};
use crate::operation::{self, Operation};
use crate::problem::Problem;
use crate::reachability;
use crate::schemas::{ComponentKind, Schemas, component_pointer};
use crate::structure;
use crate::types::Type;
use crate::waiter;
use codegen_document::METHODS;

/// What a document becomes in Rust.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The document's title.
    pub title: String,
    /// The operations, in the document's order.
    pub operations: Vec<Operation>,
    /// The types that operations use, by their names in Rust, in the document's order.
    pub types: IndexMap<String, Definition>,
}

impl Contract {
    /// Reads a document whose references are all local.
    ///
    /// # Errors
    ///
    /// Everything that the author has to decide before code can be generated.
    pub fn read(document: &Value) -> Result<Contract, Vec<Problem>> {
        let mut schemas = Schemas::new(document);
        let sent =
            reachability::components(document, &parts(document, &["requestBody", "parameters"]));
        let read = reachability::components(document, &successes(document));
        let shared = reachability::shared(&schemas, &sent, &read);
        schemas.share(shared);
        let mut operations = operation::read(&schemas);
        let mut types = definitions(&schemas, &sent, &read);
        waiter::reading::read(&schemas, &mut operations, &types);
        keep_used(&mut types, &operations);
        name_builders(&mut types, &mut operations);
        reachability::mark_boxes(&mut types);
        let contract = Contract {
            title: document
                .get("info")
                .map_or_else(String::new, |it| string(it, "title")),
            operations,
            types,
        };
        schemas.into_problems().or(contract)
    }

    /// The struct with this name.
    #[must_use]
    pub fn structure(&self, name: &str) -> Option<&crate::Structure> {
        match self.types.get(name)? {
            Definition::Structure(structure) => Some(structure),
            Definition::Enumeration(_) => None,
        }
    }

    /// The enumeration with this name.
    #[must_use]
    pub fn enumeration(&self, name: &str) -> Option<&crate::Enumeration> {
        match self.types.get(name)? {
            Definition::Enumeration(enumeration) => Some(enumeration),
            Definition::Structure(_) => None,
        }
    }
}

/// The values of these keys in all operations and path items.
fn parts<'a>(document: &'a Value, names: &[&str]) -> Vec<&'a Value> {
    let mut parts = Vec::new();
    for (_, item) in members(document.get("paths")) {
        parts.extend(item.get("parameters"));
        for method in METHODS {
            let operation = item.get(method);
            parts.extend(names.iter().filter_map(|name| operation?.get(name)));
        }
    }
    parts
}

/// The success responses of all operations; the runtime maps error responses to its one error type.
fn successes(document: &Value) -> Vec<&Value> {
    let responses = parts(document, &["responses"]);
    responses
        .into_iter()
        .filter(|part| part.is_object())
        .flat_map(|responses| members(Some(responses)))
        .filter(|(status, _)| !status.starts_with(['4', '5']))
        .map(|(_, response)| response)
        .collect()
}

fn definitions<'a>(
    schemas: &Schemas<'a>,
    sent: &IndexSet<&'a str>,
    read: &IndexSet<&'a str>,
) -> IndexMap<String, Definition> {
    let mut types: IndexMap<String, Definition> = IndexMap::new();
    let document = schemas.document();
    let components = document
        .get("components")
        .and_then(|components| components.get("schemas"));
    for (name, schema) in members(components) {
        let pointer = component_pointer(name);
        let found: Vec<(String, Definition)> = match schemas.kind(name) {
            _ if !sent.contains(name.as_str()) && !read.contains(name.as_str()) => Vec::new(),
            ComponentKind::Value | ComponentKind::Endless => Vec::new(),
            ComponentKind::Enumeration => {
                let parts = schemas.parts(schema, &pointer);
                schemas.agreed_type(&parts, &pointer);
                let enumeration = enumeration::read(name, &parts);
                vec![(
                    enumeration.name.clone(),
                    Definition::Enumeration(enumeration),
                )]
            }
            ComponentKind::Structure => {
                schemas.agreed_type(&schemas.parts(schema, &pointer), &pointer);
                reachability::directions(name, sent, read)
                    .into_iter()
                    .map(|direction| {
                        let structure = structure::read(schemas, name, direction);
                        (structure.name.clone(), Definition::Structure(structure))
                    })
                    .collect()
            }
        };
        for (rust_name, definition) in found {
            if let Some(other) = types.get(&rust_name) {
                let other = other.pointer().rsplit('/').next().unwrap_or_default();
                schemas.problem(
                    &pointer,
                    format!(
                        "the components `{other}` and `{name}` both become the type `{rust_name}`"
                    ),
                    "rename one of them",
                );
            }
            types.insert(rust_name, definition);
        }
    }
    types
}

/// Removes types that no operation uses: those of errors, and those that are only members of an `allOf`,
/// whose properties are part of other types.
fn keep_used(types: &mut IndexMap<String, Definition>, operations: &[Operation]) {
    let mut waiting: Vec<String> = Vec::new();
    for operation in operations {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.kind);
        let kinds = parameters
            .chain(operation.body_type())
            .chain(operation.success_type());
        waiting.extend(kinds.filter_map(Type::name).map(str::to_owned));
    }
    let mut used: HashSet<String> = HashSet::new();
    while let Some(name) = waiting.pop() {
        if let Some(Definition::Structure(structure)) = types.get(&name)
            && !used.contains(&name)
        {
            let kinds = structure.properties.iter().map(|property| &property.kind);
            let kinds = kinds.chain(&structure.additional);
            waiting.extend(kinds.filter_map(Type::name).map(str::to_owned));
        }
        used.insert(name);
    }
    types.retain(|name, _| used.contains(name));
}

/// Renames builders of operations and requests whose names are those of other types.
fn name_builders(types: &mut IndexMap<String, Definition>, operations: &mut [Operation]) {
    let mut taken: HashSet<String> = types.keys().cloned().collect();
    // A type `New` would clash with its own constructor.
    taken.insert("New".to_owned());
    for operation in operations {
        while !taken.insert(operation.builder_name.clone()) {
            operation.builder_name.push_str("Call");
        }
    }
    for definition in types.values_mut() {
        if let Definition::Structure(structure) = definition
            && structure.direction.is_sent()
        {
            while !taken.insert(structure.builder_name.clone()) {
                structure.builder_name.push_str("Builder");
            }
        }
    }
}
