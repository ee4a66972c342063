//! Findings.

use std::path::PathBuf;

use codegen_document::{Document, Position, Problem, Span};
use serde::Serialize;

use crate::place::Place;
use crate::severity::Severity;

/// A finding: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static str,
    /// How severe it is.
    pub severity: Severity,
    /// The file, by the path that it was loaded from.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
    /// The node, as a JSON pointer. Empty for the whole document.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The position after the last character of the reported text.
    #[serde(skip)]
    pub end: Position,
    /// Other places in the file with the same finding and the same cause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repetitions: Vec<Repetition>,
}

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

impl Diagnostic {
    /// Where the finding starts.
    pub fn position(&self) -> Position {
        Position {
            line: self.line,
            column: self.column,
        }
    }

    /// The order of findings: by file, line and column. The rest makes the order deterministic.
    pub(crate) fn order(&self) -> impl Ord + '_ {
        (
            &self.file,
            self.line,
            self.column,
            self.rule,
            &self.pointer,
            &self.message,
        )
    }

    pub(crate) fn of_problem(rule: &'static str, file: PathBuf, problem: &Problem) -> Diagnostic {
        Diagnostic {
            rule,
            severity: Severity::Error,
            file,
            line: problem.position.line,
            column: problem.position.column,
            pointer: String::new(),
            message: problem.message.clone(),
            help: problem.help.clone(),
            end: problem.end,
            repetitions: Vec::new(),
        }
    }
}

/// Which part of a node a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The node: a scalar's value, the key of a mapping or list.
    Node,
    /// Its key, whatever the node is.
    Key,
}

/// A finding of a rule about a node, without the document, the rule and the severity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) place: Place,
    pub(crate) part: Part,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Finding {
    pub(crate) fn new(
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        Finding {
            place,
            part: Part::Node,
            message: message.into(),
            help: help.into(),
        }
    }

    /// Reports the finding at the key of the node.
    pub(crate) fn at_key(mut self) -> Finding {
        self.part = Part::Key;
        self
    }

    pub(crate) fn in_document(
        self,
        document: &Document,
        rule: &'static str,
        severity: Severity,
    ) -> Diagnostic {
        let span = match self.part {
            Part::Node => document.span(&self.place.pointer),
            Part::Key => key_span(document, &self.place.pointer),
        };
        Diagnostic {
            rule,
            severity,
            file: document.path().to_path_buf(),
            line: span.start.line,
            column: span.start.column,
            pointer: self.place.pointer,
            message: self.message,
            help: self.help,
            end: span.end,
            repetitions: Vec::new(),
        }
    }
}

fn key_span(document: &Document, pointer: &str) -> Span {
    let key = pointer.rsplit_once('/').and_then(|(parent, segment)| {
        let key = codegen_document::pointer::unescape(segment);
        document.at(parent)?.entry(&key)
    });
    key.map_or_else(|| document.span(pointer), |entry| entry.key_span)
}
