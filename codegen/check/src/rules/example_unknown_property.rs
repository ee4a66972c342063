//! Properties of examples that their schema does not define.

use crate::context::Context;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::value::Category;

pub(super) const RULE: Rule = Rule {
    name: "example-unknown-property",
    summary: "an example has a property that its schema does not define",
    explanation: "\
JSON Schema allows properties that a schema does not define, so misspellings go unnoticed: the
schema has `totl`, the service sends `total`, and the client silently loses it. An example shows
what the service sends; if a property is not defined, it is misspelled or was forgotten. Schemas
without properties, and schemas that allow others with `additionalProperties`, are not reported.

Correct the name in the schema, define the property, or add `additionalProperties: true`.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for found in context.value_findings() {
        if found.category == Category::UnknownProperty {
            report.add(found.finding.clone());
        }
    }
}
