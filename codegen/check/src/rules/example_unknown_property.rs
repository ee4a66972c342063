//! Fields of examples that no schema knows.

use crate::context::Context;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::value::Category;

pub(super) const RULE: Rule = Rule {
    name: "example-unknown-property",
    summary: "an example has a field that its schema does not have",
    explanation: "\
JSON Schema lets fields pass that a schema does not mention, so a misspelt property goes unnoticed:
the schema has `totl`, the service sends `total`, and the client loses it without a word. An example
shows what the service sends; a field in it that no schema has is a misspelling or an omission.
Schemas that list no properties, or allow additional ones by `additionalProperties`, are free to have
any.

Correct the name in the schema, add the property, or say `additionalProperties: true`.",
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
