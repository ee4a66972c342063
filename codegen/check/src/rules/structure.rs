//! Violations of the OpenAPI 3.0 specification.

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
OpenAPI 3.0 defines the fields of each object, which of them are required, and their types. Tools
silently ignore unknown fields, so a misspelled `requierd` makes a parameter optional. Extensions
start with `x-`.

Correct the name or the value. If the field requires OpenAPI 3.1, use the equivalent in 3.0.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for finding in &context.walk.findings {
        report.add(finding.clone());
    }
    referenced_operations(context, report);
}

/// Reports operations that are references once per document. They are resolved anyway.
fn referenced_operations(context: &Context<'_>, report: &mut Report<'_, '_>) {
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
            "{}, which OpenAPI 3.0 does not allow",
            match operations.len() {
                1 => "an operation is a `$ref`".to_owned(),
                count => format!("{count} operations are `$ref`s"),
            }
        );
        let help = "inline the operations, or refer to whole path items, which more tools support";
        report.warn(Finding::new(context.place(*first), message, help).at_key());
    }
}
