//! Tables of HTML: cells that span rows and columns, headers, captions.

use crate::block::{Cell, Grid, GridRow, Line};

/// A table that is being read.
#[derive(Default)]
pub(super) struct TableInProgress {
    line: u32,
    pub(super) in_caption: bool,
    caption: String,
    head: bool,
    rows: Vec<HtmlRow>,
    row: Option<HtmlRow>,
    /// Cells of earlier rows that span the next ones: column, remaining rows, content.
    spanning: Vec<(usize, usize, Cell)>,
    cell: Option<HtmlCell>,
}

#[derive(Default)]
struct HtmlRow {
    line: u32,
    header: bool,
    cells: Vec<Cell>,
}

struct HtmlCell {
    rows: usize,
    columns: usize,
    content: Cell,
}

impl TableInProgress {
    pub(super) fn new(line: u32) -> TableInProgress {
        TableInProgress {
            line,
            ..TableInProgress::default()
        }
    }

    pub(super) fn is_in_cell(&self) -> bool {
        self.cell.is_some()
    }

    pub(super) fn head(&mut self, head: bool) {
        self.head = head;
    }

    pub(super) fn begin_row(&mut self, line: u32) {
        self.end_row();
        self.row = Some(HtmlRow {
            line,
            header: self.head,
            cells: Vec::new(),
        });
    }

    pub(super) fn begin_cell(&mut self, line: u32, header: bool, rows: usize, columns: usize) {
        const WIDEST: usize = 64;
        self.end_cell();
        if self.row.is_none() {
            self.begin_row(line);
        }
        if let Some(row) = &mut self.row {
            row.header |= header && row.cells.is_empty();
        }
        self.cell = Some(HtmlCell {
            rows,
            columns: columns.clamp(1, WIDEST),
            content: Cell::default(),
        });
    }

    pub(super) fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        self.fill();
        let Some(row) = &mut self.row else {
            return;
        };
        if cell.rows > 1 {
            let spanning = (row.cells.len(), cell.rows - 1, cell.content.clone());
            self.spanning.push(spanning);
        }
        row.cells.push(cell.content);
        for _ in 1..cell.columns {
            row.cells.push(Cell::default());
        }
    }

    /// Inserts the cells of earlier rows that span this one.
    fn fill(&mut self) {
        let Some(row) = &mut self.row else {
            return;
        };
        while let Some((_, left, cell)) = self
            .spanning
            .iter_mut()
            .find(|(column, left, _)| *column == row.cells.len() && *left > 0)
        {
            *left -= 1;
            row.cells.push(cell.clone());
        }
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        self.fill();
        self.spanning.retain(|(_, left, _)| *left > 0);
        if let Some(row) = self.row.take()
            && !row.cells.is_empty()
        {
            self.rows.push(row);
        }
    }

    /// Adds a line of text to the caption or the cell. `item` is the nesting depth of the list it
    /// is an item of.
    pub(super) fn text(&mut self, line: u32, text: &str, item: Option<usize>) {
        if self.in_caption {
            self.caption.push(' ');
            self.caption.push_str(text);
            return;
        }
        if let Some(cell) = &mut self.cell {
            let mut line = Line::of_cell(line, text);
            line.bullet |= item.is_some();
            line.level = item.unwrap_or(line.level);
            cell.content.push(line);
        }
    }

    /// The table as a grid. `whole` is whether its end was found.
    pub(super) fn finish(mut self, whole: bool) -> Grid {
        let last = self.row.as_ref().map(|row| row.line);
        if whole {
            self.end_row();
        }
        let unfinished = (!whole).then(|| {
            let text = self
                .cell
                .map(|cell| cell.content.text())
                .unwrap_or_default();
            Line::new(last.unwrap_or(self.line), text)
        });
        let mut headers = Vec::new();
        let mut rows = self.rows.into_iter().peekable();
        while let Some(row) = rows.next_if(|row| row.header || headers.is_empty()) {
            headers = row.cells.iter().map(Cell::text).collect();
        }
        let caption = self
            .caption
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let grid = Grid {
            line: self.line,
            caption: (!caption.is_empty()).then_some(caption),
            rows: rows
                .map(|row| GridRow {
                    line: row.line,
                    cells: row.cells,
                })
                .collect(),
            unfinished,
            ..Grid::default()
        };
        grid.with_headers(headers)
    }
}
