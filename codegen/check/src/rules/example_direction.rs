//! Read-only properties in request examples, and write-only ones in response examples.

use crate::context::Context;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::value::Category;

pub(super) const RULE: Rule = Rule {
    name: "example-direction",
    summary: "a request example has a read-only property, or a response example a write-only one",
    explanation: "\
A property with `readOnly: true` should not be sent in a request, and one with `writeOnly: true` is
not returned in a response. An example that has it anyway is misleading, and a password in a
response example is either a mistake or a leak. Only examples of request bodies, parameters,
responses and headers are checked, because the example of a schema serves both directions.

Remove the property from the example, or correct `readOnly` or `writeOnly` in the schema.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for found in context.value_findings() {
        if found.category == Category::Direction {
            report.add(found.finding.clone());
        }
    }
}
