//! Tables, and what stands in their cells.

use comfy_table::{CellAlignment, LineStyle, Table, presets};

/// A table whose columns with these names hold numbers.
pub(crate) fn table<const N: usize>(
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
pub(crate) fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}

/// A host with its port, or a dash where the service names no host.
pub(crate) fn address(host: Option<&String>, port: Option<i64>) -> String {
    match (host, port) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => shown(host),
    }
}
