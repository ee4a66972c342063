//! Invalid settings.

use crate::rule::{Check, Rule};
use crate::severity::Level;

pub(crate) const RULE: Rule = Rule {
    name: "settings",
    summary: "`check.toml` cannot be read, or configures an unknown rule",
    explanation: "\
The table `[rules]` of a `check.toml` sets rules to error, warning or off for the documents in its
folder and the folders below. A misspelled name would otherwise silently have no effect.

Correct the name of the rule or the severity.",
    level: Level::Error,
    check: Check::Load,
};
