//! What the generator of this project cannot turn into code.

use codegen_contract::Contract;
use codegen_document::{Document, LoadError, normalized};

use crate::bundles::Bundle;
use crate::context::Context;
use crate::diagnostic::Finding;
use crate::files::File;
use crate::place::Place;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "generated-code",
    summary: "a part of the document cannot become code",
    explanation: "\
The generator makes a method of every operation and a type of every object and enumeration. It refuses
what only a person can decide: an object or enumeration without a name, two names that become the same
in Rust, a parameter that cannot be sent, a reference that leads nowhere, a path whose placeholders are
not its parameters, an operation without a success.

This rule reports exactly what the generator refuses, all of it at once.

Do what the finding says; most often, move a schema under `components/schemas` and refer to it.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for bundle in Bundle::all(&context.files) {
        if !bundle.members.iter().any(|id| report.looks_at(*id)) {
            continue;
        }
        match bundle.document(&context.files) {
            Ok(document) => contract(&document, &bundle, context, report),
            Err(LoadError::Invalid(invalid)) => report.refuse(&invalid),
            // What cannot be read is a finding where it is referred to.
            Err(LoadError::Io { .. }) => {}
        }
    }
}

/// What is wrong with the documents together, each in its file.
fn contract(
    document: &Document,
    bundle: &Bundle,
    context: &Context<'_>,
    report: &mut Report<'_, '_>,
) {
    let problems = Contract::read(&document.to_json())
        .err()
        .unwrap_or_default();
    for problem in problems {
        let file = normalized(document.file(&problem.pointer));
        let id = match context.files.at(&file) {
            Some(File::Document(id)) => id,
            _ => bundle.members[0],
        };
        let place = Place::new(id, problem.pointer);
        report.add(Finding::new(place, problem.message, problem.help));
    }
}
