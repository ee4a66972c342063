//! Values that their schema does not allow.

use crate::context::Context;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::value::Category;

pub(super) const RULE: Rule = Rule {
    name: "example-schema",
    summary: "an example, default or enumeration member does not fit its schema",
    explanation: "\
Every `example`, every value under `examples`, every `default` and every member of an `enum` is held
against its schema as OpenAPI 3.0 understands it: null needs `nullable: true`, siblings of a `$ref`
have no effect, `int32` and `int64` are ranges. An example that its own schema refuses means that
one of the two is wrong, and a client is made from the schema.

Correct the schema or the value. Where the example must stay as it is, an entry of the ledger says
why.",
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
