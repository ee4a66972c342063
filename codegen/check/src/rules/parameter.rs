//! Duplicate parameters, and parameters without effect.

use std::collections::HashMap;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::operation::declared;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "parameter",
    summary: "a parameter is declared twice, or has no effect",
    explanation: "\
A parameter is identified by its name and location. Declaring it twice in the same list is an error,
even with a `$ref`. The following have no effect and are warnings: header parameters named `Accept`,
`Content-Type` or `Authorization`, which media types and `security` define instead, response headers
named `Content-Type`, and `allowEmptyValue` and `allowReserved` of parameters that are not in the
query.

Remove the duplicate, or what has no effect.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, _) in context.objects(Kind::PathItem) {
        check_list(context, report, id);
    }
    for (id, _) in context.objects(Kind::Operation) {
        check_list(context, report, id);
    }
    for (id, visit) in context.objects(Kind::Parameter) {
        let location = visit.text("in").unwrap_or_default();
        let name = visit.text("name").unwrap_or_default();
        if location == "header" && is_ignored(name) {
            let reason = match name.to_ascii_lowercase().as_str() {
                "authorization" => "security schemes define it",
                _ => "the keys of `content` define it",
            };
            report.warn(Finding::new(
                context.place(id).join("name"),
                format!("header parameter `{name}` has no effect"),
                format!("remove it: {reason}"),
            ));
        }
        for key in ["allowEmptyValue", "allowReserved"] {
            if visit.is_true(key) && location != "query" {
                report.warn(
                    Finding::new(
                        context.place(id).join(key),
                        format!("`{key}` has no effect on a {location} parameter"),
                        "remove it: it only applies to query parameters",
                    )
                    .at_key(),
                );
            }
        }
    }
    for (id, _) in context.objects(Kind::Response) {
        for (name, header) in context.children(id, "headers") {
            if name.eq_ignore_ascii_case("content-type") {
                report.warn(
                    Finding::new(
                        context.place(header),
                        "response header `Content-Type` has no effect",
                        "remove it: the keys of `content` define it",
                    )
                    .at_key(),
                );
            }
        }
    }
}

fn is_ignored(name: &str) -> bool {
    ["accept", "content-type", "authorization"]
        .iter()
        .any(|ignored| name.eq_ignore_ascii_case(ignored))
}

fn check_list(context: &Context<'_>, report: &mut Report<'_, '_>, owner: VisitId) {
    let parameters = declared(context, owner, true);
    let mut seen = HashMap::new();
    for parameter in &parameters {
        let Some(first) = seen.insert(parameter.identity(), parameter.id) else {
            continue;
        };
        report.add(Finding::new(
            context.place(parameter.id).join(parameter.key()),
            format!(
                "duplicate {} parameter `{}`, first declared on line {}",
                parameter.location,
                parameter.name,
                context.visit(first).node.position().line
            ),
            "remove one of them",
        ));
    }
}
