//! Pipe tables, with and without outer pipes, and with multi-line cells.

use crate::block::{Cell, Grid, GridRow, Line};
use crate::markup;
use crate::pattern::Pattern;
use crate::readers::line_number::number;
use crate::vocabulary;

/// The layout of the rows of a table.
struct Style {
    columns: usize,
    leading: bool,
    trailing: bool,
}

impl Style {
    /// The number of pipes in a complete row.
    fn pipes(&self) -> usize {
        self.columns - 1 + usize::from(self.leading) + usize::from(self.trailing)
    }

    fn can_begin(&self, line: &str) -> bool {
        let line = line.trim();
        if self.leading {
            line.starts_with('|')
        } else {
            pipes(line) > 0
        }
    }

    fn is_whole(&self, row: &str) -> bool {
        pipes(row) >= self.pipes() && (!self.trailing || ends_with_pipe(row))
    }

    fn cells(&self, row: &str) -> Vec<String> {
        let row = row.trim();
        let row = if self.leading {
            row.strip_prefix('|').unwrap_or(row)
        } else {
            row
        };
        let row = if self.trailing && ends_with_pipe(row) {
            &row[..row.len() - 1]
        } else {
            row
        };
        let mut cells = split(row);
        // An unescaped pipe belongs to the last column, which is prose.
        while cells.len() > self.columns {
            let last = cells.pop().unwrap_or_default();
            if let Some(cell) = cells.last_mut() {
                cell.push('|');
                cell.push_str(&last);
            }
        }
        cells
    }
}

/// The table whose header starts at this line, and the line after the table.
pub(super) fn table(lines: &[&str], index: usize) -> Option<(Grid, usize)> {
    if !lines[index].contains('|') || is_separator(lines[index]) {
        return None;
    }
    let (separator, columns) = separator(lines, index)?;
    let header = lines[index..separator].join("\n");
    let style = Style {
        columns,
        leading: header.trim_start().starts_with('|'),
        trailing: header.trim_end().ends_with('|'),
    };
    let headers = style.cells(&header);
    if headers.len() != columns {
        return None;
    }
    let grid = Grid {
        line: number(index),
        ..Grid::default()
    };
    let headers = headers.iter().map(|header| one_line(header));
    let mut grid = grid.with_headers(headers.collect());
    let end = rows(lines, separator + 1, &style, &mut grid);
    Some((grid, end))
}

fn one_line(text: &str) -> String {
    let text = markup::markdown(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The separator below a header that starts at this line: its location and columns.
fn separator(lines: &[&str], index: usize) -> Option<(usize, usize)> {
    const LONGEST_HEADER: usize = 12;
    let mut header_pipes = 0;
    for (offset, line) in lines[index..].iter().take(LONGEST_HEADER).enumerate() {
        if offset > 0 && is_separator(line) {
            let columns = line
                .split('|')
                .filter(|cell| !cell.trim().is_empty())
                .count();
            let whole = [columns - 1, columns, columns + 1].contains(&header_pipes);
            return (columns > 1 && whole).then_some((index + offset, columns));
        }
        if pipes(line) == 0 {
            return None;
        }
        header_pipes += pipes(line);
    }
    None
}

fn is_separator(line: &str) -> bool {
    static SEPARATOR: Pattern = Pattern::new(r"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$");
    line.contains("---") && SEPARATOR.is_match(line)
}

/// The maximum number of lines of a row.
const LONGEST_ROW: usize = 200;

/// Reads rows into the grid. Returns the line after them.
fn rows(lines: &[&str], from: usize, style: &Style, grid: &mut Grid) -> usize {
    let mut index = from;
    while index < lines.len()
        && style.can_begin(lines[index])
        && !begins_table(lines, index, style.leading)
    {
        let mut end = index + 1;
        let mut row = lines[index].to_owned();
        while end < lines.len()
            && end - index < LONGEST_ROW
            && !style.is_whole(&row)
            && continues(lines, end, style, &row)
        {
            row.push('\n');
            row.push_str(lines[end]);
            end += 1;
        }
        if !style.is_whole(&row) && end >= lines.len() {
            grid.unfinished = Some(Line::new(number(index), row));
            return end;
        }
        grid.rows.push(grid_row(&row, index, style));
        index = end;
    }
    index
}

/// Whether the header of another table starts here.
fn begins_table(lines: &[&str], index: usize, leading: bool) -> bool {
    let mut line = lines[index].trim();
    // The leading pipe of a row may be on a line of its own.
    if line == "|" && leading {
        line = lines.get(index + 1).map_or("", |next| next.trim());
    }
    let Some((first, _)) = line.trim_start_matches('|').split_once('|') else {
        return false;
    };
    vocabulary::column(&markup::markdown(first)).is_some() && separator(lines, index).is_some()
}

/// Whether a line continues an incomplete row.
fn continues(lines: &[&str], index: usize, style: &Style, row: &str) -> bool {
    let line = lines[index];
    let next_row = style.leading && ends_with_pipe(row) && line.trim_start().starts_with('|');
    let next_part = pipes(line) == 0
        && (vocabulary::status_label(line).is_some()
            || (vocabulary::section(line).is_some() && !line.contains(['。', '，'])));
    !next_row && !next_part && !begins_table(lines, index, style.leading)
}

fn grid_row(row: &str, index: usize, style: &Style) -> GridRow {
    let mut line = number(index);
    let cells = style.cells(row);
    let cells = cells.iter().map(|text| {
        let mut cell = Cell {
            broken: text.contains('\n') && text.trim_end_matches([' ', '\t']).ends_with('\n'),
            ..Cell::default()
        };
        for (offset, physical) in text.split('\n').enumerate() {
            line += u32::from(offset > 0);
            for part in lines_of(physical) {
                cell.push(Line::of_cell(line, &part));
            }
        }
        cell
    });
    GridRow {
        cells: cells.collect(),
        line: number(index),
    }
}

/// The plain text of a cell, by line. A regular expression is not markup.
fn lines_of(text: &str) -> Vec<String> {
    static BREAK: Pattern = Pattern::new(r"(?i)\s*<br\s*/?>\s*");
    static PATTERN: Pattern = Pattern::new(r"(?:正则匹配|正则表达式|Regex Match)\s*[:：]");
    let marked = BREAK.replace_all(text, "\n");
    let mut lines = Vec::new();
    for line in marked.split('\n') {
        if PATTERN.is_match(line) {
            lines.push(line.replace("\\|", "|"));
        } else {
            lines.extend(markup::markdown(line).split('\n').map(str::to_owned));
        }
    }
    lines
}

/// The number of unescaped pipes in a text.
fn pipes(text: &str) -> usize {
    let escaped = text.matches("\\|").count();
    text.bytes().filter(|byte| *byte == b'|').count() - escaped
}

fn ends_with_pipe(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with('|') && !text.ends_with("\\|")
}

/// The texts between unescaped pipes.
fn split(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for character in row.chars() {
        match character {
            '|' if !escaped => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(character);
                }
            }
        }
        escaped = character == '\\' && !escaped;
    }
    cells
}
