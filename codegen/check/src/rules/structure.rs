//! What OpenAPI 3.0 does not allow.

use crate::context::Context;
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
}
