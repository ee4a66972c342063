//! The common form of all renderings: lines of text, tables of cells, blocks of code.

use crate::markup;
use crate::vocabulary::{self, Column};

/// A line of text and its line number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) number: u32,
    /// In a table cell, strong text may keep its markers: `**strong**`.
    pub(crate) text: String,
    /// Whether it is an item of a list.
    pub(crate) bullet: bool,
    /// The nesting depth of the list.
    pub(crate) level: usize,
}

impl Line {
    pub(crate) fn new(number: u32, text: impl Into<String>) -> Line {
        Line {
            number,
            text: text.into(),
            bullet: false,
            level: 0,
        }
    }

    /// A line of a cell. Its bullet becomes a marker.
    pub(crate) fn of_cell(number: u32, text: &str) -> Line {
        let level = text.len() - text.trim_start().len();
        let text = text.trim();
        let stripped = text
            .strip_prefix(['•', '·', '●', '▪', '◦'])
            .or_else(|| text.strip_prefix("- "))
            .or_else(|| text.strip_prefix("* "))
            .or_else(|| text.strip_prefix("+ "));
        Line {
            number,
            text: stripped.unwrap_or(text).trim().to_owned(),
            bullet: stripped.is_some(),
            level,
        }
    }
}

/// The text of a cell, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) lines: Vec<Line>,
    /// Whether it continues after an empty line, as after a dropped list.
    pub(crate) broken: bool,
}

impl Cell {
    /// The whole text on one line.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            if !text.is_empty() && !line.text.is_empty() {
                text.push(' ');
            }
            text.push_str(&markup::weak(&line.text));
        }
        text
    }

    pub(crate) fn push(&mut self, line: Line) {
        if !line.text.is_empty() {
            self.lines.push(line);
        }
    }
}

/// A table of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Grid {
    /// The line of its start.
    pub(crate) line: u32,
    /// Its caption, if the rendering includes it.
    pub(crate) caption: Option<String>,
    /// The contents of its columns. `None` if the header is unknown.
    pub(crate) columns: Vec<Option<Column>>,
    /// The headers of its columns, verbatim.
    pub(crate) headers: Vec<String>,
    pub(crate) rows: Vec<GridRow>,
    /// The last row, if the page ends within it.
    pub(crate) unfinished: Option<Line>,
}

impl Grid {
    /// Sets the headers of the columns.
    pub(crate) fn with_headers(mut self, headers: Vec<String>) -> Grid {
        let columns = headers.iter().map(|header| vocabulary::column(header));
        self.columns = columns.collect();
        self.headers = headers;
        self
    }
}

/// A row of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GridRow {
    pub(crate) line: u32,
    pub(crate) cells: Vec<Cell>,
}

impl GridRow {
    /// The texts of its cells.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.cells.iter().map(Cell::text).collect()
    }
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// The page's title.
    Title(Line),
    /// A line that the rendering marks as a heading.
    Heading(Line),
    /// A line of text.
    Text(Line),
    /// Preformatted text.
    Code(Vec<Line>),
    Grid(Grid),
    /// The start of a fragment, on a page that lists fragments.
    Part(u32),
    /// Something that the reader of the rendering could not place.
    Unplaced(crate::page::Unplaced),
}
