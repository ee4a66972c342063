//! progenitor: what it determines of a contract, and what it refuses.
//!
//! 1. `dialect` writes the contract as a document that progenitor handles.
//! 2. `engine` runs progenitor.
//! 3. `reading` reads its output back: which structs with which fields, which operations with which
//!    arguments, each by its name on the wire, with the Rust type that progenitor gave it.
//!
//! [`determine`] compares that with the contract, so that a new progenitor which writes something
//! else is noticed here and not in the generated crates.

mod dialect;
mod engine;
mod reading;
#[cfg(test)]
mod tests;

use codegen_contract::{
    BodyKind, Contract, Definition, Location, Operation, Problem, Structure, SuccessKind,
};

use reading::{Call, Reading};

/// Has progenitor determine the types of a contract, and returns the contract where progenitor
/// agrees with all of it.
///
/// # Errors
///
/// What progenitor refuses or determines otherwise, at the operation or component.
pub(crate) fn determine(contract: &Contract) -> Result<(), Vec<Problem>> {
    let document = dialect::document(contract);
    let source = engine::run(&document, contract).map_err(|whole| refusals(contract, &whole))?;
    let reading = Reading::of(&source).map_err(|what| vec![unexpected("", &what)])?;
    let problems = differences(contract, &reading);
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}

/// The operations at fault, found by halving: an operation that fails alone is one, and groups that
/// succeed are left alone.
fn refusals(contract: &Contract, whole: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut waiting: Vec<Vec<Operation>> = vec![contract.operations.clone()];
    while let Some(operations) = waiting.pop() {
        let part = Contract {
            operations,
            ..contract.clone()
        };
        let Err(message) = engine::run(&dialect::document(&part), &part) else {
            continue;
        };
        match part.operations.as_slice() {
            [] => {}
            [only] => problems.push(unexpected(&only.pointer, &message)),
            several => {
                let (one, other) = several.split_at(several.len() / 2);
                waiting.extend([one.to_vec(), other.to_vec()]);
            }
        }
    }
    if problems.is_empty() {
        problems.push(unexpected("", whole));
    }
    problems
}

/// Everything in which progenitor's output differs from the contract.
fn differences(contract: &Contract, reading: &Reading) -> Vec<Problem> {
    let mut problems = Vec::new();
    for definition in contract.types.values() {
        if let Definition::Structure(structure) = definition {
            problems.extend(structure_difference(structure, reading));
        }
    }
    for name in reading.structures.keys() {
        if contract.structure(name).is_none() {
            problems.push(unexpected(
                "",
                &format!("it has the type `{name}`, which the document has not"),
            ));
        }
    }
    for operation in &contract.operations {
        problems.extend(operation_difference(operation, reading));
    }
    problems
}

fn structure_difference(structure: &Structure, reading: &Reading) -> Option<Problem> {
    let name = &structure.name;
    let Some(fields) = reading.structures.get(name) else {
        return Some(unexpected(
            &structure.pointer,
            &format!("it lacks the struct `{name}`"),
        ));
    };
    for property in &structure.properties {
        let wire = &property.wire;
        match fields.get(wire) {
            Some(kind) if *kind == property.kind => {}
            Some(kind) => {
                let what = format!(
                    "`{wire}` of `{name}` is {kind:?} instead of {:?}",
                    property.kind
                );
                return Some(unexpected(&property.pointer, &what));
            }
            None => {
                return Some(unexpected(
                    &property.pointer,
                    &format!("`{name}` lacks `{wire}`"),
                ));
            }
        }
    }
    (fields.len() != structure.properties.len()).then(|| {
        unexpected(
            &structure.pointer,
            &format!("`{name}` has other fields too"),
        )
    })
}

fn operation_difference(operation: &Operation, reading: &Reading) -> Option<Problem> {
    let fault = |what: String| Some(unexpected(&operation.pointer, &what));
    let Some(call) = reading.calls.get(&dialect::operation_id(operation)) else {
        return fault(format!("it lacks the operation `{}`", operation.id));
    };
    if call.method != operation.method.to_ascii_lowercase() {
        return fault(format!(
            "it sends {} instead of {}",
            call.method, operation.method
        ));
    }
    if let Some(what) = path_difference(operation, call) {
        return fault(what);
    }
    let mut expected: Vec<_> = dialect::parameters(operation)
        .filter(|(parameter, _)| parameter.location != Location::Path)
        .map(|(parameter, name)| (parameter.location.word(), name, parameter.kind.clone()))
        .collect();
    for (location, wire, kind) in &call.arguments {
        let same = expected
            .iter()
            .position(|(place, name, known)| place == location && name == wire && known == kind);
        match same {
            Some(index) => drop(expected.remove(index)),
            None => return fault(format!("it sends `{wire}` in the {location} as {kind:?}")),
        }
    }
    if let Some((location, wire, _)) = expected.first() {
        return fault(format!("it does not send `{wire}` in the {location}"));
    }
    let body = match operation.body.as_ref().map(|body| &body.kind) {
        Some(BodyKind::Json(kind) | BodyKind::Form(kind)) => Some(kind),
        _ => None,
    };
    let success = match &operation.success.kind {
        SuccessKind::Json(kind) | SuccessKind::Optional(kind) => Some(kind),
        _ => None,
    };
    if call.body.as_ref() != body {
        return fault(format!("the body is {:?} instead of {body:?}", call.body));
    }
    if call.success.as_ref() != success {
        return fault(format!(
            "a success is {:?} instead of {success:?}",
            call.success
        ));
    }
    None
}

/// Compares the path and, in its order, what is put into it.
fn path_difference(operation: &Operation, call: &Call) -> Option<String> {
    let path = dialect::path(operation);
    let (mut template, mut rest) = (String::new(), path.as_str());
    let mut expected = Vec::new();
    while let Some((literal, after)) = rest.split_once('{') {
        let (placeholder, tail) = after.split_once('}')?;
        template += &format!("{literal}{{}}");
        expected.push(placeholder.to_owned());
        rest = tail;
    }
    template += rest;
    // progenitor drops empty segments.
    while template.contains("//") {
        template = template.replace("//", "/");
    }
    if call.path != template {
        return Some(format!("it calls `{}` instead of `{template}`", call.path));
    }
    let kind = |name: &str| {
        let mut parameters = dialect::parameters(operation);
        let found = parameters.find(|(it, known)| it.location == Location::Path && known == name);
        found.map(|(parameter, _)| parameter.kind.clone())
    };
    let given: Vec<_> = call
        .path_arguments
        .iter()
        .map(|(name, kind)| (name.clone(), Some(kind.clone())))
        .collect();
    let wanted: Vec<_> = expected
        .iter()
        .map(|name| (reading::argument_name(name), kind(name)))
        .collect();
    (given != wanted).then(|| format!("it puts {given:?} into the path instead of {wanted:?}"))
}

fn unexpected(pointer: &str, what: &str) -> Problem {
    Problem::new(
        pointer,
        format!("progenitor does not agree: {what}"),
        "report this with the document: the generator knows the output of progenitor 0.15.1, and \
         writes documents for it that it should not refuse",
    )
}
