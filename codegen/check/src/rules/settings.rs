//! Settings that cannot be read.

use crate::rule::{Check, Rule};
use crate::severity::Level;

pub(crate) const RULE: Rule = Rule {
    name: "settings",
    summary: "`check.toml` cannot be read, or has an unknown rule, level or key",
    explanation: "\
A `check.toml` says under `[rules]` which rules are errors, warnings or off for the documents in its
folder and below; with `extends`, it starts from a level that ships with the program, and each of its
`[[overrides]]` has rules for some paths. A misspelt name there would have no effect, and nobody would
notice.

Correct the name, the severity or the pattern.",
    level: Level::Error,
    check: Check::Load,
};
