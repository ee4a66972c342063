//! What stands beside a `$ref`.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "reference-sibling",
    summary: "what stands beside a `$ref` has no effect",
    explanation:
        "\
In OpenAPI 3.0 a `$ref` replaces the object that it stands in: whatever stands beside it, a
`description`, `nullable: true` or a limit, is ignored by every tool that follows the specification,
and taken into account by some that do not. Extensions, which begin with `x-`, are left alone.

Where a schema says more, write `allOf: [{$ref: ...}]` and the rest beside it; otherwise remove it.",
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
                Kind::Schema if is_constant(entry.value) => format!(
                    "write `allOf: [{{$ref: ...}}]` with `{}` beside it",
                    entry.key
                ),
                _ => "remove it, or move it to where the reference leads".to_owned(),
            };
            report.add(
                Finding::new(
                    context.place(id).join(entry.key),
                    format!("`{}` has no effect beside `$ref`", entry.key),
                    help,
                )
                .at_key(),
            );
        }
    }
}

fn is_constant(node: &Node) -> bool {
    node.as_mapping().is_none()
}
