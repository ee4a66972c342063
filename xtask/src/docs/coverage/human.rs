//! The coverage as tables on a terminal.

use std::fmt::Write;

use clap::builder::styling::Style;
use codegen_coverage::{Counts, Coverage};
use huaweicloud_codegen::table::Table;

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
    let header = ["component", "resource", "operations"];
    let mut table = Table::new(header.into_iter().chain(Counts::NAMES), 2);
    for part in coverage.parts() {
        let counts = Counts::of(part.operations.iter().copied());
        let component = part.component.unwrap_or_default();
        table.row(row(component, part.resource, counts));
    }
    table.row(row("", "all", Counts::of(&coverage.operations)));
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
