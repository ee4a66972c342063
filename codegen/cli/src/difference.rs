//! Unified diffs of generated files, colored on a terminal.

use std::fmt::Write;

use clap::builder::styling::{AnsiColor, Style};
use codegen_generator::Difference;
use similar::{ChangeTag, TextDiff};

const FOUND: Style = AnsiColor::Red.on_default();
const WANTED: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// The difference between the file on disk (`-`) and the generated file (`+`).
pub fn unified(difference: &Difference) -> String {
    let path = difference.path.display();
    let found = difference.found.as_deref();
    let wanted = difference.wanted.as_deref();
    let side = |side: &str, text: Option<&str>| match text {
        Some(_) => format!("{side}/{path}"),
        None => "/dev/null".to_owned(),
    };
    let mut text = format!(
        "--- {}\n+++ {}\n",
        side("on-disk", found),
        side("generated", wanted)
    );
    let diff = TextDiff::from_lines(found.unwrap_or_default(), wanted.unwrap_or_default());
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        let _ = writeln!(text, "{PLACE}{}{PLACE:#}", hunk.header());
        for change in hunk.iter_changes() {
            let (style, sign) = match change.tag() {
                ChangeTag::Delete => (FOUND, '-'),
                ChangeTag::Insert => (WANTED, '+'),
                ChangeTag::Equal => (Style::new(), ' '),
            };
            let line = change.value().trim_end_matches('\n');
            let _ = writeln!(text, "{style}{sign}{line}{style:#}");
        }
    }
    text
}
