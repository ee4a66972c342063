//! Values that do not match their schema.

use crate::context::Context;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::value::Category;

pub(super) const RULE: Rule = Rule {
    name: "example-schema",
    summary: "an example, default or enumeration value does not match its schema",
    explanation: "\
Every `example`, every value in `examples`, every `default` and every value of an `enum` is checked
against its schema as defined by OpenAPI 3.0: null requires `nullable: true`, keys next to a `$ref`
have no effect, and `int32` and `int64` are ranges. If an example does not match its own schema, one
of the two is wrong, and clients are generated from the schema.

Correct the schema or the value. If the example must not be changed, add an entry with the reason to
the ledger.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for found in context.value_findings() {
        if found.category == Category::Invalid {
            report.add(found.finding.clone());
        }
    }
}
