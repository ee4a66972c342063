//! Every rule has a document that it rejects, and one that it accepts.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_check::{
    Diagnostic, Level, Rule, Settings, Source, check_on, human, json, load_references, rules,
    sources,
};

/// Relative to the folder of the crate, in which tests run, so that messages are reproducible.
const FIXTURES: &str = "tests/fixtures";

const TODAY: &str = "2030-06-15";

/// A fixture is a document, or a folder with a `document.yaml`, a ledger and settings. Its rule is enabled,
/// regardless of the default.
fn load(rule: &Rule, path: &Path) -> Vec<Source> {
    let mut sources = Vec::new();
    let folder = if path.is_file() {
        sources.push(Source::document(path).unwrap());
        path.parent().unwrap()
    } else {
        sources.push(Source::document(&path.join("document.yaml")).unwrap());
        path
    };
    if folder.join("ledger.yaml").is_file() {
        sources.push(Source::ledger(&folder.join("ledger.yaml")).unwrap());
    }
    if folder.join("check.toml").is_file() {
        sources.push(Source::settings(folder).unwrap());
    } else if rule.level() == Level::Off {
        let text = format!("rules.{} = \"warning\"", rule.name());
        let settings = Settings::parse(folder.join("check.toml"), text);
        sources.push(Source::Settings(settings));
    }
    load_references(&mut sources);
    sources
}

/// The fixtures of a rule whose names start with a prefix.
fn fixtures(rule: &str, prefix: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(Path::new(FIXTURES).join(rule))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with(prefix)
        })
        .collect();
    paths.sort();
    paths
}

fn rules_of(diagnostics: &[Diagnostic]) -> BTreeSet<&str> {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule)
        .collect()
}

#[test]
fn every_rule_rejects_its_failing_fixtures() {
    for rule in rules() {
        let paths = fixtures(rule.name(), "failing");
        assert!(!paths.is_empty(), "{} has no failing fixture", rule.name());
        for path in paths {
            let sources = load(rule, &path);
            let diagnostics = check_on(&sources, TODAY);
            assert!(
                rules_of(&diagnostics).contains(rule.name()),
                "{}",
                path.display()
            );
            let text = human(&diagnostics, &sources);
            let text = anstream::adapter::strip_str(&text).to_string();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let name = format!("{}-{stem}", rule.name());
            insta::assert_snapshot!(format!("{name}-human"), text);
            insta::assert_snapshot!(format!("{name}-json"), json(&diagnostics));
        }
    }
}

#[test]
fn a_failing_fixture_has_no_unrelated_findings() {
    for rule in rules() {
        for path in fixtures(rule.name(), "failing") {
            let found = check_on(&load(rule, &path), TODAY);
            // The fixtures of other rules can also have these findings.
            let mut side_effects = vec!["unused-component", "example-schema", rule.name()];
            if rule.name() == "structure" {
                side_effects.extend(["parameter", "schema-keyword"]);
            }
            if path.ends_with("failing_files") {
                side_effects.extend(["structure", "syntax"]);
            }
            let others: Vec<_> = found
                .iter()
                .filter(|diagnostic| !side_effects.contains(&diagnostic.rule))
                .collect();
            assert!(others.is_empty(), "{others:#?}");
        }
    }
}

#[test]
fn every_rule_accepts_its_passing_fixtures() {
    for rule in rules() {
        let paths = fixtures(rule.name(), "passing");
        assert!(!paths.is_empty(), "{} has no passing fixture", rule.name());
        for path in paths {
            assert_eq!(
                check_on(&load(rule, &path), TODAY),
                [],
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn a_complete_document_has_only_unused_schemes() {
    let sources = vec![Source::document(&Path::new(FIXTURES).join("complete.yaml")).unwrap()];
    let unused: Vec<_> = check_on(&sources, TODAY)
        .iter()
        .map(|diagnostic| format!("{}: {}", diagnostic.rule, diagnostic.message))
        .collect();
    assert_eq!(
        unused,
        ["basic", "bearer", "connect"]
            .map(|name| format!("unused-component: component `{name}` is never used"))
    );
}

#[test]
fn every_rule_has_an_explanation() {
    for rule in rules() {
        assert!(rule.explanation().len() > rule.summary().len());
        assert_eq!(
            codegen_check::rule(rule.name()).unwrap().name(),
            rule.name()
        );
    }
    assert!(codegen_check::rule("nothing").is_none());
}

#[test]
fn findings_are_sorted_by_file_line_and_column() {
    let failing = |rule: &str| Source::document(&fixtures(rule, "failing")[0]).unwrap();
    let found = check_on(&[failing("structure"), failing("example-schema")], TODAY);
    let places: Vec<_> = found
        .iter()
        .map(|diagnostic| (diagnostic.file.clone(), diagnostic.line, diagnostic.column))
        .collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert_eq!(places, sorted);
    assert!(found[0].file.ends_with("example-schema/failing.yaml"));
}

#[test]
fn the_documents_of_this_project_have_no_findings() {
    let sources = sources(&["../../specs".into()]).unwrap();
    let documents = sources.iter();
    let documents = documents.filter(|source| matches!(source, Source::Document(_)));
    assert!(documents.count() >= 20);
    let diagnostics = check_on(&sources, TODAY);
    let text = human(&diagnostics, &sources);
    assert!(
        diagnostics.is_empty(),
        "{}",
        anstream::adapter::strip_str(&text)
    );
}
