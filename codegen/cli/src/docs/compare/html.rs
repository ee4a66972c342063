//! The comparison as a page for the browser.

use codegen_html::{Choice, Filter, Page, tile, values};
use codegen_pages::{ComparedFact, Comparison, OperationComparison, State};
use maud::{Markup, html};

use crate::docs::compare::human::word;

const STYLE: &str = include_str!("style.css");

/// The states in words, so that the meaning does not depend on color alone.
const STATES: [(State, &str, &str); 4] = [
    (State::Found, "found", "good"),
    (State::Explained, "explained", "warning"),
    (State::Missing, "missing", "bad"),
    (State::Invented, "invented", "bad"),
];

/// The whole page.
pub(super) fn page(comparison: &Comparison) -> String {
    let operations = comparison.operations.iter();
    let total = |state| operations.clone().map(|it| it.count(state)).sum();
    let page = Page {
        title: "Records and documents",
        about: html! { "What documentation pages say, and what the documents have." },
        totals: html! {
            @for (state, word, class) in STATES { (tile(word, total(state), class)) }
        },
        filter: filter(comparison),
        style: STYLE,
        main: html! { @for operation in operations.clone() { (group(operation)) } },
    };
    page.into_text()
}

fn filter(comparison: &Comparison) -> Filter<'static> {
    let unexplained = values(&["missing", "invented", "differs"]);
    let states = [
        (unexplained.as_str(), "unexplained"),
        ("explained", "explained"),
        ("found", "found"),
    ];
    let operations = comparison.operations.iter().map(|it| &it.operation);
    Filter {
        noun: "fact",
        total: comparison.operations.iter().map(|it| it.facts.len()).sum(),
        hint: "field, value, reason, file",
        choices: vec![
            Choice {
                name: "state",
                label: "State",
                all: "every fact",
                options: states
                    .map(|(value, shown)| (value.to_owned(), shown.to_owned()))
                    .to_vec(),
            },
            Choice {
                name: "name",
                label: "Operation",
                all: "every operation",
                options: operations
                    .map(|name| (name.clone(), name.clone()))
                    .collect(),
            },
        ],
        folds: true,
    }
}

fn group(operation: &OperationComparison) -> Markup {
    let is_bad = |fact: &&ComparedFact| matches!(fact.state, State::Missing | State::Invented);
    let (bad, good): (Vec<_>, Vec<_>) = operation.facts.iter().partition(is_bad);
    html! {
        details.group data-name=(operation.operation) open[!bad.is_empty()] {
            summary {
                b { (operation.operation) }
                @for (state, word, class) in STATES {
                    @let count = operation.count(state);
                    span class=(if count == 0 { "none" } else { class }) { (count) " " (word) }
                }
            }
            div.scroll tabindex="0" role="region" aria-label={ "Facts of " (operation.operation) } {
                table {
                    thead { tr {
                        @for name in ["state", "fact", "record", "document", "because"] {
                            th scope="col" { (name) }
                        }
                    } }
                    tbody { @for fact in bad.into_iter().chain(good) { (row(fact)) } }
                }
            }
        }
    }
}

fn row(fact: &ComparedFact) -> Markup {
    let state = word(fact);
    let sign = match fact.state {
        State::Found => "✓",
        State::Explained => "≈",
        State::Missing | State::Invented => "✗",
    };
    let page = fact
        .page_line
        .map(|line| format!(", line {line} of the page"));
    html! {
        tr class={ "item " (state) } data-state=(state) {
            td.state { (sign) " " (state) }
            td { (fact.fact) }
            td { (side(fact.recorded.as_deref(), fact.record.as_deref(), page.as_deref())) }
            td { (side(fact.documented.as_deref(), fact.document.as_deref(), None)) }
            td { (fact.explanation.as_deref().unwrap_or_default()) }
        }
    }
}

fn side(said: Option<&str>, place: Option<&str>, more: Option<&str>) -> Markup {
    html! {
        @if let Some(said) = said { code { (said) } }
        div.place { (place.unwrap_or_default()) (more.unwrap_or_default()) }
    }
}
