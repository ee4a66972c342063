//! The command `changes`.

mod base;
mod crates;
mod git;
mod pairs;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use codegen_changes::{Change, Compared, VersionBump};

use base::Base;
use pairs::{Owner, Pair};

/// Report what changed between two versions of documents, what it breaks, and the next version
///
/// `changes OLD NEW` compares two files or folders, or a git revision with the working tree.
///
/// Exit codes: 0 no breaking changes, 1 breaking changes (or, for documents that a crate is generated
/// from, the version in Cargo.toml does not cover the changes yet), 2 could not run.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The git revision, file or folder to compare with; a path takes precedence over a revision
    /// [default: the newest tag, or HEAD if there is none]
    #[arg(long, value_name = "REV|FILE|FOLDER")]
    base: Option<String>,

    /// OpenAPI 3.0 documents, or folders of documents; without `--base`, the first of two is the one
    /// to compare with [default: those of the workspace]
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<String>,

    /// Human-readable, one JSON object per line, a Markdown table for a comment, GitHub annotations,
    /// or a web page
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// The date in the heading of the changelog entry [default: today, UTC]
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
    let (base, documents) = match (&arguments.base, arguments.documents.as_slice()) {
        (None, [old, new @ ..]) if new.len() == 1 => (Some(old), new),
        (base, documents) => (base.as_ref(), documents),
    };
    let base = Base::read(base.map(String::as_str))?;
    let pairs = pairs::read(&base, documents)?;
    let compared: Vec<(&Pair, Vec<Change>)> =
        pairs.iter().map(|pair| (pair, pair.changes())).collect();
    let version_bumps = crates::version_bumps(&base, &compared)?;
    let is_refused = version_bumps.iter().any(|bump| !bump.is_covered)
        || compared.iter().any(|(pair, changes)| {
            matches!(pair.owner, Owner::Nobody) && changes.iter().any(Change::is_breaking)
        });
    let today = || {
        jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date()
    };
    let date = arguments.date.unwrap_or_else(today);
    let entry = changelog(&compared, &version_bumps, date);
    anstream::print!(
        "{}",
        report(arguments.format, &compared, (&version_bumps, &entry))
    );
    Ok(ExitCode::from(u8::from(is_refused)))
}

fn report(
    format: Format,
    compared: &[(&Pair, Vec<Change>)],
    (version_bumps, entry): (&[VersionBump], &str),
) -> String {
    let changes: Vec<Change> = compared
        .iter()
        .flat_map(|it| it.1.iter().cloned())
        .collect();
    match format {
        Format::Human => {
            let mut text = codegen_changes::human(&changes);
            if !version_bumps.is_empty() {
                text += &format!("\n{}", codegen_changes::version_bumps(version_bumps));
            }
            if !entry.is_empty() {
                text += &format!("\n{entry}");
            }
            text
        }
        Format::Json => codegen_changes::json(&changes),
        Format::Markdown => {
            let mut text = codegen_changes::markdown(&changes, version_bumps);
            if !entry.is_empty() {
                text += &format!("\n```markdown\n{entry}```\n");
            }
            text
        }
        Format::Github => codegen_changes::github(&changes, version_bumps),
        Format::Html => {
            let compared = compared
                .iter()
                .map(|(pair, changes)| pair.compared(changes));
            codegen_changes::html(
                &compared.collect::<Vec<Compared<'_>>>(),
                version_bumps,
                entry,
            )
        }
    }
}

/// The changelog entry: for the highest next version, because the crates are released together.
fn changelog(
    compared: &[(&Pair, Vec<Change>)],
    version_bumps: &[VersionBump],
    date: jiff::civil::Date,
) -> String {
    let named: Vec<(String, &Change)> = compared
        .iter()
        .flat_map(|(pair, changes)| changes.iter().map(|it| (pair.name(), it)))
        .collect();
    let next = version_bumps.iter().map(|bump| &bump.next).max();
    let date = date.to_string();
    codegen_changes::changelog(next.map(|next| (next, date.as_str())), &named)
}
