//! Tables and their cells.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, presets};

/// A table in which the columns with these names contain numbers.
pub fn table<const N: usize>(
    header: [&str; N],
    numbers: &[&str],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    written(&build(&header, numbers, rows))
}

/// The same table, at most this wide: long cells are wrapped.
pub fn fitted<const N: usize>(
    width: usize,
    header: [&str; N],
    numbers: &[&str],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = build(&header, numbers, rows);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    written(&table)
}

/// The same table without the last columns if they do not fit, and the names of those.
pub fn shortened<'h, const N: usize>(
    width: usize,
    header: [&'h str; N],
    numbers: &[&str],
    rows: &[[String; N]],
) -> (String, Vec<&'h str>) {
    let of = |count: usize| {
        let rows = rows.iter().map(|row| row[..count].to_vec());
        written(&build(&header[..count], numbers, rows))
    };
    let fits = |count: &usize| of(*count).lines().all(|line| line.chars().count() <= width);
    let count = (1..=N).rev().find(fits).unwrap_or(1);
    (of(count), header[count..].to_vec())
}

fn build<R: IntoIterator<Item = String>>(
    header: &[&str],
    numbers: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Table {
    let mut table = Table::new();
    let rule = LineStyle::none().fill('-').junction('-');
    table.load_style(presets::NOTHING.header_separator(rule));
    table.set_header(header.iter().copied());
    table.add_rows(
        rows.into_iter()
            .map(|row| row.into_iter().collect::<Vec<_>>()),
    );
    for (column, name) in table.column_iter_mut().zip(header) {
        if numbers.contains(name) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn written(table: &Table) -> String {
    format!("{}\n", table.trim_fmt())
}

/// A value, or a dash if there is none.
pub fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
