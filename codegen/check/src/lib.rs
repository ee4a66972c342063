//! Checks OpenAPI documents, and formats the findings.
//!
//! [`load_references`] reads the files that documents refer to; [`check`] applies all rules to
//! all sources and returns the findings in order. Each rule is a module of its own; [`rules`]
//! lists them, and `RULES.md` is generated from them.

mod bundles;
mod context;
mod diagnostic;
mod discovery;
mod exceptions;
mod files;
mod grammar;
mod operation;
mod output;
mod place;
mod reference;
mod reference_target;
mod repetition;
mod rule;
mod rules;
mod settings;
mod severity;
mod source;
mod suggestion;
mod value;

pub use diagnostic::Diagnostic;
pub use discovery::sources;
pub use output::{exceptions, github, html, human, human_up_to, json, page, sarif, summary};
pub use repetition::Repetition;
pub use rule::Rule;
pub use rules::{rule, rules};
pub use settings::Settings;
pub use severity::{Level, Severity};
pub use source::{Source, Unreadable, load_references};

use std::path::Path;

use codegen_document::{Document, normalized};

use context::Context;
use rule::{Check, Report};

/// Holds all rules against all sources. Findings come by file, line and column.
pub fn check(sources: &[Source]) -> Vec<Diagnostic> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    check_on(sources, &now.date().to_string())
}

/// [`check`] as if today were another day, written `YYYY-MM-DD`: the day decides which entries of
/// the ledger are past their date.
pub fn check_on(sources: &[Source], today: &str) -> Vec<Diagnostic> {
    let context = Context::new(sources);
    let mut diagnostics = Vec::new();
    for source in sources {
        if let Source::Invalid(invalid) = source {
            diagnostics.extend(rules::syntax::diagnostics(invalid));
        }
    }
    for rule in rules() {
        if let Check::Documents(check) = rule.check {
            let levels = levels(rule, &context, sources);
            let mut report = Report::new(&context, rule, levels, &mut diagnostics);
            if report.is_on() {
                check(&context, &mut report);
            }
        }
    }
    for source in sources {
        if let Source::Ledger(ledger) = source {
            let is_off = |document: &Document, rule: &str| {
                let rule = rules::rule(rule);
                rule.is_some_and(|rule| {
                    level(rule, document, sources).unwrap_or(rule.level) == Level::Off
                })
            };
            let run = exceptions::Run {
                sources,
                today,
                is_off: &is_off,
            };
            exceptions::apply(ledger, &run, &mut diagnostics);
        }
    }
    diagnostics.sort_by(|one, other| one.order().cmp(&other.order()));
    diagnostics.dedup();
    repetition::merge(diagnostics)
}

/// What the settings say about a rule, document by document.
fn levels(rule: &Rule, context: &Context<'_>, sources: &[Source]) -> Vec<Option<Level>> {
    (0..context.files.len())
        .map(|document| level(rule, context.document(document), sources))
        .collect()
}

/// What the settings nearest to a document say about a rule.
fn level(rule: &Rule, document: &Document, sources: &[Source]) -> Option<Level> {
    let all = sources.iter().filter_map(|source| match source {
        Source::Settings(settings) => Some(settings),
        _ => None,
    });
    let path = normalized(document.path());
    all.filter_map(|settings| {
        let folder = normalized(settings.path().parent().unwrap_or(Path::new("")));
        let level = settings.level(rule.name)?;
        let depth = folder.components().count();
        path.starts_with(&folder).then_some((depth, level))
    })
    .max_by_key(|(depth, _)| *depth)
    .map(|(_, level)| level)
}
