//! `cargo xtask docs compare`.

mod folder;
mod html;
mod human;
mod selection;

use std::path::PathBuf;
use std::process::ExitCode;

use anstream::{eprintln, print, println};
use anyhow::Context;

pub(super) use folder::{OFFICIAL, documents, folder, records_folder};

/// Hold records and documents against each other
///
/// Exit codes: 0 they say the same, 1 a difference that nothing explains, 2 could not run.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only these operations. [default: all]
    #[arg(value_name = "OPERATION")]
    operations: Vec<String>,

    /// The folder of the documents, with the ledger and the records. [default: specs]
    #[arg(long, value_name = "FOLDER")]
    documents: Option<PathBuf>,

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
    let folder = folder(arguments.documents.as_deref())?;
    let documents = documents(&folder)?;
    let ledger = folder::ledger(&folder)?;
    let records = folder::records(&records_folder(&folder))?;
    let comparison = codegen_pages::compare(&records, &documents, ledger.as_ref());
    let comparison = selection::only(comparison, &arguments.operations, &folder)?;
    match arguments.format {
        Format::Human => print!("{}", human::text(&comparison, arguments.explained)),
        Format::Html => print!("{}", html::page(&comparison)),
        Format::Json => {
            for operation in &comparison.operations {
                let line = serde_json::to_string(operation).context("the result is no JSON")?;
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
