//! Simple tables of reStructuredText.

use unicode_width::UnicodeWidthChar;

use crate::block::{Cell, Grid, GridRow, Line};
use crate::markup;
use crate::readers::line_number::number;

/// The simple table that starts at this line, and the line after it.
pub(super) fn table(lines: &[&str], index: usize) -> Option<(Grid, usize)> {
    let starts = starts(lines[index])?;
    let header = next_border(lines, index + 1)?;
    let end = next_border(lines, header + 1);
    let header_row = row(&lines[index + 1..header], index + 1, &starts).pop()?;
    let stop = end.unwrap_or(lines.len());
    let mut rows = row(&lines[header + 1..stop], header + 1, &starts);
    let last = rows
        .last()
        .map(|row| Line::new(row.line, row.cells[0].text()));
    let unfinished = if end.is_none() { last } else { None };
    if unfinished.is_some() {
        rows.pop();
    }
    let grid = Grid {
        line: number(index),
        rows,
        unfinished,
        ..Grid::default()
    };
    let grid = grid.with_headers(header_row.texts());
    Some((grid, end.map_or(stop, |end| end + 1)))
}

/// The starts of the columns, if the line is a border of at least two.
fn starts(border: &str) -> Option<Vec<usize>> {
    let text = border.trim_end();
    let marks = text.trim_start();
    if !marks.starts_with("==") || !marks.bytes().all(|byte| matches!(byte, b'=' | b' ')) {
        return None;
    }
    let mut starts = Vec::new();
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        if character == '=' && before == ' ' {
            starts.push(at);
        }
        before = character;
    }
    (starts.len() > 1).then_some(starts)
}

fn next_border(lines: &[&str], from: usize) -> Option<usize> {
    let offset = lines
        .get(from..)?
        .iter()
        .position(|line| starts(line).is_some())?;
    Some(from + offset)
}

/// The rows in a part of the table. A line without a first cell continues the previous row.
fn row(lines: &[&str], first: usize, starts: &[usize]) -> Vec<GridRow> {
    let mut rows: Vec<GridRow> = Vec::new();
    for (offset, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = number(first + offset);
        let texts = cut(line, starts);
        if rows.is_empty() || !texts[0].trim().is_empty() {
            rows.push(GridRow {
                line: number,
                cells: vec![Cell::default(); starts.len()],
            });
        }
        let cells = rows.last_mut().into_iter().flat_map(|row| &mut row.cells);
        for (cell, text) in cells.zip(texts) {
            cell.push(Line::of_cell(number, &markup::restructured_strong(&text)));
        }
    }
    rows
}

/// The texts of the columns. The last one has no end.
fn cut(line: &str, starts: &[usize]) -> Vec<String> {
    let mut texts = vec![String::new(); starts.len()];
    let mut at = 0;
    for character in line.chars() {
        let column = starts.iter().rposition(|start| *start <= at).unwrap_or(0);
        texts[column].push(character);
        at += character.width().unwrap_or(0);
    }
    texts
}
