//! The coverage as one page for the browser.

use std::fmt::Write;

use codegen_coverage::{Counts, Coverage, Operation, Part};

use huaweicloud_codegen::docs::page::{self, escaped, filled};

const HEADER: &str = include_str!("header.html");

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(super) fn page(coverages: &[Coverage]) -> String {
    let all: usize = coverages
        .iter()
        .map(|coverage| coverage.operations.len())
        .sum();
    let choices: String = coverages.iter().map(choices).collect();
    let header = filled(
        HEADER,
        &[("choices", &choices), ("count", &all.to_string())],
    );
    let mut main = String::new();
    for coverage in coverages {
        write_product(&mut main, coverage);
    }
    page::page(
        "Coverage of the official definitions",
        STYLE,
        &header,
        &main,
    )
}

/// What the choice of a product or component filters by.
fn group(coverage: &Coverage, component: Option<&str>) -> String {
    match component {
        Some(component) => format!("{} {component}", coverage.title),
        None => coverage.title.clone(),
    }
}

fn choices(coverage: &Coverage) -> String {
    let components = coverage.components().into_iter();
    let options = components.map(|component| {
        let name = escaped(&group(coverage, component));
        format!("<option>{name}</option>\n")
    });
    options.collect()
}

fn write_product(text: &mut String, coverage: &Coverage) {
    let counts = Counts::of(&coverage.operations);
    let (title, version) = (escaped(&coverage.title), escaped(&coverage.version));
    let _ = write!(
        text,
        "<section>\n<h2>{title}</h2>\n<p>{} operations in the definition of {version}",
        counts.operations
    );
    if !coverage.beyond.is_empty() {
        let names = escaped(&coverage.beyond.join(", "));
        let _ = write!(text, "; beyond it, the documents have {names}");
    }
    let _ = write!(text, ".</p>\n<dl>");
    for (name, count) in Counts::NAMES.iter().zip(counts.all()) {
        let bar = bar(count, counts.operations);
        let _ = write!(
            text,
            "<div><dt>{name}</dt><dd>{bar}<b>{count}</b> <small>{}</small></dd></div>",
            percent(count, counts.operations)
        );
    }
    text.push_str("</dl>\n<div class=\"columns\"><span>resource</span>");
    for name in Counts::NAMES {
        let _ = write!(text, "<span>{name}</span>");
    }
    text.push_str("</div>\n");
    for part in coverage.parts() {
        write_part(text, coverage, &part);
    }
    text.push_str("</section>\n");
}

fn bar(count: usize, of: usize) -> String {
    let width = count as f64 * 100.0 / of.max(1) as f64;
    format!("<span class=\"bar\"><i style=\"width:{width:.1}%\"></i></span>")
}

fn percent(count: usize, of: usize) -> String {
    match (count * 100) / of.max(1) {
        0 if count > 0 => "under 1 %".to_owned(),
        percent => format!("{percent} %"),
    }
}

fn write_part(text: &mut String, coverage: &Coverage, part: &Part<'_>) {
    let counts = Counts::of(part.operations.iter().copied());
    let component = part
        .component
        .map(|it| format!("<small>{}</small> ", escaped(it)));
    let _ = write!(
        text,
        "<details data-name=\"{}\" data-group=\"{}\">\n<summary><b>{}{}</b>",
        escaped(part.resource),
        escaped(&group(coverage, part.component)),
        component.unwrap_or_default(),
        escaped(part.resource),
    );
    for (name, count) in Counts::NAMES.iter().zip(counts.all()) {
        let all = counts.operations;
        let bar = bar(count, all);
        let _ = write!(
            text,
            "<span title=\"{name}\">{bar}{count}<small>/{all}</small></span>"
        );
    }
    text.push_str("</summary>\n<table>\n<thead><tr><th scope=\"col\">operation</th>");
    for name in Counts::NAMES {
        let _ = write!(text, "<th scope=\"col\">{name}</th>");
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for operation in &part.operations {
        write_operation(text, operation);
    }
    text.push_str("</tbody>\n</table>\n</details>\n");
}

/// The words that the choice of a state filters by, for each column.
const STATES: [&str; 5] = ["documents", "page", "example", "described", "tested"];

fn write_operation(text: &mut String, operation: &Operation) {
    let all = operation.all();
    let states = STATES.iter().zip(all);
    let states = states.map(|(state, has)| format!("{}{state}", if has { "" } else { "no-" }));
    let states: Vec<String> = states.collect();
    let place = operation.document.as_deref().unwrap_or_default();
    let _ = write!(
        text,
        "<tr data-state=\"{}\"><td>{}<div class=\"place\">{}</div></td>",
        states.join(" "),
        escaped(&operation.operation),
        escaped(place)
    );
    for (name, has) in Counts::NAMES.iter().zip(all) {
        let left = match (*name, operation.unwritten) {
            ("described", count @ 1..) => format!(" <small>{count} texts to write</small>"),
            _ => String::new(),
        };
        let (class, sign, word) = match has {
            true => ("good", "✓", "yes"),
            false => ("none", "–", "no"),
        };
        let _ = write!(
            text,
            "<td class=\"{class}\"><span role=\"img\" aria-label=\"{name}: {word}\">{sign}</span>{left}</td>"
        );
    }
    text.push_str("</tr>\n");
}
