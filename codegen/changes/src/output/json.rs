//! JSON Lines output.

use serde::Serialize;

use crate::change::{Change, SourceLine};

#[derive(Serialize)]
struct Line<'c> {
    subject: &'c str,
    change: &'static str,
    wire: &'static str,
    #[serde(rename = "crate")]
    level: &'static str,
    correction: bool,
    before: Option<Position<'c>>,
    after: Option<Position<'c>>,
    message: String,
}

#[derive(Serialize)]
struct Position<'c> {
    file: std::borrow::Cow<'c, str>,
    line: u32,
}

impl<'c> Position<'c> {
    fn new(place: &'c SourceLine) -> Position<'c> {
        Position {
            file: place.file.to_string_lossy(),
            line: place.line,
        }
    }
}

/// One JSON object per line.
pub fn json(changes: &[Change]) -> String {
    let lines = changes.iter().map(|change| {
        let line = Line {
            subject: &change.subject,
            change: change.kind.name(),
            wire: change.wire.name(),
            level: change.level.name(),
            correction: change.correction,
            before: change.before.as_ref().map(Position::new),
            after: change.after.as_ref().map(Position::new),
            message: format!("{}; {}", change.message, change.reason),
        };
        // Strings and numbers always serialize.
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    });
    lines.collect()
}
