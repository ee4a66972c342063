//! Files that are not what they should be already as YAML.

use codegen_document::Invalid;

use crate::diagnostic::Diagnostic;
use crate::rule::{Check, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "syntax",
    summary: "a file is not YAML, or YAML that tools read differently",
    explanation: "\
A file that cannot be read as one YAML (or JSON) document hides everything else that may be wrong
with it. Found are wrong indentation, tabs, unclosed quotes and brackets, keys that appear twice
(tools disagree about which one counts), a second document in the file, aliases that blow the
document up or contain themselves, nesting beyond all measure, and bytes that are no UTF-8.

Correct the place that is shown; where an indentation or a quote is wrong, the cause is often a line
further up.",
    level: Level::Error,
    check: Check::Load,
};

/// The problems of a file as findings.
pub(crate) fn diagnostics(invalid: &Invalid) -> impl Iterator<Item = Diagnostic> {
    invalid
        .problems
        .iter()
        .map(|problem| Diagnostic::of_problem(RULE.name, invalid.path.clone(), problem))
}
