//! Invalid settings.

use crate::rule::{Check, Rule};
use crate::severity::Level;

pub(crate) const RULE: Rule = Rule {
    name: "settings",
    summary: "`check.toml` cannot be read, or has an unknown rule, level or key",
    explanation: "\
The table `[rules]` of a `check.toml` sets rules to error, warning or off for the documents in its
folder and the folders below. With `extends`, it starts from a level that ships with the program, and
each of its `[[overrides]]` sets rules for some paths. A misspelled name would otherwise silently have
no effect.

Correct the name, the severity or the pattern.",
    level: Level::Error,
    check: Check::Load,
};
