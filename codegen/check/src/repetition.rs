//! Merges findings that have the same cause in many places.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Repetition};

/// Rules whose findings with the same message have the same cause: something that is missing and
/// used in many places, a habit of the author, or a line of a schema, named in the help, that many
/// examples do not match. For other rules, the same message in another place is another mistake.
const WITH_COMMON_CAUSE: [&str; 9] = [
    "example-schema",
    "example-unknown-property",
    "http-body",
    "nullable",
    "parameter",
    "reference",
    "reference-sibling",
    "security",
    "structure",
];

/// The number of other places that are listed.
const MAX_LISTED: usize = 5;

/// Keeps the first of the findings with the same cause, and adds the places of the others to it. The
/// findings must be sorted.
pub(crate) fn merge(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut merged: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut indices = HashMap::new();
    for diagnostic in diagnostics {
        if !WITH_COMMON_CAUSE.contains(&diagnostic.rule) {
            merged.push(diagnostic);
            continue;
        }
        let cause = (
            diagnostic.rule,
            diagnostic.severity,
            diagnostic.file.clone(),
            diagnostic.message.clone(),
            diagnostic.help.clone(),
        );
        let first = indices.get(&cause).copied();
        match first.and_then(|first: usize| merged.get_mut(first)) {
            Some(first) => first.repetitions.push(Repetition {
                line: diagnostic.line,
                column: diagnostic.column,
                pointer: diagnostic.pointer,
            }),
            None => {
                indices.insert(cause, merged.len());
                merged.push(diagnostic);
            }
        }
    }
    merged
}

impl Diagnostic {
    /// Lists the other places: `also in 3 other places: lines 7, 12, 40`.
    pub(crate) fn elsewhere(&self) -> Option<String> {
        let lines: Vec<String> = self
            .repetitions
            .iter()
            .take(MAX_LISTED)
            .map(|it| it.line.to_string())
            .collect();
        let more = if self.repetitions.len() > MAX_LISTED {
            ", ..."
        } else {
            ""
        };
        match self.repetitions.len() {
            0 => None,
            1 => Some(format!("also on line {}", lines.join(", "))),
            count => Some(format!(
                "also in {count} other places: lines {}{more}",
                lines.join(", ")
            )),
        }
    }

    /// The pointers of all places.
    pub(crate) fn pointers(&self) -> impl Iterator<Item = &String> {
        let others = self.repetitions.iter().map(|it| &it.pointer);
        std::iter::once(&self.pointer).chain(others)
    }
}
