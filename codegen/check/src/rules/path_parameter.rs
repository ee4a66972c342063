//! Path templates and path parameters that do not match.

use codegen_document::{Node, pointer};

use crate::context::{Context, Operation};
use crate::diagnostic::{Finding, Severity};
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "path-parameter",
    summary: "a path template and the path parameters do not match",
    explanation: "\
Every `{name}` in a path needs a parameter with `in: path` and that name, at the operation or at its
path, and every path parameter needs its `{name}`. A client cannot build the URL otherwise.

Correct the name in the template or in the parameter, or add what is missing.",
    severity: Severity::Error,
    check: Check::Document(check),
};

/// A declared path parameter.
struct Declared<'a> {
    name: &'a str,
    /// Where it is declared at the path or operation, be it by reference.
    id: VisitId,
    /// Where it is defined.
    resolved: VisitId,
}

fn check(context: &Context<'_>, report: &mut Report<'_>) {
    for operation in context.operations() {
        let template = names(operation.path);
        let own = declared(context, operation.id);
        let shared = declared(context, operation.path_id);
        for name in &template {
            let known = own
                .iter()
                .chain(&shared)
                .any(|parameter| parameter.name == *name);
            if !known {
                report.add(undeclared(
                    context,
                    &operation,
                    name,
                    own.iter().chain(&shared),
                ));
            }
        }
        for parameter in own.iter().chain(&shared) {
            if !template.contains(&parameter.name) {
                report.add(unused(context, &operation, parameter, &template));
            }
        }
    }
}

/// The names in the braces of a path template.
fn names(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect()
}

/// The path parameters that an operation or a path declares.
fn declared<'a>(context: &Context<'a>, owner: VisitId) -> Vec<Declared<'a>> {
    let node = context.visit(owner).node;
    let parameters = node.get("parameters").map(Node::items).unwrap_or_default();
    parameters
        .iter()
        .filter_map(|parameter| {
            let id = context.visit_of(parameter)?;
            let resolved = context.resolve(id)?;
            let visit = context.visit(resolved);
            let text = |key| visit.node.get(key).and_then(Node::as_str);
            let is_path = visit.kind == Kind::Parameter && text("in") == Some("path");
            is_path.then_some(Declared {
                name: text("name")?,
                id,
                resolved,
            })
        })
        .collect()
}

fn undeclared<'a, 'b: 'a>(
    context: &Context<'_>,
    operation: &Operation<'_>,
    name: &str,
    declared: impl Iterator<Item = &'a Declared<'b>>,
) -> Finding {
    let message = format!(
        "the path has `{{{name}}}`, but {} declares no path parameter of that name",
        operation.method.to_uppercase()
    );
    let help = suggestion::help(
        name,
        declared.map(|parameter| parameter.name),
        "add a parameter with `in: path` and this name",
    );
    Finding::new(context.pointer(operation.id), message, help)
}

fn unused(
    context: &Context<'_>,
    operation: &Operation<'_>,
    parameter: &Declared<'_>,
    template: &[&str],
) -> Finding {
    let base = context.pointer(parameter.id);
    let key = if parameter.id == parameter.resolved {
        "name"
    } else {
        "$ref"
    };
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
    Finding::new(pointer::join(&base, key), message, help)
}
