//! Keys next to a `$ref`.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "reference-sibling",
    summary: "a key next to a `$ref` has no effect",
    explanation: "\
In OpenAPI 3.0, a `$ref` replaces the object that contains it. Tools that follow the specification
ignore all other keys, such as `description`, `nullable: true` or limits; other tools apply them.
Extensions (`x-`) are not reported.

In a schema, use `allOf: [{$ref: ...}]` with the other keys next to it. Otherwise, remove the key.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.visits() {
        if visit.kind == Kind::PathItem || visit.node.get("$ref").is_none() {
            continue;
        }
        let siblings = visit.node.entries();
        for entry in siblings.filter(|entry| entry.key != "$ref" && !entry.key.starts_with("x-")) {
            let help = match visit.kind {
                Kind::Schema if entry.value.as_mapping().is_none() => format!(
                    "use `allOf: [{{$ref: ...}}]` with `{}` next to it",
                    entry.key
                ),
                _ => "remove it, or move it to the target of the reference".to_owned(),
            };
            report.add(
                Finding::new(
                    context.place(id).join(entry.key),
                    format!("`{}` has no effect next to `$ref`", entry.key),
                    help,
                )
                .at_key(),
            );
        }
    }
}
