//! Checks OpenAPI documents, and formats the findings.
//!
//! [`load_references`] reads the files that documents refer to; [`check`] applies all rules to
//! all sources and returns the findings in order. Each rule is a module of its own; [`rules`]
//! lists them, and `RULES.md` is generated from them.

mod bundles;
mod configuration;
mod context;
mod diagnostic;
mod discovery;
mod exceptions;
mod files;
mod grammar;
mod object_graph;
mod operation;
mod output;
mod place;
mod reference;
mod reference_target;
mod referenced_files;
mod repetition;
mod rule;
mod rules;
mod settings;
mod severity;
mod source;
mod suggestion;
mod value;

pub use diagnostic::{Diagnostic, Repetition};
pub use discovery::sources;
pub use output::{
    exceptions, github, gitlab, html, human, human_up_to, json, page, sarif, summary,
};
pub use referenced_files::load_references;
pub use rule::Rule;
pub use rules::{rule, rules};
pub use settings::{Preset, Settings};
pub use severity::{Level, Severity};
pub use source::{Source, Unreadable};

use codegen_document::Document;

use configuration::Configuration;
use context::Context;
use rule::{Check, Report};

/// Checks all sources with all rules. Findings are sorted by file, line and column.
pub fn check(sources: &[Source]) -> Vec<Diagnostic> {
    check_at(sources, Preset::Recommended)
}

/// [`check`] with another level for documents whose settings do not extend one.
pub fn check_at(sources: &[Source], level: Preset) -> Vec<Diagnostic> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    run(sources, level, &now.date().to_string())
}

/// [`check`] as if today were another day, written `YYYY-MM-DD`: the day decides which entries of
/// the ledger are past their date.
pub fn check_on(sources: &[Source], today: &str) -> Vec<Diagnostic> {
    run(sources, Preset::Recommended, today)
}

fn run(sources: &[Source], level: Preset, today: &str) -> Vec<Diagnostic> {
    let context = Context::new(sources);
    let configuration = Configuration::new(sources, level);
    let mut diagnostics: Vec<Diagnostic> = configuration.diagnostics().collect();
    for source in sources {
        if let Source::Invalid(invalid) = source {
            diagnostics.extend(rules::syntax::diagnostics(invalid));
        }
    }
    let documents = 0..context.files.len();
    let layers: Vec<_> = documents
        .map(|document| configuration.layers(context.document(document)))
        .collect();
    for rule in rules() {
        if let Check::Documents(check) = rule.check {
            let levels = layers.iter().map(|layers| layers.level(rule)).collect();
            let mut report = Report::new(&context, rule, levels, &mut diagnostics);
            if report.is_on() {
                check(&context, &mut report);
            }
        }
    }
    let is_off = |document: &Document, rule: &str| {
        rules::rule(rule).is_some_and(|rule| configuration.layers(document).is_off(rule))
    };
    for source in sources {
        if let Source::Ledger(ledger) = source {
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
