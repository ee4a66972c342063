//! Files that are not valid YAML.

use codegen_document::Invalid;

use crate::diagnostic::Diagnostic;
use crate::rule::{Check, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "syntax",
    summary: "a file is not valid YAML, or is YAML that parsers read differently",
    explanation: "\
A file that cannot be parsed as a single YAML or JSON document cannot be checked any further. This
rule reports wrong indentation, tabs, unclosed quotes and brackets, duplicate keys (parsers disagree
on which one wins), a second document in the file, aliases that expand without bound or contain
themselves, excessive nesting, and invalid UTF-8.

Correct the reported line. If an indentation or a quote is wrong, the cause is often a line above
it.",
    level: Level::Error,
    check: Check::Load,
};

/// The findings for a file that cannot be parsed.
pub(crate) fn diagnostics(invalid: &Invalid) -> impl Iterator<Item = Diagnostic> {
    invalid
        .problems
        .iter()
        .map(|problem| Diagnostic::of_problem(RULE.name, invalid.path.clone(), problem))
}
