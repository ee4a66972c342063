//! Human-readable output for a terminal.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::{by_gravity, place};
use crate::change::{Change, Level, Wire};
use crate::version_bump::VersionBump;

const BAD: Style = AnsiColor::Red.on_default().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const QUIET: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();

/// The changes with their locations and reasons, most severe first, in color.
pub fn human(changes: &[Change]) -> String {
    let mut text = String::new();
    for change in by_gravity(changes) {
        let wire = style_of(change.wire == Wire::Breaking, change.wire != Wire::None);
        let level = style_of(change.level == Level::Major, change.level != Level::None);
        let _ = write!(
            text,
            "{wire}{:<10}{wire:#} {level}{:<5}{level:#}  {STRONG}{}{STRONG:#}: {}",
            change.wire.name(),
            change.level.name(),
            change.subject,
            change.message,
        );
        if change.correction {
            text.push_str(" (correction)");
        }
        let _ = writeln!(
            text,
            "\n{:18}{QUIET}{}{QUIET:#}\n{:18}{QUIET}{} → {}{QUIET:#}",
            "",
            change.reason,
            "",
            place(change.before.as_ref()),
            place(change.after.as_ref()),
        );
    }
    let count = |wire| changes.iter().filter(|it| it.wire == wire).count();
    let majors = changes.iter().filter(|it| it.level == Level::Major).count();
    let _ = writeln!(
        text,
        "{} changes: {} breaking and {} compatible on the wire, {majors} major for the crates",
        changes.len(),
        count(Wire::Breaking),
        count(Wire::Compatible),
    );
    text
}

/// The next version of each crate.
pub fn version_bumps(version_bumps: &[VersionBump]) -> String {
    let mut text = String::new();
    for bump in version_bumps {
        let style = if bump.is_covered { GOOD } else { BAD };
        let _ = write!(
            text,
            "{STRONG}{}{STRONG:#}: {}, {} → {style}{}{style:#}",
            bump.of.package,
            bump.level.name(),
            bump.of.before,
            bump.next,
        );
        if !bump.is_covered {
            let _ = write!(text, "; found {} in Cargo.toml", bump.of.now);
        } else if bump.of.now != bump.next {
            let _ = write!(text, "; covered by {}", bump.of.now);
        }
        if let Some(because) = &bump.because {
            let _ = write!(text, "\n  {QUIET}because of {because}{QUIET:#}");
        }
        text.push('\n');
    }
    text
}

fn style_of(is_bad: bool, is_something: bool) -> Style {
    match (is_bad, is_something) {
        (true, _) => BAD,
        (false, true) => GOOD,
        (false, false) => QUIET,
    }
}
