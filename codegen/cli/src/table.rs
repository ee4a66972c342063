//! Tables on the terminal, all in one style.

use std::fmt;
use std::io::{IsTerminal, stdout};

use clap::builder::styling::Style;
use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Cells, presets,
};
use terminal_size::{Width, terminal_size};

const HEADER: Style = Style::new().bold();
/// The character of the line below the header.
const RULE: char = '-';

/// A table that fits the terminal. In a pipe, it is as wide as its contents.
///
/// The header is bold; print the table with `anstream`, which removes styles in a pipe.
#[derive(Clone, Debug)]
pub struct Table {
    cells: Cells,
    names: usize,
    indent: &'static str,
}

impl Table {
    /// A table with this header. The first `names` columns contain text, the others numbers.
    pub fn new<T: Into<Cell>>(header: impl IntoIterator<Item = T>, names: usize) -> Table {
        let mut cells = Cells::new();
        let rule = LineStyle::none().fill(RULE).junction(RULE);
        cells.load_style(presets::NOTHING.header_separator(rule));
        cells.set_header(header.into_iter().map(Into::into).collect::<Vec<Cell>>());
        Table {
            cells,
            names,
            indent: "",
        }
    }

    /// A table of texts without a header, indented by `indent`.
    pub fn indented(indent: &'static str) -> Table {
        let mut cells = Cells::new();
        cells.load_style(presets::NOTHING);
        Table {
            cells,
            names: usize::MAX,
            indent,
        }
    }

    /// Adds a row.
    pub fn row<T: Into<Cell>>(&mut self, row: impl IntoIterator<Item = T>) {
        let row: Vec<Cell> = row.into_iter().map(Into::into).collect();
        self.cells.add_row(row);
    }

    /// The table in at most `width` columns, if that is possible by wrapping texts.
    fn text(&self, width: Option<u16>) -> String {
        let mut cells = self.cells.clone();
        let last = cells.column_count().saturating_sub(1);
        for (index, column) in cells.column_iter_mut().enumerate() {
            column.set_padding((0, u16::from(index != last)));
            if index >= self.names {
                column.set_cell_alignment(CellAlignment::Right);
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        if let Some(width) = width {
            let indent = u16::try_from(self.indent.len()).unwrap_or_default();
            cells.set_content_arrangement(ContentArrangement::Dynamic);
            cells.set_width(width.saturating_sub(indent));
        }
        let lines: Vec<String> = cells.lines().map(|it| it.trim_end().to_owned()).collect();
        let is_rule = |line: &String| line.chars().all(|sign| sign == RULE);
        let header = match cells.header() {
            Some(_) => lines.iter().position(is_rule).unwrap_or(0),
            None => 0,
        };
        let styled = lines.iter().enumerate().map(|(index, line)| match index {
            index if index < header => format!("{}{HEADER}{line}{HEADER:#}", self.indent),
            _ => format!("{}{line}", self.indent),
        });
        styled.collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = terminal_size().filter(|_| stdout().is_terminal());
        let width = size.map(|(Width(width), _)| width);
        formatter.write_str(&self.text(width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_in_a_pipe_is_as_wide_as_its_contents() {
        let mut table = Table::new(["document", "operations"], 1);
        table.row(["specs/library.yaml", "7"]);
        assert_eq!(
            table.text(None),
            format!(
                "{HEADER}document            operations{HEADER:#}\n{}\nspecs/library.yaml           7",
                "-".repeat(30)
            )
        );
    }

    #[test]
    fn texts_are_wrapped_on_a_narrow_terminal_and_numbers_are_not() {
        let mut table = Table::new(["document", "operations"], 1);
        table.row(["the documents of the library", "1234567890"]);
        let text = table.text(Some(30));
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert!(plain.lines().all(|line| line.len() <= 30), "{plain}");
        assert!(plain.contains("1234567890"), "{plain}");
        assert_eq!(plain.lines().count(), 4, "{plain}");
    }
}
