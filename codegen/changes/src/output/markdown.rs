//! A table for a pull request's comment.

use std::fmt::Write;

use super::{by_gravity, place};
use crate::change::Change;
use crate::version_bump::Verdict;

/// The changes and what comes next as Markdown.
pub fn markdown(changes: &[Change], verdicts: &[Verdict]) -> String {
    let mut text = String::new();
    if changes.is_empty() {
        text.push_str("Nothing changed.\n");
    } else {
        text.push_str("| wire | crate | what | why | where |\n|---|---|---|---|---|\n");
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
    if !verdicts.is_empty() {
        text.push_str("\n| crate | level | before | next | now |\n|---|---|---|---|---|\n");
    }
    for verdict in verdicts {
        let now = if verdict.is_covered {
            verdict.of.now.to_string()
        } else {
            format!("**{}**: too low", verdict.of.now)
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {now} |",
            verdict.of.package,
            verdict.level.name(),
            verdict.of.before,
            verdict.next,
        );
    }
    text
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
