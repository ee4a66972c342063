//! Tables, and what is in their cells.

use comfy_table::{CellAlignment, LineStyle, Table, presets};

/// A table whose columns with these names hold numbers.
pub fn table<const N: usize>(
    header: [&str; N],
    numbers: &[&str],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    let rule = LineStyle::none().fill('-').junction('-');
    table.load_style(presets::NOTHING.header_separator(rule));
    table.set_header(header);
    table.add_rows(rows);
    for (column, name) in table.column_iter_mut().zip(header) {
        if numbers.contains(&name) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{}\n", table.trim_fmt())
}

/// A value, or a dash where the service names none.
pub fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
