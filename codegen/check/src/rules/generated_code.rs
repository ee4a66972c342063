//! What the generator of this project cannot turn into code.

use codegen_contract::Contract;

use crate::context::Context;
use crate::diagnostic::Finding;
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
    for (id, document) in context.files.whole() {
        if !report.looks_at(id) || document.at("/paths").is_none() {
            continue;
        }
        for problem in Contract::read(&document.to_json())
            .err()
            .unwrap_or_default()
        {
            let place = Place::new(id, problem.pointer);
            report.add(Finding::new(place, problem.message, problem.help));
        }
    }
}
