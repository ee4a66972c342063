//! The command `docs compare`.

mod html;
mod human;
mod selection;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, print, println};
use anyhow::{Context, bail};
use codegen_updates::Folder;

use crate::workspace;

/// Compare the documents with the records
///
/// Exit codes: 0 no differences, 1 unexplained differences, 2 could not run.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only these operations [default: all]
    #[arg(value_name = "OPERATION")]
    operations: Vec<String>,

    /// The folder of the documents, with the ledger and the records [default: specs]
    #[arg(long, value_name = "FOLDER")]
    documents: Option<PathBuf>,

    /// Human-readable, one JSON object per operation, or an HTML page.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// Also show explained facts, with their reasons.
    #[arg(long)]
    explained: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
    Html,
}

/// The folder of the documents: the given one, or the workspace's.
pub(super) fn folder(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    named.map_or_else(workspace::specs, |folder| Ok(folder.to_path_buf()))
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let path = folder(arguments.documents.as_deref())?;
    let folder = Folder::load(&path)?;
    if folder.records.is_empty() && folder.definitions.is_empty() {
        bail!(
            "no records found in {}: save a page and run `docs record PAGE --operation ID`",
            path.join(Folder::RECORDS).display()
        );
    }
    let records: Vec<_> = folder
        .records
        .into_iter()
        .chain(folder.definitions)
        .collect();
    let comparison = codegen_pages::compare(&records, &folder.documents, folder.ledger.as_ref());
    let comparison = selection::only(comparison, &arguments.operations, &path)?;
    match arguments.format {
        Format::Human => print!("{}", human::text(&comparison, arguments.explained)),
        Format::Html => print!("{}", html::page(&comparison)),
        Format::Json => {
            for operation in &comparison.operations {
                let line =
                    serde_json::to_string(operation).context("could not serialize the result")?;
                println!("{line}");
            }
        }
    }
    let missing = selection::unrecorded(&comparison);
    for problem in &missing {
        eprintln!("error: {problem}");
    }
    Ok(ExitCode::from(match comparison.unexplained() {
        _ if !missing.is_empty() => 2,
        0 => 0,
        _ => 1,
    }))
}
