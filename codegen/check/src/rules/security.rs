//! Security requirements with undeclared schemes or scopes.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::files::Role;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "security",
    summary: "a security requirement names an undeclared scheme or scope",
    explanation: "\
The keys of a security requirement are names of schemes in `components/securitySchemes`. With an
unknown name, a client would send no credentials, or fail. Only OAuth 2 and OpenID Connect have
scopes: for other schemes, the list must be empty, and every OAuth 2 scope must be declared by one
of the flows.

Correct the name, or declare the scheme or the scope.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::SecurityRequirement) {
        // The schemes are declared by the documents that refer to this one.
        if context.files.role(visit.document) == Role::Part {
            continue;
        }
        for entry in visit.node.entries() {
            let scheme = context.component(visit.document, "securitySchemes", entry.key);
            match scheme {
                None => {
                    let root = context.document(visit.document).root();
                    let known = root.at("/components/securitySchemes").into_iter();
                    let help = suggestion::help(
                        entry.key,
                        known.flat_map(Node::entries).map(|entry| entry.key),
                        "declare it in `components/securitySchemes`",
                    );
                    let place = context.place(id).join(entry.key);
                    let message = format!("unknown security scheme `{}`", entry.key);
                    report.add(Finding::new(place, message, help).at_key());
                }
                Some(scheme) => {
                    if let Some(scheme) = context.resolve(scheme) {
                        check_scopes(context, report, (id, entry.key), entry.value, scheme);
                    }
                }
            }
        }
    }
}

fn check_scopes(
    context: &Context<'_>,
    report: &mut Report<'_, '_>,
    (requirement, name): (VisitId, &str),
    scopes: &Node,
    scheme: VisitId,
) {
    let place = || context.place(requirement).join(name);
    let scheme = context.visit(scheme);
    let type_name = scheme.text("type").unwrap_or_default();
    if matches!(type_name, "apiKey" | "http") && !scopes.items().is_empty() {
        report.add(
            Finding::new(
                place(),
                format!("security schemes of type `{type_name}` have no scopes"),
                "replace the list with `[]`",
            )
            .at_key(),
        );
    }
    if type_name != "oauth2" {
        return;
    }
    let flows = scheme.node.get("flows").into_iter().flat_map(Node::entries);
    let declared: Vec<_> = flows
        .filter_map(|flow| flow.value.get("scopes"))
        .flat_map(Node::entries)
        .map(|scope| scope.key)
        .collect();
    for (index, scope) in scopes.items().iter().enumerate() {
        let Some(scope) = scope.as_str() else {
            continue;
        };
        if !declared.contains(&scope) {
            report.add(Finding::new(
                place().join(index.to_string()),
                format!("unknown scope `{scope}` of security scheme `{name}`"),
                suggestion::help(
                    scope,
                    declared.iter().copied(),
                    "declare it in `scopes` of a flow",
                ),
            ));
        }
    }
}
