//! The rules that OpenAPI documents are checked by, and how their findings are shown.
//!
//! [`load_references`] reads the files that documents refer to; [`check`] holds all rules against
//! all sources and returns every finding, in order. Each rule is a module of its own; [`rules`]
//! lists them, and `RULES.md` is made from them.

mod context;
mod destination;
mod diagnostic;
mod exceptions;
mod files;
mod grammar;
mod operation;
mod output;
mod place;
mod reference;
mod rule;
mod rules;
mod settings;
mod severity;
mod source;
mod suggestion;
mod value;

pub use diagnostic::Diagnostic;
pub use output::{github, human, json, page, sarif};
pub use rule::Rule;
pub use rules::{rule, rules};
pub use settings::Settings;
pub use severity::{Level, Severity};
pub use source::{Source, Unreadable, load_references};

use std::path::Path;

use context::Context;
use place::DocumentId;
use rule::{Check, Report};

/// Today as `YYYY-MM-DD`, in UTC.
pub fn today() -> String {
    let now = jiff::Timestamp::now();
    now.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// Holds all rules against all sources. Findings come by file, line and column.
///
/// `today`, as [`today`] writes it, decides which entries of the ledger are past their date.
pub fn check(sources: &[Source], today: &str) -> Vec<Diagnostic> {
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
            exceptions::apply(ledger, sources, today, &mut diagnostics);
        }
    }
    diagnostics.sort_by(|one, other| one.order().cmp(&other.order()));
    diagnostics.dedup();
    diagnostics
}

/// What the settings say about a rule, document by document.
fn levels(rule: &Rule, context: &Context<'_>, sources: &[Source]) -> Vec<Option<Level>> {
    let level = |document: DocumentId| {
        let path = context.document(document).path();
        let all = sources.iter().filter_map(|source| match source {
            Source::Settings(settings) => Some(settings),
            _ => None,
        });
        all.filter_map(|settings| {
            let folder = settings.path().parent().unwrap_or(Path::new(""));
            let level = settings.level(rule.name)?;
            let depth = folder.components().count();
            path.starts_with(folder).then_some((depth, level))
        })
        .max_by_key(|(depth, _)| *depth)
        .map(|(_, level)| level)
    };
    (0..context.files.len()).map(level).collect()
}
