//! Arbitrary bytes as a document, as YAML and as JSON, and as a ledger and settings for it.
//!
//! `cargo +nightly fuzz run check` in `codegen/check`; see `fuzz/README.md`.

#![no_main]

use codegen_check::{Settings, Source, check_on, github, human, json, rules, sarif};
use codegen_document::{Document, Ledger};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let every_rule: String = rules()
        .iter()
        .map(|rule| format!("rules.{} = \"error\"\n", rule.name()))
        .collect();
    let document = |name: &str| Document::parse(name, text.to_owned());
    let sources: Vec<Source> = [
        Source::of(document("a.yaml"), Source::Document),
        Source::of(document("a.json"), Source::Document),
        Source::of(document("ledger.yaml").and_then(|source| Ledger::read(source, None)), Source::Ledger),
        Source::of(Settings::parse("check.toml", text.to_owned()), Source::Settings),
        Source::of(Settings::parse("check.toml", every_rule), Source::Settings),
    ]
    .into_iter()
    .flatten()
    .collect();
    let diagnostics = check_on(&sources, "2030-06-15");
    let lines = text.split(['\n', '\r']).count() + 1;
    for diagnostic in &diagnostics {
        assert!((1..=lines).contains(&(diagnostic.line as usize)), "{diagnostic:?}");
        assert!(diagnostic.column >= 1, "{diagnostic:?}");
    }
    let _ = (human(&diagnostics, &sources), json(&diagnostics));
    let _ = (sarif(&diagnostics), github(&diagnostics));
});
