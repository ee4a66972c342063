//! Parameters that are declared twice, or that nobody looks at.

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
Name and location make a parameter: two with the same in one list are an error, also where one is a
`$ref`. OpenAPI ignores header parameters called `Accept`, `Content-Type` and `Authorization`: media
types and `security` say these; and a response header called `Content-Type`. `allowEmptyValue` and
`allowReserved` mean something in the query only. A cookie or path cannot carry what its `style`
cannot express. These are warnings.

Remove one of the two, or what has no effect.",
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
            let instead = match name.to_ascii_lowercase().as_str() {
                "authorization" => "declare a security scheme instead",
                _ => "the keys of `content` say the media types",
            };
            report.warn(Finding::new(
                context.place(id).join("name"),
                format!("OpenAPI ignores a header parameter called `{name}`"),
                format!("remove it: {instead}"),
            ));
        }
        for key in ["allowEmptyValue", "allowReserved"] {
            if visit.is_true(key) && location != "query" {
                report.warn(
                    Finding::new(
                        context.place(id).join(key),
                        format!("`{key}` has no effect on a {location} parameter"),
                        "remove it: it is for query parameters only",
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
                        "OpenAPI ignores a response header called `Content-Type`",
                        "remove it: the keys of `content` say the media types",
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
        let line = context.visit(parameter.id).node.position().line;
        let Some(first) = seen.insert(parameter.identity(), line) else {
            continue;
        };
        report.add(Finding::new(
            context.place(parameter.id).join(parameter.key()),
            format!(
                "the {} parameter `{}` is already declared near line {first}",
                parameter.location, parameter.name
            ),
            "keep one of the two",
        ));
    }
}
