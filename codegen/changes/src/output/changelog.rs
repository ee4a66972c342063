//! An entry of CHANGELOG.md in the format of <https://keepachangelog.com>.

use std::fmt::Write;

use semver::Version;

use crate::change::{Change, Level, Wire};
use crate::change_kind::ChangeKind;

/// The headings, in order.
const SECTIONS: [&str; 5] = ["Added", "Changed", "Deprecated", "Removed", "Fixed"];

/// The entry for a version and its release date, or for unreleased changes. Each change comes with
/// the name of its crate. Empty if no change affects users.
pub fn changelog(release: Option<(&Version, &str)>, changes: &[(String, &Change)]) -> String {
    let mut text = String::new();
    for section in SECTIONS {
        let mut lines: Vec<String> = Vec::new();
        for (name, change) in changes {
            if section_of(change) == Some(section) {
                let line = line(name, change);
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        if section == "Changed" {
            lines.extend(explained(changes));
        }
        // Breaking changes come first. The others keep document order.
        lines.sort_by_key(|line| !line.contains("**Breaking:**"));
        if !lines.is_empty() {
            let _ = write!(text, "\n### {section}\n\n{}", lines.concat());
        }
    }
    if text.is_empty() {
        return text;
    }
    let heading = match release {
        Some((version, date)) => format!("[{version}] - {date}"),
        None => "Unreleased".to_owned(),
    };
    format!("## {heading}\n{text}")
}

/// The heading of a change. `None` for documentation changes.
fn section_of(change: &Change) -> Option<&'static str> {
    if change.kind == ChangeKind::DeprecatedChanged {
        return Some("Deprecated");
    }
    if is_explanation(change) {
        return None;
    }
    let name = change.kind.name();
    Some(match name {
        _ if change.correction => "Fixed",
        _ if name.ends_with("-added") && change.kind != ChangeKind::RequiredAdded => "Added",
        _ if name.ends_with("-removed") && change.kind != ChangeKind::RequiredRemoved => "Removed",
        _ => "Changed",
    })
}

/// Whether neither the wire nor the Rust API changed.
fn is_explanation(change: &Change) -> bool {
    change.wire == Wire::None && change.level <= Level::Patch
}

fn line(name: &str, change: &Change) -> String {
    let is_breaking = change.level == Level::Major || change.refuses_calls && !change.correction;
    let breaking = if is_breaking && change.is_breaking() {
        "**Breaking:** "
    } else {
        ""
    };
    format!(
        "- {breaking}{name}: `{}`: {}.\n",
        change.subject, change.message
    )
}

/// One line for all documentation changes.
fn explained(changes: &[(String, &Change)]) -> Option<String> {
    let count = changes
        .iter()
        .filter(|(_, change)| is_explanation(change) && change.level == Level::Patch)
        .count();
    match count {
        0 => None,
        1 => Some("- One doc comment was improved.\n".to_owned()),
        count => Some(format!("- {count} doc comments were improved.\n")),
    }
}
