//! Settings that cannot be read.

use crate::rule::{Check, Rule};
use crate::severity::Level;

pub(crate) const RULE: Rule = Rule {
    name: "settings",
    summary: "`check.toml` cannot be read, or names a rule that does not exist",
    explanation: "\
A `check.toml` says under `[rules]` which rules are errors, warnings or off for the documents in its
folder and below. A misspelt name there would do nothing, without a word.

Correct the name or the severity.",
    level: Level::Error,
    check: Check::Load,
};
