//! The rules that OpenAPI documents are checked by, and how their findings are shown.
//!
//! [`check`] holds all rules against all sources and returns every finding, in order. Each rule is
//! a module of its own; [`rules`] lists them.

mod context;
mod diagnostic;
mod exceptions;
mod grammar;
mod human;
mod json;
mod reference;
mod rule;
mod rules;
mod source;
mod suggestion;
mod value;

pub use diagnostic::{Diagnostic, Severity};
pub use human::human;
pub use json::json;
pub use rule::Rule;
pub use rules::{rule, rules};
pub use source::Source;

use context::Context;
use rule::{Check, Report};

/// Holds all rules against all sources. Findings come by file, line and column.
pub fn check(sources: &[Source]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for source in sources {
        match source {
            Source::Document(document) => check_document(document, &mut diagnostics),
            Source::Invalid(invalid) => {
                diagnostics.extend(rules::syntax::diagnostics(invalid));
            }
            Source::Ledger(_) => {}
        }
    }
    for source in sources {
        if let Source::Ledger(ledger) = source {
            exceptions::apply(ledger, sources, &mut diagnostics);
        }
    }
    diagnostics.sort_by(|one, other| one.order().cmp(&other.order()));
    diagnostics.dedup();
    diagnostics
}

fn check_document(document: &codegen_document::Document, diagnostics: &mut Vec<Diagnostic>) {
    let context = Context::new(document);
    for rule in rules() {
        if let Check::Document(check) = rule.check {
            check(&context, &mut Report::new(document, rule, diagnostics));
        }
    }
}
