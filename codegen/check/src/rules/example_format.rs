//! Texts that their format does not allow.

use crate::context::Context;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::value::Category;

pub(super) const RULE: Rule = Rule {
    name: "example-format",
    summary: "an example or default is not in the format of its schema",
    explanation: "\
A text whose schema says `date-time`, `date`, `uuid`, `ipv4`, `ipv6`, `email`, `uri` or `byte` should be
written so: a client that has a type for the format cannot read it otherwise. A `date-time` is that of
RFC 3339, `2024-05-17T09:30:00Z`: with the `T` and with a zone.

Correct the value, or remove the format where the service writes something else.",
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
