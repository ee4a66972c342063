//! Human-readable output of the comparison.

use std::fmt::Write;

use clap::builder::styling::{AnsiColor, Style};
use codegen_pages::{ComparedFact, Comparison, State};

use crate::table::Table;

const BAD: Style = AnsiColor::Red.on_default().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();

/// The unexplained differences, and the number of facts by state.
pub(super) fn text(comparison: &Comparison, explained: bool) -> String {
    let mut text = String::new();
    for operation in &comparison.operations {
        for fact in &operation.facts {
            let shown = match fact.state {
                State::Missing | State::Invented => true,
                State::Explained => explained,
                State::Found => false,
            };
            if shown {
                write_fact(&mut text, &operation.operation, fact);
            }
        }
    }
    let _ = writeln!(text, "{}", table(comparison));
    let _ = match comparison.unexplained() {
        0 => writeln!(text, "records and documents agree"),
        1 => writeln!(text, "{BAD}1 unexplained difference{BAD:#}"),
        count => writeln!(text, "{BAD}{count} unexplained differences{BAD:#}"),
    };
    text
}

/// The state of a fact in one word.
pub(super) fn word(fact: &ComparedFact) -> &'static str {
    match fact.state {
        State::Missing if fact.documented.is_some() => "differs",
        State::Missing => "missing",
        State::Invented => "invented",
        State::Explained => "explained",
        State::Found => "found",
    }
}

fn write_fact(text: &mut String, operation: &str, fact: &ComparedFact) {
    let style = match fact.state {
        State::Explained => Style::new(),
        _ => BAD,
    };
    let word = word(fact);
    let _ = writeln!(text, "{style}{word}{style:#}: {operation}, {}", fact.fact);
    let page = fact
        .page_line
        .map_or(String::new(), |line| format!(", line {line} of the page"));
    let sides = [
        ("record", &fact.recorded, &fact.record, page.as_str()),
        ("document", &fact.documented, &fact.document, ""),
    ];
    for (name, said, place, more) in sides {
        let said = said.as_deref().unwrap_or("(nothing)");
        let _ = write!(text, "  {name:9} {}", shortened(said));
        if let Some(place) = place {
            let _ = write!(text, "  {PLACE}{place}{PLACE:#}{more}");
        }
        text.push('\n');
    }
    if let Some(explanation) = &fact.explanation {
        let words: Vec<&str> = explanation.split_whitespace().collect();
        let _ = writeln!(text, "  because   {}", words.join(" "));
    }
    text.push('\n');
}

fn shortened(text: &str) -> String {
    const LIMIT: usize = 300;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn table(comparison: &Comparison) -> Table {
    let header = [
        "operation",
        "recorded",
        "found",
        "explained",
        "missing",
        "invented",
    ];
    let mut table = Table::new(header, 1);
    for operation in &comparison.operations {
        let count = |state| operation.count(state).to_string();
        table.row([
            operation.operation.clone(),
            operation.recorded().to_string(),
            count(State::Found),
            count(State::Explained),
            count(State::Missing),
            count(State::Invented),
        ]);
    }
    table
}
