//! Compares progenitor's output with the contract.

use codegen_contract::{Contract, Definition, Location, Operation, Problem, Structure};

use super::dialect;
use super::disagreement::disagreement;
use super::parsed_output::{self, Call, ParsedOutput, SentParameter};

/// Every difference between progenitor's output and the contract.
pub(super) fn differences(contract: &Contract, output: &ParsedOutput) -> Vec<Problem> {
    let mut problems = Vec::new();
    for definition in contract.types.values() {
        if let Definition::Structure(structure) = definition {
            problems.extend(structure_difference(structure, output));
        }
    }
    for name in output.structures.keys() {
        if contract.structure(name).is_none() {
            problems.push(disagreement("", &format!("unexpected type `{name}`")));
        }
    }
    for operation in &contract.operations {
        problems.extend(operation_difference(operation, output));
    }
    problems
}

fn structure_difference(structure: &Structure, output: &ParsedOutput) -> Option<Problem> {
    let name = &structure.name;
    let Some(fields) = output.structures.get(name) else {
        return Some(disagreement(
            &structure.pointer,
            &format!("missing struct `{name}`"),
        ));
    };
    for property in &structure.properties {
        let wire = &property.wire;
        match fields.get(wire) {
            Some(kind) if *kind == property.kind => {}
            Some(kind) => {
                let what = format!(
                    "the field `{wire}` of `{name}` has the type {kind:?}, expected {:?}",
                    property.kind
                );
                return Some(disagreement(&property.pointer, &what));
            }
            None => {
                return Some(disagreement(
                    &property.pointer,
                    &format!("missing field `{wire}` of `{name}`"),
                ));
            }
        }
    }
    (fields.len() != structure.properties.len()).then(|| {
        disagreement(
            &structure.pointer,
            &format!("unexpected fields of `{name}`"),
        )
    })
}

fn operation_difference(operation: &Operation, output: &ParsedOutput) -> Option<Problem> {
    let fault = |message: String| Some(disagreement(&operation.pointer, &message));
    let Some(call) = output.calls.get(&dialect::operation_id(operation)) else {
        return fault(format!("missing operation `{}`", operation.id));
    };
    if call.method != operation.method.to_ascii_lowercase() {
        return fault(format!(
            "the method is {}, expected {}",
            call.method, operation.method
        ));
    }
    if let Some(message) = path_difference(operation, call) {
        return fault(message);
    }
    if let Some(message) = parameter_difference(operation, call) {
        return fault(message);
    }
    let (body, success) = (operation.body_type(), operation.success_type());
    if call.body.as_ref() != body {
        return fault(format!("the body is {:?}, expected {body:?}", call.body));
    }
    if call.success.as_ref() != success {
        return fault(format!(
            "the success is {:?}, expected {success:?}",
            call.success
        ));
    }
    None
}

/// Compares the parameters in the query and the headers: location, name on the wire, the argument whose
/// value is sent, and its type.
fn parameter_difference(operation: &Operation, call: &Call) -> Option<String> {
    let mut expected: Vec<SentParameter> = dialect::parameters(operation)
        .filter(|(parameter, _)| parameter.location != Location::Path)
        .map(|(parameter, name)| SentParameter {
            location: parameter.location.word(),
            argument: parsed_output::argument_name(&name),
            wire: name,
            kind: parameter.kind.clone(),
        })
        .collect();
    for sent in &call.parameters {
        let Some(index) = expected.iter().position(|it| it == sent) else {
            let SentParameter {
                location,
                wire,
                argument,
                kind,
            } = sent;
            return Some(format!(
                "it sends `{wire}` in the {location} with the value of `{argument}`, of type {kind:?}"
            ));
        };
        expected.remove(index);
    }
    let missing = expected.first()?;
    let SentParameter { wire, location, .. } = missing;
    Some(format!("it does not send `{wire}` in the {location}"))
}

/// Compares the path, and the arguments that replace its placeholders.
fn path_difference(operation: &Operation, call: &Call) -> Option<String> {
    let path = dialect::path(operation);
    let (mut template, mut rest) = (String::new(), path.as_str());
    let mut placeholders = Vec::new();
    while let Some((literal, after)) = rest.split_once('{') {
        let (placeholder, tail) = after.split_once('}')?;
        template += &format!("{literal}{{}}");
        placeholders.push(placeholder.to_owned());
        rest = tail;
    }
    template += rest;
    // progenitor drops empty segments.
    while template.contains("//") {
        template = template.replace("//", "/");
    }
    if call.path != template {
        return Some(format!(
            "the path is `{}`, expected `{template}`",
            call.path
        ));
    }
    let kind = |name: &str| {
        let mut parameters = dialect::parameters(operation);
        let parameter =
            parameters.find(|(it, known)| it.location == Location::Path && known == name);
        parameter.map(|(parameter, _)| parameter.kind.clone())
    };
    let found: Vec<_> = call
        .path_arguments
        .iter()
        .map(|(name, kind)| (name.clone(), Some(kind.clone())))
        .collect();
    let expected: Vec<_> = placeholders
        .iter()
        .map(|name| (parsed_output::argument_name(name), kind(name)))
        .collect();
    (found != expected)
        .then(|| format!("the arguments in the path are {found:?}, expected {expected:?}"))
}
