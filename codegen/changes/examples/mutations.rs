//! Makes every small change to every node of a document and reports the changes that are missed or
//! reported far from their location. For documents outside this repository.
//!
//! `cargo run -p huaweicloud-codegen-changes --example mutations -- --help` lists the options.

#![expect(clippy::print_stdout, reason = "command-line output")]

#[expect(clippy::expect_used, reason = "shared with the tests, which may panic")]
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
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use codegen_changes::{Change, compare};
use codegen_document::Document;
use serde_json::{Value, json};

/// Make every small change to documents, and list those that are missed
#[derive(Debug, Parser)]
struct Arguments {
    /// OpenAPI 3.0 documents
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<PathBuf>,

    /// Write each pair and its wire impact (`impacts.jsonl`) into this folder, for other tools
    #[arg(long, value_name = "FOLDER", conflicts_with = "combine")]
    pairs: Option<PathBuf>,

    /// Try only every Nth change
    #[arg(
        long,
        value_name = "N",
        default_value = "1",
        conflicts_with = "combine"
    )]
    step: NonZeroUsize,

    /// Make pairs with N changes each, all of which have to be reported
    #[arg(long, value_name = "N")]
    combine: Option<usize>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    for document in &arguments.documents {
        match arguments.combine {
            Some(count) => try_combined(document, count)?,
            None => try_all(document, arguments.step.get(), arguments.pairs.as_deref())?,
        }
    }
    Ok(())
}

/// A folder of pairs for other tools.
struct Pairs<'a> {
    folder: &'a Path,
    impacts: fs::File,
}

impl<'a> Pairs<'a> {
    fn new(folder: &'a Path, base: &Value) -> anyhow::Result<Self> {
        let create = || {
            fs::create_dir_all(folder)?;
            fs::write(folder.join("old.json"), format!("{base:#}"))?;
            fs::File::create(folder.join("impacts.jsonl"))
        };
        let impacts = create().with_context(|| format!("cannot write to {}", folder.display()))?;
        Ok(Pairs { folder, impacts })
    }

    fn add(
        &mut self,
        index: usize,
        mutation: &mutation::Mutation,
        changed: &Value,
        changes: &[Change],
    ) -> anyhow::Result<()> {
        let line = json!({
            "index": index, "pointer": mutation.pointer, "what": mutation.what,
            "changes": changes.iter().map(|it| json!({
                "kind": it.kind.name(), "wire": it.wire.name(), "crate": it.level.name(),
                "subject": it.subject, "message": it.message, "reason": it.reason,
            })).collect::<Vec<_>>(),
        });
        let path = self.folder.join(format!("{index}.json"));
        fs::write(&path, format!("{changed:#}"))
            .and_then(|()| writeln!(self.impacts, "{line}"))
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

fn try_all(path: &Path, step: usize, pairs: Option<&Path>) -> anyhow::Result<()> {
    let base = Document::load(path)?.to_json();
    let before = parsed("old.json", &base)?;
    let mutations = mutation::all(&base);
    let mut groups: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut tried = 0;
    let mut pairs = pairs.map(|folder| Pairs::new(folder, &base)).transpose()?;
    for (index, mutation) in mutations.iter().enumerate().step_by(step) {
        tried += 1;
        let value = mutation.applied(&base);
        let after = parsed("new.json", &value)?;
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
        if let Some(pairs) = &mut pairs {
            pairs.add(index, mutation, &value, &changes)?;
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
    Ok(())
}

/// The number of combinations to try.
const COMBINATIONS: usize = 200;

fn try_combined(path: &Path, count: usize) -> anyhow::Result<()> {
    let base = Document::load(path)?.to_json();
    let before = parsed("old.json", &base)?;
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
            // Skip changes to nodes that an earlier change removed, and to the root.
            let is_there = value.pointer(&mutation.pointer).is_some();
            if is_there && mutation.pointer.matches('/').count() > 3 {
                value = mutation.applied(&value);
            }
        }
        let after = parsed("new.json", &value)?;
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
    Ok(())
}

/// The locations where two values differ, as a structural comparison finds them.
fn differences(old: &Value, new: &Value, at: String, found: &mut Vec<String>) {
    use codegen_document::pointer::join;
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

fn parsed(name: &str, value: &Value) -> anyhow::Result<Document> {
    Ok(Document::parse(name, value.to_string())?)
}

/// The kind of location: the last keys.
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
