//! Examples and defaults that do not match their format.

use crate::context::Context;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::value::Category;

pub(super) const RULE: Rule = Rule {
    name: "example-format",
    summary: "an example or default does not match the format of its schema",
    explanation: "\
A string whose schema has the format `date-time`, `date`, `uuid`, `ipv4`, `ipv6`, `email`, `uri` or
`byte` should match it, because a client with a type for the format cannot parse other values. A
`date-time` is defined by RFC 3339 and has a `T` and a time zone: `2024-05-17T09:30:00Z`.

Correct the value, or remove the format if the service uses another one.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for found in context.value_findings() {
        if found.category == Category::Format {
            report.add(found.finding.clone());
        }
    }
}
