//! The coverage as a page for the browser.

use codegen_coverage::{Counts, Coverage, Operation, Part};
use codegen_html::{Choice, Filter, Page, values};
use maud::{Markup, html};

const STYLE: &str = include_str!("style.css");

/// The words that the choice of a state filters by, for each column.
const STATES: [&str; 5] = ["documents", "page", "example", "described", "tested"];

/// The whole page.
pub(super) fn page(coverages: &[Coverage]) -> String {
    let page = Page {
        title: "Coverage of the official definitions",
        about: html! {
            "Which operations are in the documents, have a recorded page and documented examples, "
            "are described and tested."
        },
        totals: html! {},
        filter: filter(coverages),
        style: STYLE,
        main: html! { @for coverage in coverages { (product(coverage)) } },
    };
    page.into_text()
}

fn filter(coverages: &[Coverage]) -> Filter<'static> {
    let states = [
        ("no-documents", "not in the documents"),
        ("documents", "in the documents"),
        ("no-page", "without page"),
        ("no-example", "without example"),
        ("no-described", "not described"),
        ("no-tested", "not tested"),
    ];
    let components = coverages.iter().flat_map(|coverage| {
        let components = coverage.components().into_iter();
        components.map(|component| group(coverage, component))
    });
    Filter {
        noun: "operation",
        total: coverages.iter().map(|it| it.operations.len()).sum(),
        hint: "operation, resource, file",
        choices: vec![
            Choice {
                name: "state",
                label: "Show",
                all: "every operation",
                options: states
                    .map(|(value, shown)| (value.to_owned(), shown.to_owned()))
                    .to_vec(),
            },
            Choice {
                name: "component",
                label: "Component",
                all: "all",
                options: components.map(|name| (name.clone(), name)).collect(),
            },
        ],
        folds: true,
    }
}

/// What the choice of a product or component filters by.
fn group(coverage: &Coverage, component: Option<&str>) -> String {
    match component {
        Some(component) => format!("{} {component}", coverage.title),
        None => coverage.title.clone(),
    }
}

fn product(coverage: &Coverage) -> Markup {
    let counts = Counts::of(&coverage.operations);
    let all = counts.operations;
    html! {
        section {
            h2 { (coverage.title) }
            p {
                (all) " operations in the definition of " (coverage.version)
                @if !coverage.beyond.is_empty() {
                    "; beyond it, the documents have " (coverage.beyond.join(", "))
                }
                "."
            }
            dl.tiles {
                @for (name, count) in Counts::NAMES.iter().zip(counts.all()) {
                    div {
                        dt { (name) }
                        dd { (count) " " small { (percent(count, all)) } }
                        (bar(count, all))
                    }
                }
            }
            div.columns aria-hidden="true" {
                span {} span { "resource" }
                @for name in Counts::NAMES { span { (name) } }
            }
            @for part in coverage.parts() { (resource(coverage, &part)) }
        }
    }
}

fn bar(count: usize, of: usize) -> Markup {
    let width = count as f64 * 100.0 / of.max(1) as f64;
    html! { span.bar { i style={ "width:" (format!("{width:.1}")) "%" } {} } }
}

fn percent(count: usize, of: usize) -> String {
    match (count * 100) / of.max(1) {
        0 if count > 0 => "under 1 %".to_owned(),
        percent => format!("{percent} %"),
    }
}

fn resource(coverage: &Coverage, part: &Part<'_>) -> Markup {
    let counts = Counts::of(part.operations.iter().copied());
    let all = counts.operations;
    html! {
        details.group data-name=(part.resource) data-component=(group(coverage, part.component)) {
            summary {
                b {
                    @if let Some(component) = part.component { small { (component) } " " }
                    (part.resource)
                }
                @for (name, count) in Counts::NAMES.iter().zip(counts.all()) {
                    span title=(name) { (bar(count, all)) (count) small { "/" (all) } }
                }
            }
            table {
                thead { tr {
                    th scope="col" { "operation" }
                    @for name in Counts::NAMES { th scope="col" { (name) } }
                } }
                tbody { @for operation in &part.operations { (row(operation)) } }
            }
        }
    }
}

fn row(operation: &Operation) -> Markup {
    let all = operation.all();
    let states = STATES.iter().zip(all);
    let states = states.map(|(state, has)| format!("{}{state}", if has { "" } else { "no-" }));
    let states: Vec<String> = states.collect();
    html! {
        tr.item data-state=(values(&states)) {
            td {
                (operation.operation)
                div.place { (operation.document.as_deref().unwrap_or_default()) }
            }
            @for (name, has) in Counts::NAMES.iter().zip(all) { (cell(operation, name, has)) }
        }
    }
}

fn cell(operation: &Operation, name: &str, has: bool) -> Markup {
    let (class, sign, word) = match has {
        true => ("has", "✓", "yes"),
        false => ("lacks", "–", "no"),
    };
    html! {
        td class=(class) {
            span role="img" aria-label={ (name) ": " (word) } { (sign) }
            @if name == "described" && operation.unwritten > 0 {
                " " small { (operation.unwritten) " texts to write" }
            }
        }
    }
}
