//! A table for a comment on a pull request.

use std::fmt::Write;

use super::{by_gravity, place};
use crate::change::Change;
use crate::version_bump::VersionBump;

/// The changes and the next versions as Markdown.
pub fn markdown(changes: &[Change], version_bumps: &[VersionBump]) -> String {
    let mut text = String::new();
    if changes.is_empty() {
        text.push_str("No changes.\n");
    } else {
        text.push_str("| wire | crate | change | reason | location |\n|---|---|---|---|---|\n");
    }
    for change in by_gravity(changes) {
        let correction = if change.correction {
            " (correction)"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "| {} | {} | **{}**: {}{correction} | {} | {} → {} |",
            change.wire.name(),
            change.level.name(),
            cell(&change.subject),
            cell(&change.message),
            cell(&change.reason),
            cell(&place(change.before.as_ref())),
            cell(&place(change.after.as_ref())),
        );
    }
    if !version_bumps.is_empty() {
        text.push_str("\n| crate | level | before | required | current |\n|---|---|---|---|---|\n");
    }
    for bump in version_bumps {
        let now = if bump.is_covered {
            bump.of.now.to_string()
        } else {
            format!("**{}**: too low", bump.of.now)
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {now} |",
            bump.of.package,
            bump.level.name(),
            bump.of.before,
            bump.next,
        );
    }
    text
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
