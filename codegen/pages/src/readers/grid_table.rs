//! Grid tables of reStructuredText. Columns are counted as a terminal shows them.

use unicode_width::UnicodeWidthChar;

use crate::block::{Cell, Grid, GridRow, Line};
use crate::markup;
use crate::readers::line_number::number;

/// The grid table that begins at this line, and the line after it.
pub(super) fn table(lines: &[&str], index: usize) -> Option<(Grid, usize)> {
    let indent = border_indent(lines[index])?;
    let edges = edges(lines[index]);
    let length = lines[index..]
        .iter()
        .take_while(|line| line.trim_start().starts_with(['+', '|']))
        .count();
    let mut rows: Vec<GridRow> = Vec::new();
    let mut header = 0;
    let mut row = GridRow::default();
    let body = lines[index + 1..index + length].iter().enumerate();
    for (offset, line) in body {
        let number = number(index + 1 + offset);
        if border_indent(line) == Some(indent) {
            if !row.cells.is_empty() {
                rows.push(std::mem::take(&mut row));
            }
            if line.contains('=') {
                header = rows.len();
            }
            continue;
        }
        add_line(&mut row, line, &edges, number);
    }
    let unfinished =
        (!row.cells.is_empty()).then(|| Line::new(row.line, lines[index + length - 1]));
    let body = rows.split_off(header.min(rows.len()));
    let grid = Grid {
        line: number(index),
        rows: body,
        unfinished,
        ..Grid::default()
    };
    let headers = rows.last().map(GridRow::texts).unwrap_or_default();
    Some((grid.with_headers(headers), index + length))
}

/// How far a border is indented, if the line is one.
fn border_indent(line: &str) -> Option<usize> {
    let text = line.trim();
    let border = text.len() > 2
        && text.starts_with("+-") | text.starts_with("+=")
        && text.ends_with('+')
        && text.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'='));
    border.then(|| line.len() - line.trim_start().len())
}

/// The columns of the terminal at which the edges of the cells are.
fn edges(border: &str) -> Vec<usize> {
    let characters = border.char_indices();
    characters
        .filter(|(_, c)| *c == '+')
        .map(|(at, _)| at)
        .collect()
}

fn add_line(row: &mut GridRow, line: &str, edges: &[usize], number: u32) {
    if row.cells.is_empty() {
        row.cells = vec![Cell::default(); edges.len() - 1];
        row.line = number;
    }
    let mut cell = 0;
    for (index, text) in between(line, edges) {
        cell = index;
        if let Some(cell) = row.cells.get_mut(cell) {
            add_text(cell, &text, number);
        }
    }
    debug_assert!(cell < edges.len());
}

/// Adds a line to a cell. A sentence that is broken at the cell's edge is one line again.
fn add_text(cell: &mut Cell, text: &str, number: u32) {
    let mut line = Line::of_cell(number, &markup::restructured_strong(text));
    line.level = text.len() - text.trim_start().len();
    let blank = text.trim().is_empty();
    if blank {
        cell.lines.push(Line::new(number, ""));
        return;
    }
    match cell.lines.last_mut() {
        Some(last) if !last.text.is_empty() && !line.bullet => {
            last.text.push(' ');
            last.text.push_str(&line.text);
        }
        _ => {
            cell.lines.retain(|line| !line.text.is_empty());
            cell.lines.push(line);
        }
    }
}

/// The texts between the edges, and the cells that they are in. A cell that spans several columns
/// counts as the first of them.
fn between(line: &str, edges: &[usize]) -> Vec<(usize, String)> {
    let mut texts = vec![(0, String::new())];
    let mut column = 0;
    let mut edge = 0;
    for character in line.chars() {
        if edges.get(edge) == Some(&column) {
            if character == '|' || character == '+' {
                texts.push((edge, String::new()));
                edge += 1;
                column += 1;
                continue;
            }
            edge += 1;
        } else if edges.get(edge).is_some_and(|next| *next < column) {
            edge += 1;
        }
        if let Some((_, text)) = texts.last_mut() {
            text.push(character);
        }
        column += character.width().unwrap_or(0);
    }
    texts.remove(0);
    texts.retain(|(cell, _)| cell + 1 < edges.len());
    texts
}
