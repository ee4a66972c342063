//! Secrets without `format: password`.

use codegen_document::{Node, secrets};

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "unmarked-secret",
    summary: "a password, key or token lacks `format: password`",
    explanation: "\
Clients log what they send and receive, except for strings with `format: password`. A string whose
name or description indicates a password, a secret key, a token or a similar secret needs this
format. Strings that only relate to a secret, such as `password_policy` or `token_expires_at`, do
not.

Add `format: password`. If the value is not a secret, add an entry to the ledger.",
    level: Level::Warning,
    check: Check::Documents(check),
};

/// The header that is set from the credentials: clients have no argument for it.
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
                format!("{what} `{name}` looks like a secret, but lacks `format: password`");
            let help = "add `format: password`, or an entry to the ledger";
            report.add(Finding::new(context.place(id), message, help).at_key());
        }
    }
}
