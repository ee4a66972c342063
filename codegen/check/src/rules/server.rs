//! Server URLs that do not match their variables.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "server",
    summary: "the URL of a server does not match its variables",
    explanation: "\
Every `{name}` in the `url` of a server requires a variable with this name. If the variable has an
`enum`, its `default` must be one of the values. The following are warnings: a variable that does
not occur in the URL, and a query string or fragment in the URL, because paths are appended to it.

Correct the URL or the variables.",
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
                        format!("variable `{name}` does not occur in the URL"),
                        suggestion::help(
                            name,
                            super::path_parameter::names(url),
                            "add it to `url`, or remove the variable",
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
                format!("variable `{name}` of the URL is not declared"),
                suggestion::help(
                    name,
                    known.map(|entry| entry.key),
                    "declare it in `variables`, with a `default`",
                ),
            ));
        }
    }
    if url.matches('{').count() != url.matches('}').count() {
        report.add(Finding::new(
            place(),
            "unbalanced braces in the URL",
            "write each variable as `{name}`",
        ));
    }
    if url.contains(['?', '#']) {
        report.warn(Finding::new(
            place(),
            "the URL has a query string or fragment, but paths are appended to it",
            "remove everything after the path",
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
                "`enum` is empty",
                "list the values, or remove `enum`",
            )
            .at_key(),
        );
    } else if let Some(default) = node.get("default").and_then(Node::as_str) {
        let known = || values.iter().filter_map(Node::as_str);
        if known().all(|value| value != default) {
            report.add(Finding::new(
                context.place(id).join("default"),
                format!("default `{default}` is not listed in `enum`"),
                suggestion::help(default, known(), "add it to `enum`, or correct it"),
            ));
        }
    }
}
