//! Secrets that nothing marks as such.

use codegen_document::{Node, secrets};

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "unmarked-secret",
    summary: "a password, key or token is not marked as a secret",
    explanation: "\
Clients print what they send and receive into logs, except for texts with `format: password`. A text
whose name or description says that it is a password, a secret key, a token or the like needs that
format. What is only about a secret, such as `password_policy` or `token_expires_at`, does not.

Add `format: password`. If the value is not a secret, say so in the ledger.",
    level: Level::Warning,
    check: Check::Documents(check),
};

/// The header that credentials send: clients have no argument for it.
const TOKEN_HEADER: &str = "X-Auth-Token";

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.visits() {
        let (name, what, schema) = match visit.kind {
            Kind::Schema if visit.field() == "properties" => {
                (visit.member(), "property", Some(visit.node))
            }
            Kind::Parameter if visit.reference.is_none() => {
                (visit.text("name"), "parameter", visit.node.get("schema"))
            }
            _ => continue,
        };
        let Some(name) = name.filter(|name| !name.eq_ignore_ascii_case(TOKEN_HEADER)) else {
            continue;
        };
        let Some(schema) = schema.and_then(|schema| context.resolve_schema(schema)) else {
            continue;
        };
        let is_plain_text = schema.get("type").and_then(Node::as_str) == Some("string")
            && schema.get("enum").is_none()
            && schema.get("format").is_none();
        let own = visit.node.get("description").and_then(Node::as_str);
        let description = own.or_else(|| schema.get("description").and_then(Node::as_str));
        if is_plain_text && secrets::evidence(name, description).is_some() {
            let message =
                format!("the {what} `{name}` looks like a secret and is not marked as one");
            let help = "add `format: password`, or excuse it in the ledger";
            report.add(Finding::new(context.place(id), message, help).at_key());
        }
    }
}
