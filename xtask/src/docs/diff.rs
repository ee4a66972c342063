//! `cargo xtask docs diff`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, print, println};
use anyhow::Context;
use clap::builder::styling::{AnsiColor, Style};
use codegen_pages::Page;
use codegen_updates::{Change, Difference, Effect, Folder, Subject};

use crate::docs::read;

const HEADING: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const BREAKS: Style = AnsiColor::Red.on_default().bold();
const WIDENS: Style = AnsiColor::Green.on_default().bold();
const NARROWS: Style = AnsiColor::Yellow.on_default().bold();

/// Tell what a newer page changes
///
/// The page is held against the record of its operation. Lines, rendering and date alone are no
/// changes.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The saved page.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The operation that the page is about. [default: every one whose record the page fits]
    #[arg(long, value_name = "ID")]
    operation: Option<String>,

    /// For people, or one JSON object a change.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// The folder of the documents, with the records.
    #[arg(long, value_name = "FOLDER", default_value = "specs")]
    documents: PathBuf,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = Folder::load(&arguments.documents)?;
    let input = Input::read(&arguments.file)?;
    let subjects = input.subjects(&folder, arguments.operation.as_deref())?;
    let mut changes = 0;
    for subject in &subjects {
        let found =
            codegen_updates::difference(subject.old, &subject.new, &input.file, &folder.documents);
        changes += found.changes.len();
        match arguments.format {
            Format::Human => print!("{}", human(&found)),
            Format::Json => print_json(&found)?,
        }
    }
    Ok(ExitCode::from(u8::from(changes > 0)))
}

/// A page and its bytes.
pub(super) struct Input {
    pub(super) file: PathBuf,
    pub(super) page: Page,
    bytes: Vec<u8>,
}

impl Input {
    pub(super) fn read(file: &Path) -> anyhow::Result<Input> {
        let page = read::whole_page(file)?;
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(Input {
            file: file.to_owned(),
            page,
            bytes,
        })
    }

    /// The operations that the page is about.
    pub(super) fn subjects<'a>(
        &self,
        folder: &'a Folder,
        name: Option<&str>,
    ) -> anyhow::Result<Vec<Subject<'a>>> {
        let subjects =
            codegen_updates::subjects(&self.file, &self.page, &self.bytes, &folder.records, name)?;
        Ok(subjects)
    }
}

fn print_json(found: &Difference) -> anyhow::Result<()> {
    for change in &found.changes {
        let line = serde_json::to_string(change).context("the change is no JSON")?;
        println!("{line}");
    }
    for note in &found.notes {
        eprintln!("note: {note}");
    }
    Ok(())
}

/// The changes of an operation.
fn human(found: &Difference) -> String {
    let mut text = String::new();
    for change in &found.changes {
        self::change(&mut text, change);
    }
    for note in &found.notes {
        let _ = writeln!(text, "note: {note}");
    }
    let _ = writeln!(
        text,
        "{HEADING}{}{HEADING:#}: {}",
        found.operation,
        summary(&found.changes)
    );
    text
}

fn change(text: &mut String, change: &Change) {
    let (word, style) = word(change.effect);
    let _ = writeln!(text, "{style}{word}{style:#}: {}", change.message);
    let _ = writeln!(text, "  because   {}", change.reason);
    for (name, place) in places(change) {
        let _ = writeln!(text, "  {name:9} {PLACE}{place}{PLACE:#}");
    }
    if let Some(hint) = &change.hint {
        let _ = writeln!(text, "  hint      {hint}");
    }
}

/// Where a change is: on the page, in the record, in the document.
pub(super) fn places(change: &Change) -> Vec<(&'static str, String)> {
    let page = change.page.as_ref().map(ToString::to_string);
    let record = change.record.as_ref().map(ToString::to_string);
    let document = change.document.as_ref().map(ToString::to_string);
    let all = [("page", page), ("record", record), ("document", document)];
    all.into_iter()
        .filter_map(|(name, place)| Some((name, place?)))
        .collect()
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
