//! From bytes to a text that YAML allows.

use crate::error::Problem;
use crate::span::Position;

/// A larger file is refused before it is read as YAML.
pub(crate) const LARGEST_FILE: usize = 64 * 1024 * 1024;

/// The text of a file. Where the bytes are not UTF-8, the text has replacement characters,
/// so that the place can still be shown.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, (String, Problem)> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let problem = Problem::new(
            Position::of_byte(&text, valid),
            "the file is not UTF-8 from here on",
            "save the file as UTF-8",
        );
        (text, problem)
    })
}

/// What makes a text unfit for a YAML reader: its size, or characters that YAML forbids.
pub(crate) fn problem(text: &str) -> Option<Problem> {
    if let Some(problem) = size_problem(text.len()) {
        return Some(problem);
    }
    let (offset, character) = text
        .char_indices()
        .find(|(_, character)| !is_allowed(*character))?;
    Some(Problem::new(
        Position::of_byte(text, offset),
        format!(
            "the control character U+{:04X} is not allowed in YAML",
            u32::from(character)
        ),
        "remove it, or write it as an escape in a double-quoted text",
    ))
}

/// What makes a file too large.
pub(crate) fn size_problem(bytes: usize) -> Option<Problem> {
    (bytes > LARGEST_FILE).then(|| {
        Problem::new(
            Position::START,
            format!("the file has more than the {LARGEST_FILE} bytes that are read"),
            "split the document",
        )
    })
}

/// `c-printable` of YAML 1.2.2, section 5.1.
fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        other => !other.is_control(),
    }
}
