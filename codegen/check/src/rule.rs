//! What a rule is.

use std::fmt;

use codegen_document::Document;

use crate::context::Context;
use crate::diagnostic::{Diagnostic, Finding, Severity};

/// A rule that documents are checked by.
#[derive(Clone, Copy)]
pub struct Rule {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) explanation: &'static str,
    pub(crate) severity: Severity,
    pub(crate) check: Check,
}

/// When a rule looks.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// While the files are read.
    Load,
    /// At each document.
    Document(fn(&Context<'_>, &mut Report<'_>)),
    /// At the ledger, when everything else has been found.
    Ledger,
}

impl Rule {
    /// The name that findings and the ledger use.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it finds, in one line.
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// What it finds, why that matters, and what to do.
    pub fn explanation(&self) -> &'static str {
        self.explanation
    }

    /// How much most of its findings matter.
    pub fn severity(&self) -> Severity {
        self.severity
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Rule").field(&self.name).finish()
    }
}

/// Where a rule puts what it finds in a document.
pub(crate) struct Report<'a> {
    document: &'a Document,
    rule: &'static Rule,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(
        document: &'a Document,
        rule: &'static Rule,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Report<'a> {
        Report {
            document,
            rule,
            diagnostics,
        }
    }

    /// Adds a finding as severe as the rule's usually are.
    pub(crate) fn add(&mut self, finding: Finding) {
        self.add_as(self.rule.severity, finding);
    }

    /// Adds a finding as a warning.
    pub(crate) fn warn(&mut self, finding: Finding) {
        self.add_as(Severity::Warning, finding);
    }

    fn add_as(&mut self, severity: Severity, finding: Finding) {
        let diagnostic = finding.in_document(self.document, self.rule.name, severity);
        self.diagnostics.push(diagnostic);
    }
}
