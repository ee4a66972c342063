//! The output formats.

use anstream::adapter::strip_str;
use codegen_changes::{
    Change, CrateVersion, Layer, VersionBump, changelog, compare, github, human, json, markdown,
    version_bumps,
};
use semver::Version;

use crate::support;

/// One of each: breaking, added, renamed, documentation, deprecated, removed; one is a correction.
const NAMES: [&str; 6] = [
    "field-described",
    "operation-deprecated",
    "operation-renamed",
    "parameter-added-optional",
    "parameter-limit-tightened",
    "value-removed",
];

fn changes() -> Vec<Change> {
    let cases = support::cases("crates");
    let before = support::document("old.json", &cases.base);
    let mut changes: Vec<Change> = NAMES
        .iter()
        .flat_map(|name| {
            let after = support::document("specs/new.json", &cases.patched(name));
            compare(&before, &after)
        })
        .collect();
    let corrected = changes.last_mut().expect("there are some");
    corrected.correction = true;
    changes
}

fn bump(layer: Layer, now: &str, changes: &[Change]) -> VersionBump {
    let version = CrateVersion {
        package: match layer {
            Layer::Model => "bookshop-model".to_owned(),
            Layer::Client => "bookshop".to_owned(),
        },
        layer,
        before: Version::new(0, 1, 0),
        now: Version::parse(now).expect("a version"),
    };
    VersionBump::new(version, changes)
}

#[test]
fn all_formats_show_the_changes() {
    let changes = changes();
    let found = [
        bump(Layer::Model, "0.2.0", &changes),
        bump(Layer::Client, "0.1.1", &changes),
    ];
    let text = human(&changes) + "\n" + &version_bumps(&found);
    insta::assert_snapshot!("human", strip_str(&text).to_string());
    insta::assert_snapshot!("json", json(&changes));
    insta::assert_snapshot!("github", github(&changes, &found));
    insta::assert_snapshot!("markdown", markdown(&changes, &found));
    let named: Vec<(String, &Change)> = changes
        .iter()
        .map(|it| ("bookshop".to_owned(), it))
        .collect();
    let unreleased = changelog(None, &named);
    assert!(unreleased.starts_with("## Unreleased\n"), "{unreleased}");
    insta::assert_snapshot!(
        "changelog",
        changelog(Some((&Version::new(0, 2, 0), "2026-11-21")), &named)
    );
}

#[test]
fn all_formats_handle_an_empty_result() {
    assert_eq!(json(&[]), "");
    assert_eq!(github(&[], &[]), "");
    assert_eq!(changelog(None, &[]), "");
    let needed = bump(Layer::Client, "0.1.0", &[]);
    assert!(needed.is_covered);
    assert_eq!(needed.next, Version::new(0, 1, 0));
}

#[test]
fn rejected_calls_require_a_breaking_version_unless_they_always_were() {
    let mut changes = changes();
    changes.retain(|change| change.message.starts_with("maximum"));
    assert_eq!(changes.len(), 1);
    let next = |changes: &[Change], layer| bump(layer, "0.1.1", changes).next;
    assert_eq!(next(&changes, Layer::Client), Version::new(0, 2, 0));
    assert_eq!(next(&changes, Layer::Model), Version::new(0, 1, 0));
    changes[0].correction = true;
    assert_eq!(next(&changes, Layer::Client), Version::new(0, 1, 1));
}
