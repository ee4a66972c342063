//! Every cell is a paragraph: rows are found by their names and types.

use crate::block::{Block, Cell, Grid, GridRow, Line};
use crate::pattern::Pattern;
use crate::readers::line_number::number;
use crate::vocabulary::{self, Column, Section};

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Paragraph<'a> {
    number: u32,
    text: &'a str,
}

impl Paragraph<'_> {
    fn bare(&self) -> &str {
        self.text.trim()
    }

    fn is_bullet(&self) -> bool {
        self.bare().starts_with(['•', '·', '●', '▪'])
    }
}

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let paragraphs: Vec<Paragraph<'_>> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, text)| Paragraph {
            number: number(index),
            text,
        })
        .collect();
    let mut blocks = Vec::new();
    let mut index = 0;
    while index < paragraphs.len() {
        let here = &paragraphs[index..];
        if let Some(columns) = header(here) {
            let (grid, read) = table(here, columns);
            blocks.push(Block::Grid(grid));
            index += read;
            continue;
        }
        text_block(here[0], &mut blocks);
        index += 1;
    }
    blocks
}

fn text_block(paragraph: Paragraph<'_>, blocks: &mut Vec<Block>) {
    let line = |text: &str| Line::new(paragraph.number, text);
    match vocabulary::trailing_section(paragraph.text) {
        Some((before, heading)) => {
            blocks.push(Block::Text(line(before)));
            blocks.push(Block::Heading(line(heading)));
        }
        None => blocks.push(Block::Text(line(paragraph.text))),
    }
}

/// The columns of the header that starts here.
fn header(paragraphs: &[Paragraph<'_>]) -> Option<Vec<Column>> {
    let mut columns = Vec::new();
    for paragraph in paragraphs.iter().take(6) {
        let Some(column) = vocabulary::column(paragraph.bare()) else {
            break;
        };
        if columns.contains(&column) {
            break;
        }
        columns.push(column);
        if column == Column::Description {
            break;
        }
    }
    let rows = columns.first() == Some(&Column::Name) && columns.contains(&Column::Type);
    let statuses = columns == [Column::StatusCode, Column::Description];
    let closed = columns.last() == Some(&Column::Description);
    (closed && (rows || statuses)).then_some(columns)
}

/// The table whose header starts here, and its number of paragraphs.
fn table(paragraphs: &[Paragraph<'_>], columns: Vec<Column>) -> (Grid, usize) {
    let mut grid = Grid {
        line: paragraphs[0].number,
        ..Grid::default()
    };
    let mut index = columns.len();
    while index < paragraphs.len() {
        let here = &paragraphs[index..];
        let (mut row, read) = match row_start(here, &columns) {
            Some(start) => start,
            None => break,
        };
        index += read;
        let description = description(&paragraphs[index..], &columns);
        let last = row.cells.len() - 1;
        for paragraph in &paragraphs[index..index + description] {
            let line = Line::of_cell(paragraph.number, paragraph.text);
            row.cells[last].push(line);
        }
        index += description;
        grid.rows.push(row);
    }
    grid.columns = columns.into_iter().map(Some).collect();
    (grid, index)
}

/// The cells of the row that starts here, except its description, and their number of paragraphs.
/// The marks for required fields may be missing.
fn row_start(paragraphs: &[Paragraph<'_>], columns: &[Column]) -> Option<(GridRow, usize)> {
    let first = paragraphs.first()?;
    let mut row = GridRow {
        line: first.number,
        cells: vec![Cell::default(); columns.len()],
    };
    let mut read = 0;
    for (cell, column) in row.cells.iter_mut().zip(columns) {
        let Some(paragraph) = paragraphs.get(read) else {
            return (*column == Column::Description).then_some((row, read));
        };
        let text = paragraph.bare();
        let fits = match column {
            Column::Name => !paragraph.is_bullet() && vocabulary::is_name(text),
            Column::Required if vocabulary::presence(text).is_none() => continue,
            Column::Required => true,
            Column::Type => vocabulary::is_type(text),
            Column::StatusCode => is_status(text),
            _ => break,
        };
        if !fits {
            return None;
        }
        cell.push(Line::of_cell(paragraph.number, text));
        read += 1;
    }
    Some((row, read))
}

fn is_status(text: &str) -> bool {
    static STATUS: Pattern = Pattern::new(r"^[1-5][0-9]{2}(?:\s.{0,60})?$");
    STATUS.is_match(text)
}

/// The number of paragraphs of the description that starts here.
fn description(paragraphs: &[Paragraph<'_>], columns: &[Column]) -> usize {
    for index in 0..paragraphs.len() {
        let here = &paragraphs[index..];
        if ends_table(here, index == 0) || row_start(here, columns).is_some() {
            return index;
        }
    }
    paragraphs.len()
}

/// Whether the table ends before this paragraph. The first paragraph of a description may look like
/// a heading, as for error codes.
fn ends_table(paragraphs: &[Paragraph<'_>], first: bool) -> bool {
    let text = paragraphs[0].bare();
    if paragraphs[0].is_bullet() {
        return false;
    }
    if vocabulary::caption(text).is_some()
        || vocabulary::status_label(text).is_some()
        || header(paragraphs).is_some()
    {
        return true;
    }
    let Some(section) = vocabulary::section(text) else {
        return false;
    };
    // The blocks of a description may have the names of sections without facts.
    if section == Section::Other && !vocabulary::closes_page(text) {
        return false;
    }
    let capital = !text.starts_with(|c: char| c.is_ascii_lowercase());
    let certain = capital && section != Section::Other && !first;
    let follows = |next: &Paragraph<'_>| follows_heading(*next, section);
    certain || paragraphs.get(1).is_none_or(follows)
}

/// Whether a paragraph typically follows a heading. There are no tables of the operation below a
/// heading without facts.
fn follows_heading(paragraph: Paragraph<'_>, section: Section) -> bool {
    static OPENING: Pattern = Pattern::new(
        r"^(?:无|None|N/A|不涉及|请参见|请参考|详情|See\b|For details|\{|\[|https?://|(?:GET|PUT|POST|DELETE|PATCH|HEAD) )",
    );
    let text = paragraph.bare();
    let table = vocabulary::caption(text).is_some()
        || vocabulary::status_label(text).is_some()
        || vocabulary::column(text).is_some();
    OPENING.is_match(text) || table && section != Section::Other
}
