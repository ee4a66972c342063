//! What OpenAPI 3.0 does not allow.

use std::collections::BTreeMap;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::place::DocumentId;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "structure",
    summary: "the document is not valid OpenAPI 3.0",
    explanation: "\
The specification says which fields each object has, which of them are required and what their
values look like. A field that it does not know is ignored by every tool without a word, so a
misspelt `requierd` makes a parameter optional. Names of extensions begin with `x-`.

Correct the name or the value; where the field belongs to OpenAPI 3.1, say the same in terms of 3.0.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for finding in &context.walk.findings {
        report.add(finding.clone());
    }
    referred_operations(context, report);
}

/// Operations by reference: followed, and told once, since one habit is behind all of them.
fn referred_operations(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut found: BTreeMap<DocumentId, Vec<VisitId>> = BTreeMap::new();
    for (id, visit) in context.visits() {
        if visit.kind == Kind::Operation && visit.reference.is_some() && visit.parent.is_some() {
            found.entry(visit.document).or_default().push(id);
        }
    }
    for operations in found.values() {
        let Some(first) = operations.first() else {
            continue;
        };
        let message = format!(
            "{} a `$ref`, which OpenAPI 3.0 does not allow",
            match operations.len() {
                1 => "an operation is".to_owned(),
                count => format!("each of {count} operations is"),
            }
        );
        let help = "put the operations here, or refer to whole paths: many tools do not follow it";
        report.warn(Finding::new(context.place(*first), message, help).at_key());
    }
}
