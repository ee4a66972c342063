//! Whatever is changed in a document or a record, `compare` says so.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "helpers of a test"
)]

#[path = "mutations/change.rs"]
mod change;
#[path = "mutations/material.rs"]
mod material;
#[path = "mutations/operations.rs"]
mod operations;
#[path = "mutations/schemas.rs"]
mod schemas;

use std::collections::{BTreeMap, BTreeSet};

use change::Mutation;
use codegen_pages::{ComparedFact, OperationComparison, State};
use material::{Case, Material};

/// The unexplained facts.
fn unexplained(compared: &OperationComparison) -> Vec<&ComparedFact> {
    let facts = compared.facts.iter();
    facts
        .filter(|fact| matches!(fact.state, State::Missing | State::Invented))
        .collect()
}

/// Everything that was compared, and what became of it.
fn outcomes(compared: &OperationComparison, recorded: bool) -> BTreeSet<(&str, &Option<String>)> {
    let facts = compared.facts.iter();
    facts
        .filter(|fact| fact.recorded.is_some() || !recorded)
        .map(|fact| (fact.fact.as_str(), &fact.documented))
        .collect()
}

/// Why a change may go unreported.
fn exemption(
    mutation: &Mutation,
    case: &Case,
    before: &OperationComparison,
    after: &OperationComparison,
) -> Option<&'static str> {
    let fewer = outcomes(after, false).is_subset(&outcomes(before, false));
    let same_page = outcomes(before, true) == outcomes(after, true);
    if mutation.class.ends_with(" dropped") && fewer && same_page {
        return Some("only an official definition, an example or the ledger had it");
    }
    if mutation.class == "type changed" && mutation.pointer.ends_with("/$ref") && same_page {
        return Some("only an official definition had what the reference led to");
    }
    if mutation.class == "field dropped"
        && fewer
        && case.operation == "GetInstanceConnectionStatistic"
    {
        return Some("the page leaves open which of three types one of its tables describes");
    }
    if mutation.pointer.ends_with("/requestBody/required") {
        return Some("no field of the body is required, and no page says it of bodies");
    }
    if mutation.pointer.starts_with("/components/schemas/Invented") {
        return Some("nothing leads to it");
    }
    None
}

#[derive(Default)]
struct Tally {
    reported: BTreeMap<&'static str, usize>,
    exempt: BTreeMap<(&'static str, &'static str), usize>,
    holes: Vec<String>,
}

impl Tally {
    fn case(&mut self, material: &Material, case: &Case) {
        let before = material.compare(case, &case.document);
        assert_eq!(
            unexplained(&before),
            [] as [&ComparedFact; 0],
            "{}",
            case.operation
        );
        for mutation in operations::mutations(case) {
            let after = material.compare(case, &mutation.applied(&case.document));
            let found = unexplained(&after);
            let placed = found
                .iter()
                .any(|fact| fact.record.is_some() && fact.document.is_some());
            if placed {
                *self.reported.entry(mutation.class).or_default() += 1;
            } else if let Some(why) = exemption(&mutation, case, &before, &after) {
                *self.exempt.entry((mutation.class, why)).or_default() += 1;
            } else {
                let (operation, pointer) = (&case.operation, &mutation.pointer);
                let hole = format!(
                    "{}: {operation} {pointer} {:?}",
                    mutation.class, mutation.change
                );
                self.holes.push(hole);
            }
        }
    }
}

#[test]
fn every_change_of_a_document_is_reported() {
    let material = Material::load();
    // Two halves of about the same work.
    let (one, other): (Vec<_>, Vec<_>) =
        (material.cases.iter().enumerate()).partition(|(_, case)| {
            case.operation == "ListApiVersionDetailV2" || case.operation == "CreateDevice"
        });
    let half = |cases: Vec<(usize, &Case)>| {
        let mut tally = Tally::default();
        for (_, case) in cases {
            tally.case(&material, case);
        }
        tally
    };
    let tallies = std::thread::scope(|scope| {
        let half = &half;
        let halves = [
            scope.spawn(move || half(one)),
            scope.spawn(move || half(other)),
        ];
        halves.map(|half| half.join().unwrap())
    });
    for tally in &tallies {
        eprintln!("{:#?}\n{:#?}", tally.reported, tally.exempt);
    }
    let holes: Vec<&String> = tallies.iter().flat_map(|tally| &tally.holes).collect();
    assert!(holes.is_empty(), "{} holes:\n{holes:#?}", holes.len());
}
