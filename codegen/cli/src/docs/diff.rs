//! The command `docs diff`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, print, println};
use anyhow::{Context, bail};
use clap::builder::styling::{AnsiColor, Style};
use codegen_pages::ComparedFact;
use codegen_updates::{Change, Difference, Effect, Folder, Subject};
use serde::Serialize;

use crate::docs::read;
use crate::docs::repetition::{Repetition, repetitions};

const HEADING: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const BREAKS: Style = AnsiColor::Red.on_default().bold();
const WIDENS: Style = AnsiColor::Green.on_default().bold();
const NARROWS: Style = AnsiColor::Yellow.on_default().bold();

/// Show what newer pages change
///
/// A page is compared with the record of its operation, ignoring line numbers, rendering and date.
/// Pending decisions from pages that were already applied are shown as `open`.
///
/// Exit codes: 0 no changes, 1 changes or open decisions, 2 a page could not be compared.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pages: Pages,

    /// Human-readable, or one JSON object per change.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

/// The pages, and what they are compared with.
#[derive(Debug, clap::Args)]
pub(super) struct Pages {
    /// The saved pages.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The operation that the page describes [default: every one whose record the page matches]
    #[arg(long, value_name = "ID")]
    operation: Option<String>,

    /// The fragments of the operation, on a page that lists fragments [default: those most similar
    /// to the record]
    #[arg(long, value_name = "N", value_delimiter = ',', requires = "operation")]
    part: Vec<u32>,

    /// The folder of the documents, with the records and the ledger.
    #[arg(long, value_name = "FOLDER", default_value = "specs")]
    pub(super) documents: PathBuf,
}

impl Pages {
    /// The operations of every page, with the page, or why it cannot be compared.
    pub(super) fn subjects<'a>(
        &self,
        folder: &'a Folder,
    ) -> anyhow::Result<Vec<anyhow::Result<Vec<Subject<'a>>>>> {
        if self.operation.is_some() && self.files.len() > 1 {
            bail!("`--operation` requires a single FILE");
        }
        let files = self.files.iter();
        Ok(files.map(|file| self.of_file(file, folder)).collect())
    }

    fn of_file<'a>(&self, file: &Path, folder: &'a Folder) -> anyhow::Result<Vec<Subject<'a>>> {
        let page = read::whole_page(file)?;
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let (name, parts) = (self.operation.as_deref(), self.part.as_slice());
        let found = codegen_updates::subjects(file, &page, &bytes, folder, name, parts)?;
        Ok(found)
    }
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = Folder::load(&arguments.pages.documents)?;
    let pending = codegen_updates::pending(&folder);
    let (mut changes, mut failures) = (0, 0);
    for subjects in arguments.pages.subjects(&folder)? {
        match subjects {
            Ok(subjects) => {
                for subject in &subjects {
                    let open = pending
                        .get(&subject.old.operation)
                        .map_or(&[][..], Vec::as_slice);
                    changes += print_subject(subject, &folder, open, arguments.format)?;
                }
            }
            // The other pages are compared all the same.
            Err(error) => {
                failures += 1;
                eprintln!("error: {error:#}");
            }
        }
    }
    Ok(ExitCode::from(match (failures, changes) {
        (0, 0) => 0,
        (0, _) => 1,
        _ => 2,
    }))
}

/// Prints the changes of a page and returns their number.
fn print_subject(
    subject: &Subject<'_>,
    folder: &Folder,
    open: &[ComparedFact],
    format: Format,
) -> anyhow::Result<usize> {
    let found = codegen_updates::difference(subject, &folder.documents);
    match format {
        Format::Human => print!("{}", human(&found, open)),
        Format::Json => print_json(&found, open)?,
    }
    Ok(found.changes.len() + open.len())
}

/// An open decision as a line of JSON.
#[derive(Serialize)]
struct Open<'a> {
    operation: &'a str,
    open: &'a ComparedFact,
}

fn print_json(found: &Difference, open: &[ComparedFact]) -> anyhow::Result<()> {
    let operation = &found.operation;
    for change in &found.changes {
        println!("{}", line(change)?);
    }
    for open in open {
        println!("{}", line(&Open { operation, open })?);
    }
    for note in &found.notes {
        eprintln!("note: {note}");
    }
    Ok(())
}

fn line(value: &impl Serialize) -> anyhow::Result<String> {
    serde_json::to_string(value).context("could not serialize the change")
}

/// The changes of an operation, and its open decisions.
fn human(found: &Difference, open: &[ComparedFact]) -> String {
    let mut text = String::new();
    let changes = found.changes.iter();
    let changes = changes.map(|change| (change, change.reason.as_str()));
    for repetition in repetitions(changes) {
        change(&mut text, &repetition);
    }
    for fact in open {
        pending(&mut text, &found.operation, fact);
    }
    for note in &found.notes {
        let _ = writeln!(text, "note: {note}");
    }
    let left = match open.len() {
        0 => String::new(),
        count => format!(", {count} open"),
    };
    let summary = summary(&found.changes);
    let _ = writeln!(
        text,
        "{HEADING}{}{HEADING:#}: {summary}{left}",
        found.operation
    );
    text
}

fn pending(text: &mut String, operation: &str, fact: &ComparedFact) {
    let nothing = "nothing".to_owned();
    let recorded = fact.recorded.as_ref().unwrap_or(&nothing);
    let documented = fact.documented.as_ref().unwrap_or(&nothing);
    let _ = writeln!(
        text,
        "{NARROWS}open{NARROWS:#}: {operation}, {}: {recorded} on the page, {documented} in the document",
        fact.fact
    );
    for (name, place) in [("record", &fact.record), ("document", &fact.document)] {
        if let Some(place) = place {
            let _ = writeln!(text, "  {name:9} {PLACE}{place}{PLACE:#}");
        }
    }
}

fn change(text: &mut String, repetition: &Repetition<'_>) {
    let (word, style) = word(repetition.first().effect);
    let _ = writeln!(text, "{style}{word}{style:#}: {}", repetition.message());
    let _ = writeln!(text, "  because   {}", repetition.reason);
    for (name, place) in repetition.places() {
        let _ = writeln!(text, "  {name:9} {PLACE}{place}{PLACE:#}");
    }
    if let Some(hint) = &repetition.first().hint {
        let _ = writeln!(text, "  hint      {hint}");
    }
}

fn word(effect: Effect) -> (&'static str, Style) {
    match effect {
        Effect::Breaks => ("breaks", BREAKS),
        Effect::Widens => ("widens", WIDENS),
        Effect::Narrows => ("narrows", NARROWS),
        Effect::Explains => ("explains", HEADING),
    }
}

fn summary(changes: &[Change]) -> String {
    let count = |effect| {
        changes
            .iter()
            .filter(|change| change.effect == effect)
            .count()
    };
    let total = match changes.len() {
        0 => return "no change".to_owned(),
        1 => "1 change".to_owned(),
        many => format!("{many} changes"),
    };
    let effects = [
        Effect::Breaks,
        Effect::Widens,
        Effect::Narrows,
        Effect::Explains,
    ];
    let counts = effects.into_iter().filter(|effect| count(*effect) > 0);
    let counts: Vec<String> = counts
        .map(|effect| format!("{} {}", count(effect), word(effect).0))
        .collect();
    format!("{total} ({})", counts.join(", "))
}
