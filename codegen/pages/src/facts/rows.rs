//! Converts the rows of a table to parameters and fields.

use crate::block::{Cell, Grid, GridRow};
use crate::description;
use crate::page::{Row, Unplaced};
use crate::pattern::Pattern;
use crate::vocabulary::{self, Column};

/// The rows of a table, each with its location if a column states it.
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) places: Vec<Option<String>>,
    /// Whether the marks for required fields were lost.
    pub(super) presence_lost: bool,
    /// The rows that refer to tables by number.
    pub(super) mentions: Vec<(String, u32)>,
}

/// Reads the rows of a table of parameters or fields.
pub(super) fn read(grid: &Grid, unplaced: &mut Vec<Unplaced>) -> Rows {
    let mut rows = Vec::with_capacity(grid.rows.len());
    let mut places = Vec::with_capacity(grid.rows.len());
    let mut mentions = Vec::new();
    unknown_columns(grid, unplaced);
    for source in &grid.rows {
        let reader = Reader { grid, source };
        if let Some(row) = reader.row(unplaced) {
            mentions.extend(reader.mentions(&row.name));
            rows.push(row);
            places.push(reader.cell(Column::Place).map(Cell::text));
        }
    }
    let asked = grid.columns.contains(&Some(Column::Required));
    let presence_lost = asked && !rows.is_empty() && rows.iter().all(|row| row.required.is_none());
    Rows {
        rows,
        places,
        presence_lost,
        mentions,
    }
}

/// Unknown columns.
fn unknown_columns(grid: &Grid, unplaced: &mut Vec<Unplaced>) {
    for (column, header) in grid.columns.iter().zip(&grid.headers) {
        if column.is_none() && !header.is_empty() {
            let why = "unknown column of the table";
            unplaced.push(Unplaced::new(grid.line, header, why));
        }
    }
}

struct Reader<'a> {
    grid: &'a Grid,
    source: &'a GridRow,
}

impl Reader<'_> {
    fn cell(&self, column: Column) -> Option<&Cell> {
        let index = self
            .grid
            .columns
            .iter()
            .position(|known| *known == Some(column))?;
        self.source.cells.get(index)
    }

    fn row(&self, unplaced: &mut Vec<Unplaced>) -> Option<Row> {
        let name = self.cell(Column::Name).map(Cell::text).unwrap_or_default();
        let name = name_of(&name);
        if !vocabulary::is_name(&name) {
            let texts: Vec<String> = self.source.cells.iter().map(Cell::text).collect();
            let text = texts.join(" | ");
            if !text.trim_matches(['|', ' ']).is_empty() {
                let why = "missing name in the first column of the row";
                unplaced.push(Unplaced::new(self.source.line, text, why));
            }
            return None;
        }
        let mut row = Row {
            name,
            line: self.source.line,
            ..Row::default()
        };
        self.read_presence(&mut row, unplaced);
        self.read_type(&mut row, unplaced);
        if let Some(cell) = self.cell(Column::Description) {
            if cell.broken {
                let text = format!("{}: {}", row.name, cell.text());
                let why = "the cell ends with an empty line: a list of values may be missing";
                unplaced.push(Unplaced::new(row.line, text, why));
            }
            description::read(&cell.lines, &mut row, unplaced);
        }
        if let Some(cell) = self.cell(Column::Default) {
            description::read_default(&cell.lines, &mut row, unplaced);
        }
        if let Some(cell) = self.cell(Column::Range) {
            description::read_range(&cell.lines, &mut row, unplaced);
        }
        Some(row)
    }

    fn read_presence(&self, row: &mut Row, unplaced: &mut Vec<Unplaced>) {
        let Some(cell) = self.cell(Column::Required) else {
            return;
        };
        let text = cell.text();
        row.required = vocabulary::presence(&text);
        if row.required.is_none() && !text.trim_matches(['-', ' ', '/']).is_empty() {
            let quote = format!("{}: {text}", row.name);
            let why = "the field is neither always required nor always optional";
            unplaced.push(Unplaced::new(row.line, quote, why));
        }
    }

    /// The tables that the row refers to by number.
    fn mentions(&self, name: &str) -> Vec<(String, u32)> {
        let cells = [Column::Type, Column::Description];
        let cells = cells.into_iter().filter_map(|column| self.cell(column));
        let numbers = cells.flat_map(|cell| vocabulary::mentioned_tables(&cell.text()));
        numbers.map(|number| (name.to_owned(), number)).collect()
    }

    fn read_type(&self, row: &mut Row, unplaced: &mut Vec<Unplaced>) {
        let Some(cell) = self.cell(Column::Type) else {
            return;
        };
        let text = type_of(&cell.text());
        if text.is_empty() {
            unplaced.push(Unplaced::new(
                row.line,
                &row.name,
                "missing type in the row",
            ));
            return;
        }
        let (text, longest) = sized(text);
        row.max_length = longest;
        if !vocabulary::is_type(&text) {
            let quote = format!("{}: {text}", row.name);
            unplaced.push(Unplaced::new(row.line, quote, "unknown type"));
        }
        row.type_ = Some(text);
    }
}

/// A name on the wire. The items of a list have the same name in every language.
fn name_of(text: &str) -> String {
    const ITEMS: [&str; 6] = [
        "[数组元素]",
        "[items]",
        "[Array element]",
        "[Array elements]",
        "[array element]",
        "[array elements]",
    ];
    let text = text.trim().trim_matches('"');
    if ITEMS.contains(&text) {
        return "[items]".to_owned();
    }
    text.to_owned()
}

/// A text and its maximum length: `String(64)`.
fn sized(type_: String) -> (String, Option<u64>) {
    static SIZED: Pattern = Pattern::new(r"^([Ss]tring)\s?[(（]\s*([0-9]+)\s*[)）]$");
    let sized = SIZED.captures(&type_);
    let sized = sized.and_then(|found| Some((found[1].to_owned(), found[2].parse().ok()?)));
    match sized {
        Some((text, longest)) => (text, Some(longest)),
        None => (type_, None),
    }
}

/// A type without the brackets of a link and without repeated spaces.
fn type_of(text: &str) -> String {
    static LINK: Pattern = Pattern::new(r"(^|[\s<])\[([A-Za-z_][\w.\-]*)\](?:\([^()]*\))?");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    LINK.replace_all(&text, "$1$2")
        .trim_end_matches(['.', '。'])
        .to_owned()
}
