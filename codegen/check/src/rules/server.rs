//! Servers whose address cannot be put together.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "server",
    summary: "a server's address and its variables do not match",
    explanation: "\
Every `{name}` in the `url` of a server needs a variable of that name, whose `default` must be one of
its `enum` where there is one. A variable that the address does not have, and a query string or
fragment in the address, to which paths are appended, are warnings.

Correct the address or the variables.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Server) {
        let Some(url) = visit.text("url") else {
            continue;
        };
        check_url(context, report, id, url);
        for (name, variable) in context.children(id, "variables") {
            if !super::path_parameter::names(url).contains(&name) {
                report.warn(
                    Finding::new(
                        context.place(variable),
                        format!("the address does not have `{{{name}}}`"),
                        suggestion::help(
                            name,
                            super::path_parameter::names(url),
                            "add it to the `url`, or remove the variable",
                        ),
                    )
                    .at_key(),
                );
            }
            check_variable(context, report, variable);
        }
    }
}

fn check_url(context: &Context<'_>, report: &mut Report<'_, '_>, id: VisitId, url: &str) {
    let node = context.visit(id).node;
    let variables = node.get("variables");
    let place = || context.place(id).join("url");
    for name in super::path_parameter::names(url) {
        if variables.is_none_or(|variables| variables.get(name).is_none()) {
            let known = variables.into_iter().flat_map(Node::entries);
            report.add(Finding::new(
                place(),
                format!("the address has `{{{name}}}`, but `variables` does not"),
                suggestion::help(
                    name,
                    known.map(|entry| entry.key),
                    "declare the variable with a `default`",
                ),
            ));
        }
    }
    if url.matches('{').count() != url.matches('}').count() {
        report.add(Finding::new(
            place(),
            "the braces in the address do not match",
            "write each variable as `{name}`",
        ));
    }
    if url.contains(['?', '#']) {
        report.warn(Finding::new(
            place(),
            "the address has a query string or fragment, and paths are appended to it",
            "remove what follows the path",
        ));
    }
}

fn check_variable(context: &Context<'_>, report: &mut Report<'_, '_>, id: VisitId) {
    let node = context.visit(id).node;
    let Some(values) = node.get("enum").map(Node::items) else {
        return;
    };
    if values.is_empty() {
        report.add(
            Finding::new(
                context.place(id).join("enum"),
                "the enumeration allows no value",
                "list the values, or remove `enum`",
            )
            .at_key(),
        );
    } else if let Some(default) = node.get("default").and_then(Node::as_str) {
        let known = || values.iter().filter_map(Node::as_str);
        if known().all(|value| value != default) {
            report.add(Finding::new(
                context.place(id).join("default"),
                format!("the default `{default}` is none of the allowed values"),
                suggestion::help(default, known(), "add it to `enum`, or correct it"),
            ));
        }
    }
}
