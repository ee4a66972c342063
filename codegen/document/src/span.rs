//! Places in a text.

use std::fmt;
use std::path::PathBuf;

/// A place in a text: line and column, both counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in characters.
    pub column: u32,
}

impl Position {
    /// The beginning of a text.
    pub const START: Position = Position { line: 1, column: 1 };

    /// The place in `text` that lies `offset` bytes after its beginning.
    pub fn of_byte(text: &str, offset: usize) -> Position {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        Position::new(line, column)
    }

    pub(crate) fn new(line: usize, column: usize) -> Position {
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}

/// From the first character of something to the place just after its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first character.
    pub start: Position,
    /// The place after the last character.
    pub end: Position,
    /// The file, by its index in the document.
    pub(crate) file: u16,
}

impl Span {
    pub(crate) fn new(start: Position, end: Position) -> Span {
        Span {
            start,
            end,
            file: 0,
        }
    }

    /// A span without content.
    pub fn empty(at: Position) -> Span {
        Span::new(at, at)
    }
}

/// A place in a file. Its `Display` is `path:line:column`, which terminals and editors can open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file, as it was named when it was loaded.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Location {
    pub(crate) fn new(file: impl Into<PathBuf>, position: Position) -> Location {
        Location {
            file: file.into(),
            line: position.line as usize,
            column: position.column as usize,
        }
    }

    /// Line and column without the file.
    pub fn position(&self) -> Position {
        Position::new(self.line, self.column)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}:{}:{}",
            self.file.display(),
            self.line,
            self.column
        )
    }
}
