//! The coverage as tables on a terminal.

use std::fmt::Write;

use clap::builder::styling::Style;
use codegen_coverage::{Counts, Coverage};
use comfy_table::{CellAlignment, Table, presets};

const HEADING: Style = Style::new().bold();

/// One table a product, and all of them together.
pub(super) fn text(coverages: &[Coverage]) -> String {
    let mut text = String::new();
    for coverage in coverages {
        let (title, version) = (&coverage.title, &coverage.version);
        let _ = writeln!(text, "{HEADING}{title}{HEADING:#}, definition of {version}");
        let _ = writeln!(text, "{}", table(coverage));
        if !coverage.beyond.is_empty() {
            let names = coverage.beyond.join(", ");
            let _ = writeln!(text, "not in the definition: {names}");
        }
        text.push('\n');
    }
    text
}

fn table(coverage: &Coverage) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY);
    table.set_header(
        ["component", "resource", "operations"]
            .into_iter()
            .chain(Counts::NAMES),
    );
    for part in coverage.parts() {
        let counts = Counts::of(part.operations.iter().copied());
        let component = part.component.unwrap_or_default();
        table.add_row(row(component, part.resource, counts));
    }
    table.add_row(row("", "all", Counts::of(&coverage.operations)));
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn row(component: &str, resource: &str, counts: Counts) -> Vec<String> {
    let mut row = vec![
        component.to_owned(),
        resource.to_owned(),
        counts.operations.to_string(),
    ];
    row.extend(counts.all().map(|count| count.to_string()));
    row
}
