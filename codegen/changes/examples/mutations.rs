//! Every small change of every node of a document: which of them go unseen, which are told of far
//! from where they are. For trying documents that are not in this repository.
//!
//! `cargo run -p codegen-changes --example mutations -- [--pairs FOLDER] [--step N] [--combine N] DOCUMENT...`
//!
//! With `--combine N`, pairs with N changes at once are made instead, each of which has to be told
//! of.
//!
//! With `--pairs`, every pair is written into the folder, with the verdicts in `verdicts.jsonl`,
//! so that other tools can be asked about the same pairs.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::panic,
    reason = "a trial"
)]

#[path = "../tests/mutations/mutation.rs"]
mod mutation;
#[path = "../tests/mutations/parts.rs"]
mod parts;
#[path = "../tests/mutations/place.rs"]
mod place;
#[path = "../tests/mutations/tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use codegen_changes::compare;
use codegen_document::Document;
use serde_json::json;

fn main() {
    let mut pairs: Option<PathBuf> = None;
    let mut step = 1;
    let mut combine: Option<usize> = None;
    let mut documents = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--pairs" => pairs = arguments.next().map(PathBuf::from),
            "--step" => step = arguments.next().and_then(|it| it.parse().ok()).unwrap_or(1),
            "--combine" => combine = arguments.next().and_then(|it| it.parse().ok()),
            _ => documents.push(PathBuf::from(argument)),
        }
    }
    for document in documents {
        match combine {
            Some(count) => try_combined(&document, count),
            None => try_all(&document, step, pairs.as_deref()),
        }
    }
}

fn try_all(path: &Path, step: usize, pairs: Option<&Path>) {
    let base = Document::load(path).expect("a document").to_json();
    let before = parsed("old.json", &base);
    let mutations = mutation::all(&base);
    let mut groups: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut tried = 0;
    let mut verdicts = pairs.map(|folder| {
        fs::create_dir_all(folder).expect("a folder");
        fs::write(folder.join("old.json"), format!("{base:#}")).expect("written");
        fs::File::create(folder.join("verdicts.jsonl")).expect("a file")
    });
    for (index, mutation) in mutations.iter().enumerate().step_by(step) {
        tried += 1;
        let value = mutation.applied(&base);
        let after = parsed("new.json", &value);
        let changes = compare(&before, &after);
        let back = compare(&after, &before);
        for (direction, changes) in [("", &changes), (" (back)", &back)] {
            let problem = match place::distance(&mutation.pointer, changes) {
                _ if changes.is_empty() => "UNSEEN".to_owned(),
                None => "ELSEWHERE".to_owned(),
                Some(distance) if distance > 1 => format!("FAR {distance}"),
                Some(_) => continue,
            };
            let places: Vec<&str> = changes.iter().map(|it| it.after_pointer.as_str()).collect();
            let key = format!(
                "{problem}{direction} {}",
                general(&mutation.pointer, &mutation.what)
            );
            let example = format!("{} {} → {:?}", mutation.pointer, mutation.what, places);
            groups.entry(key).or_insert((0, example)).0 += 1;
        }
        if let (Some(folder), Some(file)) = (pairs, &mut verdicts) {
            fs::write(folder.join(format!("{index}.json")), format!("{value:#}")).expect("written");
            let line = json!({
                "index": index, "pointer": mutation.pointer, "what": mutation.what,
                "changes": changes.iter().map(|it| json!({
                    "kind": it.kind.name(), "wire": it.wire.name(), "crate": it.level.name(),
                    "subject": it.subject, "message": it.message, "reason": it.reason,
                })).collect::<Vec<_>>(),
            });
            writeln!(file, "{line}").expect("written");
        }
    }
    println!(
        "{}: {tried} mutations, {} kinds of problem",
        path.display(),
        groups.len()
    );
    for (key, (count, example)) in groups {
        println!(
            "  {count:5} {key}\n        {}",
            example.chars().take(400).collect::<String>()
        );
    }
}

/// How many combinations are tried.
const COMBINATIONS: usize = 200;

fn try_combined(path: &Path, count: usize) {
    let base = Document::load(path).expect("a document").to_json();
    let before = parsed("old.json", &base);
    let mutations = mutation::all(&base);
    let mut random: u64 = 0x2545_f491_4f6c_dd1d;
    let mut missed: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for _ in 0..COMBINATIONS {
        let mut value = base.clone();
        for _ in 0..count {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let index = usize::try_from(random % mutations.len() as u64).unwrap_or_default();
            let mutation = &mutations[index];
            // What an earlier one took away cannot be changed any more, nor is the root of much.
            let is_there = value.pointer(&mutation.pointer).is_some();
            if is_there && mutation.pointer.matches('/').count() > 3 {
                value = mutation.applied(&value);
            }
        }
        let after = parsed("new.json", &value);
        let changes = compare(&before, &after);
        let mut differing = Vec::new();
        differences(&base, &value, String::new(), &mut differing);
        for pointer in differing {
            if place::distance(&pointer, &changes).is_none_or(|distance| distance > 2) {
                let key = general(&pointer, "");
                missed.entry(key).or_insert((0, pointer)).0 += 1;
            }
        }
    }
    println!(
        "{}: {COMBINATIONS} combinations, {} kinds missed",
        path.display(),
        missed.len()
    );
    for (key, (count, example)) in missed {
        println!("  {count:5} {key}\n        {example}");
    }
}

/// The places where two values differ, as any structural comparison finds them.
fn differences(
    old: &serde_json::Value,
    new: &serde_json::Value,
    at: String,
    found: &mut Vec<String>,
) {
    use codegen_document::pointer::join;
    use serde_json::Value;
    match (old, new) {
        _ if old == new => {}
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                match other.get(key) {
                    Some(now) => differences(value, now, join(&at, key), found),
                    None => found.push(join(&at, key)),
                }
            }
            let new = other.keys().filter(|key| !one.contains_key(*key));
            found.extend(new.map(|key| join(&at, key)));
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (value, now)) in one.iter().zip(other).enumerate() {
                differences(value, now, join(&at, &index.to_string()), found);
            }
        }
        _ => found.push(at),
    }
}

fn parsed(name: &str, value: &serde_json::Value) -> Document {
    Document::parse(name, value.to_string()).expect("JSON")
}

/// The kind of place: the last keys.
fn general(pointer: &str, what: &str) -> String {
    let keys: Vec<&str> = pointer.rsplit('/').take(3).collect();
    let keys: Vec<String> = keys
        .into_iter()
        .rev()
        .map(|key| {
            if key.parse::<u64>().is_ok() {
                "#".to_owned()
            } else {
                key.to_owned()
            }
        })
        .collect();
    format!(
        "{} {}",
        keys.join("/"),
        what.split(" to ").next().unwrap_or(what)
    )
}
