//! Findings with one cause: what is wrong and what to do is the same at many places.

use std::collections::HashMap;

use serde::Serialize;

use crate::diagnostic::Diagnostic;

/// Rules whose findings with the same words have the same cause: one thing that is missing and
/// named in many places, one habit of whoever wrote the document, or one line of a schema, which the
/// help names, that many examples break. Of other rules, the same words at another place are another
/// mistake.
const WITH_ONE_CAUSE: [&str; 9] = [
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

/// How many places are named where there are more.
const MOST: usize = 5;

/// Another place with the same finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repetition {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// The node, as a JSON pointer.
    pub pointer: String,
}

/// Keeps the first of the findings with one cause, with the places of the others. The findings come
/// in order.
pub(crate) fn merge(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut merged: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut known = HashMap::new();
    for diagnostic in diagnostics {
        if !WITH_ONE_CAUSE.contains(&diagnostic.rule) {
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
        let first = known.get(&cause).copied();
        match first.and_then(|first: usize| merged.get_mut(first)) {
            Some(first) => first.repetitions.push(Repetition {
                line: diagnostic.line,
                column: diagnostic.column,
                pointer: diagnostic.pointer,
            }),
            None => {
                known.insert(cause, merged.len());
                merged.push(diagnostic);
            }
        }
    }
    merged
}

impl Diagnostic {
    /// Where else the same is found, in a few words: `and at 3 other places: lines 7, 12, 40`.
    pub(crate) fn elsewhere(&self) -> Option<String> {
        let lines: Vec<String> = self
            .repetitions
            .iter()
            .take(MOST)
            .map(|it| it.line.to_string())
            .collect();
        let more = if self.repetitions.len() > MOST {
            ", ..."
        } else {
            ""
        };
        match self.repetitions.len() {
            0 => None,
            1 => Some(format!("and at another place: line {}", lines.join(", "))),
            count => Some(format!(
                "and at {count} other places: lines {}{more}",
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
