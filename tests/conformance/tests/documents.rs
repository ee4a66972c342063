//! The documents themselves: valid, their examples too, and every ledger entry still true.

use std::fs;

use codegen_check::Source;
use conformance::{documents, ledger, specs};

#[test]
fn documents_and_ledger_have_no_findings() {
    let mut sources: Vec<Source> = fs::read_dir(specs())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .filter(|path| path.file_name().is_some_and(|name| name != "ledger.yaml"))
        .map(|path| Source::document(&path))
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(sources.len() >= 5);
    sources.push(Source::ledger(&specs()).unwrap());
    let diagnostics = codegen_check::check(&sources);
    assert!(
        diagnostics.is_empty(),
        "{}",
        codegen_check::human(&diagnostics, &sources)
    );
}

#[test]
fn every_yaml_document_is_in_the_manifest() {
    let listed: Vec<String> = documents()
        .unwrap()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for entry in fs::read_dir(specs()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let is_document = name.ends_with(".yaml") && name != "ledger.yaml";
        assert!(
            !is_document || listed.contains(&name),
            "{name} is not in manifest.toml"
        );
    }
}

#[test]
fn every_ledger_entry_has_its_reason_and_a_claim_that_can_be_checked() {
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
