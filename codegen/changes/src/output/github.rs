//! GitHub annotations on the lines of a pull request.

use std::fmt::Write;

use super::by_gravity;
use crate::change::{Change, Level, Wire};
use crate::version_bump::VersionBump;

/// One annotation per change: an error if it is breaking, a warning if it has any other impact,
/// otherwise a notice. In addition, an error for each crate whose version is too low.
pub fn github(changes: &[Change], version_bumps: &[VersionBump]) -> String {
    let mut text = String::new();
    for change in by_gravity(changes) {
        let command = match (change.wire, change.level) {
            _ if change.is_breaking() && !change.correction => "error",
            (Wire::None, Level::None | Level::Patch) => "notice",
            _ => "warning",
        };
        let title = format!(
            "{} ({} on the wire, {} for the crates)",
            change.kind.name(),
            change.wire.name(),
            change.level.name()
        );
        let position = change.after.as_ref().map(|place| {
            let file = property(&place.file.to_string_lossy());
            format!("file={file},line={},", place.line)
        });
        let message = format!("{}: {}; {}", change.subject, change.message, change.reason);
        let _ = writeln!(
            text,
            "::{command} {}title={}::{}",
            position.unwrap_or_default(),
            property(&title),
            data(&message),
        );
    }
    for bump in version_bumps.iter().filter(|bump| !bump.is_covered) {
        let message = format!(
            "the version of {} must be at least {}, found {} in Cargo.toml",
            bump.of.package, bump.next, bump.of.now
        );
        let _ = writeln!(text, "::error title=version::{}", data(&message));
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
