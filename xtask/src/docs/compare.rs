//! `cargo xtask docs compare`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{print, println};
use anyhow::Context;
use clap::builder::styling::{AnsiColor, Style};
use codegen_document::{Document, Ledger, Manifest};
use codegen_pages::{ComparedFact, Comparison, Record, State};
use comfy_table::{CellAlignment, Table, presets};

use crate::docs::html;
use crate::workspace;

const BAD: Style = AnsiColor::Red.on_default().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// Hold records and documents against each other
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder of the documents, with the ledger and the records. [default: specs]
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,

    /// For people, one JSON object an operation, or a page for the browser.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// Also show what is explained, and why.
    #[arg(long)]
    explained: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
    Html,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = folder(arguments.folder.as_deref());
    let documents = documents(&folder)?;
    let ledger = ledger(&folder)?;
    let records = records(&records_folder(&folder))?;
    let comparison = codegen_pages::compare(&records, &documents, ledger.as_ref());
    match arguments.format {
        Format::Human => print_human(&comparison, arguments.explained),
        Format::Html => print!("{}", html::page(&comparison)),
        Format::Json => {
            for operation in &comparison.operations {
                let line = serde_json::to_string(operation).context("the result is no JSON")?;
                println!("{line}");
            }
        }
    }
    Ok(ExitCode::from(u8::from(comparison.unexplained() > 0)))
}

/// The folder of the documents, as a path that reads well from where the user is.
pub(super) fn folder(named: Option<&Path>) -> PathBuf {
    if let Some(folder) = named {
        return folder.to_path_buf();
    }
    let specs = workspace::specs();
    match std::env::current_dir() {
        Ok(here) => specs
            .strip_prefix(&here)
            .map_or(specs.clone(), Path::to_path_buf),
        Err(_) => specs,
    }
}

/// The documents that the manifest of a folder names.
pub(super) fn documents(folder: &Path) -> anyhow::Result<Vec<Document>> {
    let manifest = Manifest::load(folder)?;
    let load = |file: &Path| Document::load(&folder.join(file)).map_err(anyhow::Error::from);
    manifest
        .documents
        .iter()
        .map(|entry| load(&entry.file))
        .collect()
}

fn ledger(folder: &Path) -> anyhow::Result<Option<Ledger>> {
    if !folder.join(Ledger::FILE_NAME).is_file() {
        return Ok(None);
    }
    Ok(Some(Ledger::load(folder)?))
}

/// Where the records of a folder of documents are.
pub(super) fn records_folder(folder: &Path) -> PathBuf {
    folder.join("records")
}

/// The folder of the records of official definitions, within that of the records.
pub(super) const OFFICIAL: &str = "official";

/// The records of the pages, and those of the official definitions if there are some.
fn records(folder: &Path) -> anyhow::Result<Vec<Record>> {
    let mut paths = yaml_files(folder)
        .with_context(|| format!("there are no records in {}", folder.display()))?;
    let official = folder.join(OFFICIAL);
    if official.is_dir() {
        paths.extend(yaml_files(&official)?);
    }
    let load = |path: &PathBuf| Record::load(path).map_err(anyhow::Error::from);
    paths.iter().map(load).collect()
}

fn yaml_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn print_human(comparison: &Comparison, explained: bool) {
    for operation in &comparison.operations {
        for fact in &operation.facts {
            match fact.state {
                State::Missing | State::Invented => print_fact(&operation.operation, fact),
                State::Explained if explained => print_fact(&operation.operation, fact),
                _ => {}
            }
        }
    }
    println!("{}", table(comparison));
    match comparison.unexplained() {
        0 => println!("records and documents say the same"),
        1 => println!("{BAD}1 difference that nothing explains{BAD:#}"),
        count => println!("{BAD}{count} differences that nothing explains{BAD:#}"),
    }
}

fn print_fact(operation: &str, fact: &ComparedFact) {
    let state = match fact.state {
        State::Missing if fact.documented.is_some() => "differs",
        State::Missing => "missing",
        State::Invented => "invented",
        State::Explained => "explained",
        State::Found => "found",
    };
    let style = if fact.state == State::Explained {
        Style::new()
    } else {
        BAD
    };
    println!("{style}{state}{style:#}: {operation}, {}", fact.fact);
    let none = "(nothing)".to_owned();
    let side = |name: &str, text: &Option<String>, place: &Option<String>| {
        let text = text.as_ref().unwrap_or(&none);
        let place = place
            .as_ref()
            .map_or(String::new(), |place| format!("  {PLACE}{place}{PLACE:#}"));
        println!("  {name:9} {}{place}", shortened(text));
    };
    side("record", &fact.recorded, &fact.record);
    side("document", &fact.documented, &fact.document);
    if let Some(explanation) = &fact.explanation {
        println!(
            "  because   {}",
            explanation.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
}

fn shortened(text: &str) -> String {
    const LIMIT: usize = 300;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn table(comparison: &Comparison) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY);
    table.set_header([
        "operation",
        "recorded",
        "found",
        "explained",
        "missing",
        "invented",
    ]);
    for operation in &comparison.operations {
        let count = |state| operation.count(state).to_string();
        table.add_row([
            operation.operation.clone(),
            operation.recorded().to_string(),
            count(State::Found),
            count(State::Explained),
            count(State::Missing),
            count(State::Invented),
        ]);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
