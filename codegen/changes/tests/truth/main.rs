//! Checks the impact on the crates against the compiler.
//!
//! For every case, the crates are generated from the document before and after, and a program that
//! uses all of the old crates is compiled against the new ones:
//!
//! - `major` if and only if it does not compile;
//! - `none` if and only if the crates are identical.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails may panic"
)]

#[path = "../support/mod.rs"]
mod support;

mod caller;
mod crates;

use std::collections::BTreeMap;

use codegen_changes::{Change, Level, compare};
use crates::{Crates, Outcome};

fn impacts_match(folder: &str) {
    let cases = support::cases(folder);
    let before = support::document("old.json", &cases.base);
    let base = crates::generate(&cases.base).expect("the base becomes crates");
    let program = caller::program(base.values().map(String::as_str));
    let mut levels: BTreeMap<&str, Level> = BTreeMap::new();
    let mut workspace = Crates::new(folder, &program);
    workspace.add("base", &base);
    let mut wrong = Vec::new();
    for name in cases.patches.keys() {
        let value = cases.patched(name);
        let changes = compare(&before, &support::document("new.json", &value));
        let level = changes
            .iter()
            .map(|it: &Change| it.level)
            .max()
            .unwrap_or_default();
        match crates::generate(&value) {
            Ok(files) => {
                let is_same = files == base;
                if is_same != (level == Level::None) {
                    let what = if is_same { "same" } else { "other" };
                    wrong.push(format!(
                        "{name}: {}, but the crates are {what}",
                        level.name()
                    ));
                }
                if !is_same {
                    workspace.add(name, &files);
                    levels.insert(name, level);
                }
            }
            Err(refusal) => wrong.push(format!("{name}: the generator refuses it: {refusal}")),
        }
    }
    let outcomes = workspace.check();
    assert_eq!(
        outcomes["base"],
        Outcome::Compiles,
        "the caller and what it was made from"
    );
    let complaints = levels
        .iter()
        .filter_map(|(name, level)| complaint(name, *level, &outcomes[*name]));
    wrong.extend(complaints);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The mismatch between the changes and the compiler's result.
fn complaint(name: &str, level: Level, outcome: &Outcome) -> Option<String> {
    match (outcome, level) {
        (Outcome::Compiles, Level::Major) => {
            Some(format!("{name}: major, but the caller still compiles"))
        }
        (Outcome::CallerFails(_), Level::Major) | (Outcome::Compiles, _) => None,
        (Outcome::CallerFails(why), _) => {
            let level = level.name();
            Some(format!("{name}: {level}, but the caller fails: {why}"))
        }
        (Outcome::CratesFail(why), _) => Some(format!(
            "{name}: the crates themselves do not compile: {why}"
        )),
    }
}

#[test]
fn impacts_on_responses_and_parameters_match() {
    impacts_match("crates");
}

#[test]
fn impacts_on_requests_match() {
    impacts_match("bodies");
}
