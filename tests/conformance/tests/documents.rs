//! The documents and their examples are valid, and every ledger entry still applies.

use std::path::PathBuf;

use codegen_check::Source;
use conformance::{documents, ledger, specs};

#[test]
fn documents_and_ledger_have_no_findings() {
    let sources = codegen_check::sources(&[specs()]).unwrap();
    let documents = sources.iter();
    let documents = documents.filter(|source| matches!(source, Source::Document(_)));
    assert!(documents.count() >= 20);
    let diagnostics = codegen_check::check(&sources);
    assert!(
        diagnostics.is_empty(),
        "{}",
        codegen_check::human(&diagnostics, &sources)
    );
}

#[test]
fn every_document_with_operations_is_in_the_manifest() {
    let documents = documents().unwrap();
    let listed: Vec<PathBuf> = documents
        .iter()
        .flat_map(|(_, document)| document.files().map(|(path, _)| path.to_owned()))
        .collect();
    for source in codegen_check::sources(&[specs()]).unwrap() {
        if let Source::Document(document) = source {
            let path = document.path();
            let paths = document.at("/paths");
            if paths.is_none_or(|paths| paths.entries().next().is_none()) {
                continue;
            }
            assert!(
                listed
                    .iter()
                    .any(|known| known.ends_with(path) || path.ends_with(known)),
                "{} is not in manifest.toml",
                path.display()
            );
        }
    }
}

#[test]
fn every_ledger_entry_has_a_reason_and_a_verifiable_claim() {
    let ledger = ledger().unwrap();
    assert!(ledger.len() > 100);
    for entry in &ledger {
        let place = &entry.location;
        assert!(
            !entry.why.trim().is_empty() && !entry.page.trim().is_empty(),
            "{place}"
        );
        let claims = [
            entry.value.is_some(),
            entry.absent.is_some(),
            entry.rule.is_some(),
        ];
        assert!(claims.contains(&true), "{place} claims nothing");
    }
}
