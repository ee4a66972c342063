//! The command `changes`.

mod base;
mod crates;
mod git;
mod pairs;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use codegen_changes::{Change, Compared, Verdict};

use base::Base;
use pairs::{Owner, Pair};

/// Tell what changed in the documents, whom it breaks and which version comes next.
///
/// Exits with 1 where a crate's version in Cargo.toml does not cover the changes yet; for
/// documents that are in no crate, where anything is breaking on the wire or major for a crate.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to compare with: a git revision, a file or a folder; a path wins over a revision of
    /// the same name. [default: the newest tag, or HEAD where there is none]
    #[arg(long, value_name = "REV|FILE|FOLDER")]
    base: Option<String>,

    /// OpenAPI 3.0 documents, or folders with such. [default: those of specs/manifest.toml]
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<String>,

    /// Human-readable, one JSON object a line, a table for a comment, GitHub annotations, or a page
    /// for the browser
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// The day in the heading of the changelog's entry. [default: today, UTC]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
    Markdown,
    Github,
    Html,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let base = Base::read(arguments.base.as_deref())?;
    let pairs = pairs::read(&base, &arguments.documents)?;
    let compared: Vec<(&Pair, Vec<Change>)> =
        pairs.iter().map(|pair| (pair, pair.changes())).collect();
    let verdicts = crates::verdicts(&base, &compared)?;
    let is_refused = verdicts.iter().any(|verdict| !verdict.is_covered)
        || compared.iter().any(|(pair, changes)| {
            matches!(pair.owner, Owner::Nobody) && changes.iter().any(Change::is_breaking)
        });
    let today = || {
        jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date()
    };
    let date = arguments.date.unwrap_or_else(today);
    let entry = changelog(&compared, &verdicts, date);
    anstream::print!(
        "{}",
        report(arguments.format, &compared, (&verdicts, &entry))
    );
    Ok(ExitCode::from(u8::from(is_refused)))
}

fn report(
    format: Format,
    compared: &[(&Pair, Vec<Change>)],
    (verdicts, entry): (&[Verdict], &str),
) -> String {
    let changes: Vec<Change> = compared
        .iter()
        .flat_map(|it| it.1.iter().cloned())
        .collect();
    match format {
        Format::Human => {
            let mut text = codegen_changes::human(&changes);
            if !verdicts.is_empty() {
                text += &format!("\n{}", codegen_changes::verdicts(verdicts));
            }
            if !entry.is_empty() {
                text += &format!("\n{entry}");
            }
            text
        }
        Format::Json => codegen_changes::json(&changes),
        Format::Markdown => {
            let mut text = codegen_changes::markdown(&changes, verdicts);
            if !entry.is_empty() {
                text += &format!("\n```markdown\n{entry}```\n");
            }
            text
        }
        Format::Github => codegen_changes::github(&changes, verdicts),
        Format::Html => {
            let compared = compared
                .iter()
                .map(|(pair, changes)| pair.compared(changes));
            codegen_changes::html(&compared.collect::<Vec<Compared<'_>>>(), verdicts, entry)
        }
    }
}

/// The entry of the changelog: for the highest version that comes next, since the crates are
/// released together.
fn changelog(
    compared: &[(&Pair, Vec<Change>)],
    verdicts: &[Verdict],
    date: jiff::civil::Date,
) -> String {
    let named: Vec<(String, &Change)> = compared
        .iter()
        .flat_map(|(pair, changes)| changes.iter().map(|it| (pair.name(), it)))
        .collect();
    let next = verdicts.iter().map(|verdict| &verdict.next).max();
    let date = date.to_string();
    codegen_changes::changelog(next.map(|next| (next, date.as_str())), &named)
}
