//! The command `docs describe`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, print, println};
use codegen_descriptions::{Changed, Outcome};
use codegen_document::Document;
use codegen_html::count;
use codegen_updates::FileChange;

use crate::docs::{apply, worklist};
use crate::workspace;

/// Copy the texts of a worklist to the documents, at all their places
///
/// Everything else in the documents stays unchanged. If one text does not apply, nothing is
/// written.
///
/// Exit codes: 0 done, 1 with --dry-run files would change, 2 an error, and nothing was written.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The list written by `docs worklist` [default: target/worklist.yaml]
    #[arg(value_name = "WORKLIST")]
    worklist: Option<PathBuf>,

    /// Show what would be written, without writing.
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let path = worklist::output(arguments.worklist.as_deref())?;
    let entries = worklist::read(&Document::load(&path)?)?;
    let base = worklist::base()?;
    let load = |name: &str| load(&base, name);
    let outcome = match codegen_descriptions::describe(&entries, &load) {
        Ok(outcome) => outcome,
        Err(problems) => {
            for problem in &problems {
                eprintln!("error: {problem}");
            }
            eprintln!("nothing was written");
            return Ok(ExitCode::from(2));
        }
    };
    let files: Vec<FileChange> = outcome.files.iter().cloned().map(change).collect();
    if arguments.dry_run {
        for file in &files {
            print!("{}", apply::unified(file));
        }
    } else {
        codegen_updates::write(&files)?;
    }
    summarize(&outcome, arguments.dry_run);
    Ok(ExitCode::from(u8::from(
        arguments.dry_run && !files.is_empty(),
    )))
}

/// A document by its name in a worklist, with a short path for messages.
fn load(base: &Path, name: &str) -> Result<Document, String> {
    let path = workspace::from_here(base.join(name));
    Document::load(&path).map_err(|error| format!("{:#}", anyhow::Error::from(error)))
}

fn change(changed: Changed) -> FileChange {
    FileChange::new(changed.path, changed.before, changed.after)
}

fn summarize(outcome: &Outcome, dry_run: bool) {
    let word = if dry_run {
        "would be written"
    } else {
        "written"
    };
    for file in &outcome.files {
        println!("{}: {word}", file.path.display());
    }
    println!(
        "{} {word} at {} in {}; {} unchanged, {} left empty",
        count(outcome.written, "text"),
        count(outcome.places, "place"),
        count(outcome.files.len(), "document"),
        outcome.unchanged,
        outcome.empty
    );
}
