//! Whatever is changed in a document or a record, `compare` says so.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of a test")]

#[path = "mutations/change.rs"]
mod change;
#[path = "mutations/material.rs"]
mod material;
#[path = "mutations/operations.rs"]
mod operations;
#[path = "mutations/records.rs"]
mod records;
#[path = "mutations/schemas.rs"]
mod schemas;

use std::collections::{BTreeMap, BTreeSet};

use change::Mutation;
use codegen_pages::{ComparedFact, OperationComparison, Record, State};
use material::{Case, Material};
use records::RecordMutation;
use serde_json::Value;

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
    let component = mutation.pointer.strip_suffix("/type");
    if component.is_some_and(|it| is_repeated(&case.document, &format!("#{it}"))) && same_page {
        return Some(
            "its type is repeated next to the reference, and `check` reports the contradiction",
        );
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

/// Whether a schema has a type of its own next to an `allOf` with that reference, as `nullable` requires.
fn is_repeated(value: &Value, reference: &str) -> bool {
    let parts = value["allOf"].as_array().into_iter().flatten();
    let refers = parts.filter_map(|part| part["$ref"].as_str());
    (value["type"].is_string() && refers.into_iter().any(|it| it == reference))
        || match value {
            Value::Object(members) => members.values().any(|it| is_repeated(it, reference)),
            Value::Array(items) => items.iter().any(|it| is_repeated(it, reference)),
            _ => false,
        }
}

/// Why a change of a record may go unreported.
fn explained(
    mutation: &RecordMutation,
    before: &OperationComparison,
    after: &OperationComparison,
) -> Option<&'static str> {
    if mutation.class.ends_with(" dropped")
        && outcomes(after, false).is_subset(&outcomes(before, false))
    {
        return Some("the document did not have it, which the ledger claims");
    }
    if mutation.about.ends_with("X-Auth-Token") {
        return Some("a credential is the security of the document, and no parameter");
    }
    let facts = after.facts.iter();
    let explanations: Vec<&str> = facts
        .filter(|fact| fact.fact.contains(&mutation.about) || mutation.class == "table dropped")
        .filter_map(|fact| fact.explanation.as_deref())
        .collect();
    let because = |what: &str| explanations.iter().any(|text| text.starts_with(what));
    if because("ledger") {
        return Some("the ledger claims what the document has, whatever the page says");
    }
    if because("official") {
        return Some("the official definition that the document names says the same");
    }
    because("the page of").then_some("another page of the same component says the same")
}

#[derive(Default)]
struct Tally {
    reported: BTreeMap<&'static str, usize>,
    exempt: BTreeMap<(&'static str, &'static str), usize>,
    holes: Vec<String>,
}

impl Tally {
    fn case(&mut self, material: &Material, case: &Case) {
        let records = material.records_of(case);
        let before = material.compare(case, &case.document, &records);
        assert_eq!(
            unexplained(&before),
            [] as [&ComparedFact; 0],
            "{}",
            case.operation
        );
        for mutation in chosen(operations::mutations(case)) {
            let after = material.compare(case, &mutation.applied(&case.document), &records);
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

/// What belongs to a class.
trait Classified {
    fn class(&self) -> &'static str;
}

impl Classified for Mutation {
    fn class(&self) -> &'static str {
        self.class
    }
}

impl Classified for RecordMutation {
    fn class(&self) -> &'static str {
        self.class
    }
}

/// Some of each class, evenly spread; with `MUTATIONS=all` in the environment all, which takes
/// two minutes.
fn chosen<M: Classified>(mutations: Vec<M>) -> Vec<M> {
    const OF_EACH: usize = 3;
    if std::env::var_os("MUTATIONS").is_some_and(|which| which == "all") {
        return mutations;
    }
    let mut classes: BTreeMap<&str, Vec<M>> = BTreeMap::new();
    for mutation in mutations {
        classes.entry(mutation.class()).or_default().push(mutation);
    }
    let spread = |class: Vec<M>| {
        let step = class.len().div_ceil(OF_EACH);
        class.into_iter().step_by(step)
    };
    classes.into_values().flat_map(spread).collect()
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

#[test]
fn every_change_of_a_record_is_reported() {
    let material = Material::load();
    let mut tally = Tally::default();
    for case in &material.cases {
        let records = material.records_of(case);
        let page = |record: &Record| !record.page.rendering.is_definition();
        let own = |record: &Record| record.operation == case.operation && page(record);
        let index = records.iter().position(own).unwrap();
        let before = material.compare(case, &case.document, &records);
        for mutation in chosen(records::mutations(&records[index])) {
            let mut records = records.clone();
            records[index] = mutation.record.clone();
            let after = material.compare(case, &case.document, &records);
            if !unexplained(&after).is_empty() {
                *tally.reported.entry(mutation.class).or_default() += 1;
            } else if let Some(why) = explained(&mutation, &before, &after) {
                *tally.exempt.entry((mutation.class, why)).or_default() += 1;
            } else {
                let (operation, about) = (&case.operation, &mutation.about);
                tally
                    .holes
                    .push(format!("{}: {operation} {about}", mutation.class));
            }
        }
    }
    eprintln!("{:#?}\n{:#?}", tally.reported, tally.exempt);
    assert!(
        tally.holes.is_empty(),
        "{} holes:\n{:#?}",
        tally.holes.len(),
        tally.holes
    );
}
