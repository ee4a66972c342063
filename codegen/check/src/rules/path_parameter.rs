//! Mismatches of path templates and path parameters.

use std::collections::BTreeMap;

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::operation::{Operation, Parameter};
use crate::place::{DocumentId, Place};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "path-parameter",
    summary: "a path template and its path parameters do not match",
    explanation: "\
Every `{name}` in a path requires a parameter with this name and `in: path`, declared by the
operation or its path item, and every path parameter requires its `{name}`. Otherwise, a client
cannot build the URL.

If paths are named after their operations (`/ListThings` for the operation `ListThings`), the
document gets a single finding, because such paths have no placeholders.

Correct the name in the template or in the parameter, or add what is missing.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let named = named_after_operations(context);
    for operations in named.values() {
        report.add(names_as_paths(operations));
    }
    for operation in context.operations() {
        // Invalid paths are reported by `structure`.
        if !operation.path.starts_with('/') {
            continue;
        }
        let template = names(operation.path);
        for name in &template {
            if operation
                .parameters_in("path")
                .all(|parameter| parameter.name != *name)
            {
                report.add(undeclared(context, operation, name));
            }
        }
        if is_named_after(operation) && named.contains_key(&operation.document) {
            continue;
        }
        for parameter in operation.parameters_in("path") {
            if !template.contains(&parameter.name) {
                report.add(unused(context, operation, parameter, &template));
            }
        }
    }
}

/// The names of the placeholders of a path template.
pub(super) fn names(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

/// The operations with path parameters whose paths are their names, by document. A single one may be
/// a mistake.
fn named_after_operations<'c, 'a>(
    context: &'c Context<'a>,
) -> BTreeMap<DocumentId, Vec<&'c Operation<'a>>> {
    let mut named: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for operation in context.operations() {
        if is_named_after(operation) && operation.parameters_in("path").next().is_some() {
            named.entry(operation.document).or_default().push(operation);
        }
    }
    named.retain(|_, operations| operations.len() > 1);
    named
}

fn is_named_after(operation: &Operation<'_>) -> bool {
    let id = operation.node.get("operationId").and_then(Node::as_str);
    id.is_some() && operation.path.strip_prefix('/') == id
}

/// The single finding for all path parameters of such operations.
fn names_as_paths(operations: &[&Operation<'_>]) -> Finding {
    let first = operations.first().map_or("", |operation| operation.path);
    let document = operations.first().map_or(0, |operation| operation.document);
    let message = format!(
        "{} paths are names of operations, such as `{first}`, and lack their path parameters",
        operations.len()
    );
    let help = "write the paths of the service, such as `/v1/{project_id}/things`";
    Finding::new(Place::new(document, "/paths"), message, help).at_key()
}

fn undeclared(context: &Context<'_>, operation: &Operation<'_>, name: &str) -> Finding {
    let message = format!(
        "path parameter `{name}` of {} is not declared",
        operation.title()
    );
    let help = suggestion::help(
        name,
        operation
            .parameters_in("path")
            .map(|parameter| parameter.name),
        "declare a parameter with this name and `in: path`",
    );
    Finding::new(context.place(operation.id), message, help)
}

fn unused(
    context: &Context<'_>,
    operation: &Operation<'_>,
    parameter: &Parameter<'_>,
    template: &[&str],
) -> Finding {
    let message = format!(
        "path parameter `{}` does not occur in path `{}`",
        parameter.name, operation.path
    );
    let help = suggestion::help(
        parameter.name,
        template.iter().copied(),
        format!(
            "add `{{{}}}` to the path, or remove the parameter",
            parameter.name
        ),
    );
    let place = context.place(parameter.id).join(parameter.key());
    Finding::new(place, message, help)
}
