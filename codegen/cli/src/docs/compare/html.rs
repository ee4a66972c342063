//! The comparison as a single HTML page.

use std::fmt::Write;

use codegen_pages::{ComparedFact, Comparison, OperationComparison, State};

use crate::docs::compare::human::word;
use crate::docs::page::{self, escaped, filled};

const HEADER: &str = include_str!("header.html");

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(super) fn page(comparison: &Comparison) -> String {
    let total = |state| {
        let counts = comparison.operations.iter();
        counts.map(|operation| operation.count(state)).sum()
    };
    let facts: usize = comparison
        .operations
        .iter()
        .map(|operation| operation.facts.len())
        .sum();
    let header = filled(
        HEADER,
        &[
            ("totals", &counts(&total).join(", ")),
            ("choices", &choices(comparison)),
            ("count", &facts.to_string()),
        ],
    );
    page::page(
        "Records and documents",
        STYLE,
        &header,
        &operations(comparison),
    )
}

/// The number of facts in each state, with words in addition to colors.
fn counts(count: &dyn Fn(State) -> usize) -> [String; 4] {
    let states = [
        (State::Found, "found", "good"),
        (State::Explained, "explained", "told"),
        (State::Missing, "missing", "bad"),
        (State::Invented, "invented", "bad"),
    ];
    states.map(|(state, word, class)| match count(state) {
        0 => format!("<span class=\"none\">0 {word}</span>"),
        count => format!("<span class=\"{class}\">{count} {word}</span>"),
    })
}

fn choices(comparison: &Comparison) -> String {
    let mut text = String::new();
    for operation in &comparison.operations {
        let name = escaped(&operation.operation);
        let _ = writeln!(text, "<option>{name}</option>");
    }
    text
}

fn operations(comparison: &Comparison) -> String {
    let mut text = String::new();
    for operation in &comparison.operations {
        write_operation(&mut text, operation);
    }
    text
}

fn write_operation(text: &mut String, operation: &OperationComparison) {
    let bad = operation.count(State::Missing) + operation.count(State::Invented);
    let _ = writeln!(
        text,
        "<details data-name=\"{name}\"{open}>\n<summary><b>{name}</b>{}</summary>\n<table>\n\
         <thead><tr><th scope=\"col\">state</th><th scope=\"col\">fact</th>\
         <th scope=\"col\">record</th><th scope=\"col\">document</th>\
         <th scope=\"col\">because</th></tr></thead>\n<tbody>",
        counts(&|state| operation.count(state)).concat(),
        name = escaped(&operation.operation),
        open = if bad > 0 { " open" } else { "" },
    );
    let bad = |fact: &&ComparedFact| matches!(fact.state, State::Missing | State::Invented);
    let (bad, good): (Vec<_>, Vec<_>) = operation.facts.iter().partition(bad);
    for fact in bad.into_iter().chain(good) {
        write_fact(text, fact);
    }
    text.push_str("</tbody>\n</table>\n</details>\n");
}

fn write_fact(text: &mut String, fact: &ComparedFact) {
    let state = word(fact);
    let sign = match fact.state {
        State::Found => "✓",
        State::Explained => "≈",
        State::Missing | State::Invented => "✗",
    };
    let page = fact
        .page_line
        .map_or(String::new(), |line| format!(", line {line} of the page"));
    let _ = writeln!(
        text,
        "<tr class=\"{state}\" data-state=\"{state}\"><td class=\"state\">{sign} {state}</td>\
         <td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        escaped(&fact.fact),
        side(fact.recorded.as_deref(), fact.record.as_deref(), &page),
        side(fact.documented.as_deref(), fact.document.as_deref(), ""),
        escaped(fact.explanation.as_deref().unwrap_or_default()),
    );
}

fn side(said: Option<&str>, place: Option<&str>, more: &str) -> String {
    let said = said.map_or(String::new(), |said| {
        format!("<code>{}</code>", escaped(said))
    });
    let place = escaped(place.unwrap_or_default());
    format!("{said}<div class=\"place\">{place}{more}</div>")
}
