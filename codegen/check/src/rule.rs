//! Rules, and the reports that they write.

use std::fmt;

use codegen_document::Invalid;

use crate::context::Context;
use crate::diagnostic::{Diagnostic, Finding};
use crate::place::DocumentId;
use crate::severity::{Level, Severity};

/// A rule that documents are checked by.
#[derive(Clone, Copy)]
pub struct Rule {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) explanation: &'static str,
    pub(crate) level: Level,
    pub(crate) check: Check,
}

/// When a rule runs, and on what.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// While the files are read.
    Load,
    /// On all documents of a run.
    Documents(fn(&Context<'_>, &mut Report<'_, '_>)),
    /// On the ledger, after all other rules.
    Ledger,
}

impl Rule {
    /// The name, as used by findings, settings and the ledger.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What the rule reports, in one line.
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// What the rule reports, why that matters, and what to do.
    pub fn explanation(&self) -> &'static str {
        self.explanation
    }

    /// The default level. Some findings of a rule for errors are warnings.
    pub fn level(&self) -> Level {
        self.level
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Rule").field(&self.name).finish()
    }
}

/// Collects the findings of a rule.
pub(crate) struct Report<'c, 'a> {
    context: &'c Context<'a>,
    rule: &'static Rule,
    /// The configured level for each document.
    levels: Vec<Option<Level>>,
    diagnostics: &'c mut Vec<Diagnostic>,
}

impl<'c, 'a> Report<'c, 'a> {
    pub(crate) fn new(
        context: &'c Context<'a>,
        rule: &'static Rule,
        levels: Vec<Option<Level>>,
        diagnostics: &'c mut Vec<Diagnostic>,
    ) -> Report<'c, 'a> {
        Report {
            context,
            rule,
            levels,
            diagnostics,
        }
    }

    /// Whether the rule runs on any document.
    pub(crate) fn is_on(&self) -> bool {
        (0..self.levels.len()).any(|document| self.runs_on(document))
    }

    /// Whether the rule runs on a document, for rules that are expensive.
    pub(crate) fn runs_on(&self, document: DocumentId) -> bool {
        self.levels[document].unwrap_or(self.rule.level) != Level::Off
    }

    /// Adds a finding with the level of the rule.
    pub(crate) fn add(&mut self, finding: Finding) {
        let level = self.levels[finding.place.document].unwrap_or(self.rule.level);
        self.add_as(level, finding);
    }

    /// Adds a finding as a warning, unless the settings say otherwise.
    pub(crate) fn warn(&mut self, finding: Finding) {
        let usual = match self.rule.level {
            Level::Error => Level::Warning,
            level => level,
        };
        let level = self.levels[finding.place.document].unwrap_or(usual);
        self.add_as(level, finding);
    }

    /// Adds the problems of files that cannot be bundled.
    pub(crate) fn add_invalid(&mut self, invalid: &Invalid) {
        let found = invalid.problems.iter();
        let found = found
            .map(|problem| Diagnostic::of_problem(self.rule.name, invalid.path.clone(), problem));
        self.diagnostics.extend(found);
    }

    fn add_as(&mut self, level: Level, finding: Finding) {
        let Some(severity) = level.severity() else {
            return;
        };
        self.diagnose(severity, finding);
    }

    fn diagnose(&mut self, severity: Severity, finding: Finding) {
        let document = self.context.document(finding.place.document);
        let diagnostic = finding.in_document(document, self.rule.name, severity);
        self.diagnostics.push(diagnostic);
    }
}
