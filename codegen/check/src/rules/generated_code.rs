//! Parts of documents that the generator rejects.

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
The generator creates a method for every operation, and a type for every object and enumeration. It
rejects what requires a decision by a person: an object or enumeration without a name, two names
that become the same in Rust, a parameter that cannot be sent, a reference that cannot be resolved,
a path whose placeholders do not match its parameters, or an operation without a success response.

This rule reports exactly what the generator rejects, all at once.

Follow the help of the finding; usually, move a schema to `components/schemas` and refer to it.",
    level: Level::Off,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for bundle in Bundle::all(&context.files) {
        if !bundle.members.iter().any(|id| report.runs_on(*id)) {
            continue;
        }
        match bundle.document(&context.files) {
            Ok(document) => contract(&document, &bundle, context, report),
            Err(LoadError::Invalid(invalid)) => report.add_invalid(&invalid),
            // `reference` reports files that cannot be read.
            Err(LoadError::Io { .. }) => {}
        }
    }
}

/// The problems of the bundled documents, each reported in its file.
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
