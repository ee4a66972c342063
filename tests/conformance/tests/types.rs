//! The generated types read the documented examples and undocumented deviations of services.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

use std::collections::BTreeMap;

use codegen_document::LedgerEntry;
use conformance::{
    Case, Direction, DocumentedOperation, Example, Expectation, Read, case, cases, documents,
    is_enumeration, leaves, ledger, operations, variants,
};
use serde_json::Value;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Every body example that has a generated type, with that type.
fn typed_examples() -> Vec<(DocumentedOperation, Example, Read)> {
    let mut found = Vec::new();
    for operation in operations().unwrap() {
        let case: &Case = case(&operation.document, &operation.id).unwrap();
        for example in &operation.examples {
            let read = match example.direction {
                Direction::Request => {
                    Some(case.read_request.expect("a request example needs a body"))
                }
                direction if direction.is_success() => Some(case.read_response),
                _ => None,
            };
            if let Some(read) = read {
                found.push((operation.clone(), example.clone(), read));
            }
        }
    }
    found
}

/// The ledger entry that the type cannot parse this example.
fn excused<'a>(
    entries: &'a [LedgerEntry],
    operation: &DocumentedOperation,
    example: &Example,
) -> Option<&'a str> {
    entries
        .iter()
        .filter(|entry| {
            entry.document == operation.document && entry.pointer.starts_with(&example.pointer)
        })
        .find_map(|entry| entry.parse_fails_at.as_deref())
}

#[test]
fn operations_and_cases_match() {
    let mut documented: Vec<(String, String)> = operations()
        .unwrap()
        .into_iter()
        .map(|operation| (operation.document, operation.id))
        .collect();
    let mut generated: Vec<(String, String)> = cases()
        .map(|case| (case.document.to_owned(), case.operation.to_owned()))
        .collect();
    documented.sort();
    generated.sort();
    assert_eq!(documented, generated);
    assert!(!documented.is_empty());
}

#[test]
fn every_operation_has_a_success_example_or_a_ledger_entry() {
    let ledger = ledger().unwrap();
    for operation in operations().unwrap() {
        let shown = operation
            .examples
            .iter()
            .any(|example| example.direction.is_success());
        let case = case(&operation.document, &operation.id).unwrap();
        let has_no_body = (case.read_response)(&Value::Null).is_ok();
        let is_excused = ledger.iter().any(|entry| {
            let success = format!("{}/responses/2", operation.pointer);
            entry.document == operation.document
                && entry.pointer.starts_with(&success)
                && entry.absent.as_deref() == Some("examples")
        });
        assert!(
            shown || has_no_body || is_excused || operation.is_from_definition,
            "{} shows no success, and the ledger does not say so",
            operation.id
        );
    }
}

#[test]
fn every_body_example_survives_a_round_trip() -> Outcome {
    let ledger = ledger()?;
    let mut faults = Vec::new();
    for (operation, example, read) in typed_examples() {
        let label = operation.label(&example);
        match (read(&example.value), excused(&ledger, &operation, &example)) {
            (Ok(reading), None) => faults.extend(
                leaves::differences(&example.value, &reading.written)
                    .into_iter()
                    .map(|difference| format!("{label}: {difference}")),
            ),
            (Err(refusal), None) => {
                faults.push(format!("{label}: {}: {}", refusal.path, refusal.message))
            }
            (Err(refusal), Some(path)) if refusal.path == path => {}
            (Err(refusal), Some(path)) => faults.push(format!(
                "{label}: the ledger says that parsing fails at {path}, but it fails at {}",
                refusal.path
            )),
            (Ok(_), Some(path)) => faults.push(format!(
                "{label}: the ledger says that parsing fails at {path}, but it succeeds"
            )),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

#[test]
fn every_success_example_parses_with_common_deviations() -> Outcome {
    let ledger = ledger()?;
    let documents: BTreeMap<String, Value> = documents()?
        .into_iter()
        .map(|(name, document)| (name, document.to_json()))
        .collect();
    let mut faults = Vec::new();
    let mut tried = 0;
    for (operation, example, read) in typed_examples() {
        if example.direction == Direction::Request
            || excused(&ledger, &operation, &example).is_some()
        {
            continue;
        }
        let document = &documents[&operation.document];
        let is_enumeration = |node: &str| is_enumeration(document, &example.schema, node);
        // A response of any shape is read unchanged.
        let is_any = read(&Value::Bool(true)).is_ok();
        let variants = variants(&example.value, &is_enumeration);
        for variant in variants.into_iter().filter(|_| !is_any) {
            tried += 1;
            let label = format!("{}: {}", operation.label(&example), variant.label);
            match (read(&variant.value), variant.expected) {
                (Ok(_), Expectation::Parses) => {}
                (Ok(reading), Expectation::RoundTrips) => {
                    let lost = leaves::differences(&variant.value, &reading.written);
                    faults.extend(lost.into_iter().map(|lost| format!("{label}: {lost}")));
                }
                (Err(refusal), Expectation::Refused(path)) if refusal.path == path => {}
                (outcome, expected) => {
                    faults.push(format!("{label}: expected {expected:?}, got {outcome:?}"))
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(
        tried > 100,
        "only {tried} variants: are the examples still found?"
    );
    Ok(())
}

#[test]
fn what_the_types_read_from_every_body_example() -> Outcome {
    let ledger = ledger()?;
    let mut operations: BTreeMap<String, String> = BTreeMap::new();
    for (operation, example, read) in typed_examples() {
        if excused(&ledger, &operation, &example).is_none() {
            let reading = read(&example.value).map_err(|refusal| refusal.message)?;
            let text = operations.entry(operation.id.clone()).or_default();
            *text += &format!("# {}\n{}\n\n", operation.label(&example), reading.debug);
        }
    }
    for (operation, text) in operations {
        insta::assert_snapshot!(operation, text);
    }
    Ok(())
}
