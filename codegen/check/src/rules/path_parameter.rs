//! Path templates and path parameters that do not match.

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
    summary: "a path template and the path parameters do not match",
    explanation: "\
Every `{name}` in a path needs a parameter with `in: path` and that name, at the operation or at its
path, and every path parameter needs its `{name}`. A client cannot build the URL otherwise.

Correct the name in the template or in the parameter, or add what is missing.

Where paths are named after their operations, `/ListThings` for the operation `ListThings`, one finding
says so for the whole document: no parameter appears in such a path.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let named = named_after_operations(context);
    for operations in named.values() {
        report.add(no_addresses(operations));
    }
    for operation in context.operations() {
        // A key that is no path is a finding of its own, and has no parameters to compare.
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

/// The names in the braces of a path template.
pub(super) fn names(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

/// The operations with path parameters whose paths are their names, by document. One alone may be a
/// slip.
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

/// The cause of every parameter that does not appear in a path of the document.
fn no_addresses(operations: &[&Operation<'_>]) -> Finding {
    let first = operations.first().map_or("", |operation| operation.path);
    let document = operations.first().map_or(0, |operation| operation.document);
    let message = format!(
        "{} paths are the names of their operations, such as `{first}`: their path parameters have no place",
        operations.len()
    );
    let help = "write the addresses that the service has, such as `/v1/{project_id}/things`";
    Finding::new(Place::new(document, "/paths"), message, help).at_key()
}

fn undeclared(context: &Context<'_>, operation: &Operation<'_>, name: &str) -> Finding {
    let message = format!(
        "the path has `{{{name}}}`, but {} declares no path parameter of that name",
        operation.method.to_uppercase()
    );
    let help = suggestion::help(
        name,
        operation
            .parameters_in("path")
            .map(|parameter| parameter.name),
        "add a parameter with `in: path` and this name",
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
        "the path parameter `{}` does not appear in the path {}",
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
