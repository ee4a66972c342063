//! The command `docs apply`.

use std::fmt::Write;
use std::process::ExitCode;

use anstream::{print, println};
use clap::builder::styling::{AnsiColor, Style};
use codegen_updates::{Application, FileChange, Folder, Subject};
use similar::{ChangeTag, TextDiff};

use crate::docs::diff::Pages;
use crate::docs::repetition::{Repetition, repetitions};

const HEADING: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const DONE: Style = AnsiColor::Green.on_default().bold();
const GONE: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const OPEN: Style = AnsiColor::Yellow.on_default().bold();

/// Apply the changes of newer pages to the documents and the records
///
/// Only unambiguous changes are applied; the others are listed with their locations. All pages are
/// applied together: a change to a shared component is applied only if all its pages have it.
///
/// Exit codes: 0 done, 1 manual work is left, or with --dry-run files would change, 2 an error, and
/// nothing was written.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pages: Pages,

    /// Show what would be written, without writing.
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = Folder::load(&arguments.pages.documents)?;
    let found = arguments.pages.subjects(&folder)?;
    let found: Vec<_> = found.into_iter().collect::<anyhow::Result<_>>()?;
    let subjects: Vec<Subject<'_>> = found.into_iter().flatten().collect();
    let outcome = codegen_updates::apply(&folder, &subjects)?;
    if arguments.dry_run {
        for file in &outcome.files {
            print!("{}", unified(file));
        }
    } else {
        codegen_updates::write(&outcome.files)?;
    }
    for operation in &outcome.operations {
        print_operation(operation);
    }
    for file in &outcome.files {
        let word = if arguments.dry_run {
            "would be written"
        } else {
            "written"
        };
        println!("{}: {word}", file.path.display());
    }
    let open = outcome.operations.iter().any(Application::needs_a_person);
    let unwritten = arguments.dry_run && !outcome.files.is_empty();
    Ok(ExitCode::from(u8::from(open || unwritten)))
}

/// The unified diff of a file, colored on a terminal.
pub(super) fn unified(file: &FileChange) -> String {
    let path = file.path.display();
    let mut text = format!("--- {path}\n+++ {path}\n");
    let diff = TextDiff::from_lines(file.before.as_str(), file.after.as_str());
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        let _ = writeln!(text, "{PLACE}{}{PLACE:#}", hunk.header());
        for change in hunk.iter_changes() {
            let (style, sign) = match change.tag() {
                ChangeTag::Delete => (GONE, '-'),
                ChangeTag::Insert => (NEW, '+'),
                ChangeTag::Equal => (Style::new(), ' '),
            };
            let line = change.value().trim_end_matches('\n');
            let _ = writeln!(text, "{style}{sign}{line}{style:#}");
        }
    }
    text
}

fn print_operation(operation: &Application) {
    let changes = &operation.changes.changes;
    let applied = operation.applied.iter();
    let applied = applied.filter_map(|index| Some((changes.get(*index)?, "")));
    for done in repetitions(applied) {
        println!("{DONE}done{DONE:#}: {}", done.message());
    }
    let decisions = operation.decisions.iter();
    let decisions = decisions
        .filter_map(|decision| Some((changes.get(decision.change)?, decision.why.as_str())));
    for decision in repetitions(decisions) {
        print_decision(&decision);
    }
    for remark in &operation.remarks {
        println!("{OPEN}look{OPEN:#}: {}", remark.text);
        println!("  document  {PLACE}{}{PLACE:#}", remark.document);
    }
    for claim in &operation.claims {
        println!("{OPEN}ledger{OPEN:#}: {claim}");
    }
    for left in &operation.left {
        println!("{OPEN}differs{OPEN:#}: {left}");
    }
    for note in &operation.changes.notes {
        println!("note: {note}");
    }
    let counts = (operation.applied.len(), operation.decisions.len());
    let id = &operation.operation;
    println!(
        "{HEADING}{id}{HEADING:#}: {} done, {} to decide",
        counts.0, counts.1
    );
}

fn print_decision(decision: &Repetition<'_>) {
    println!("{OPEN}decide{OPEN:#}: {}", decision.message());
    println!("  because   {}", decision.reason);
    for (name, place) in decision.places() {
        println!("  {name:9} {PLACE}{place}{PLACE:#}");
    }
    if let Some(hint) = &decision.first().hint {
        println!("  hint      {hint}");
    }
}
