//! Human-readable facts.

use std::fmt::Write;
use std::path::Path;

use clap::builder::styling::{AnsiColor, Style};
use codegen_pages::{Language, MessageKind, Operation, Page, Role, Row};
use serde_json::Value;

use crate::table::Table;

const HEADING: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const DOUBT: Style = AnsiColor::Yellow.on_default();

/// The facts of a page.
pub(crate) fn page(file: &Path, page: &Page) -> String {
    let mut text = String::new();
    let title = page.title.as_deref().unwrap_or("(no title)");
    let _ = writeln!(text, "{HEADING}{title}{HEADING:#}");
    let language = page.language.map_or("", |language| match language {
        Language::Chinese => ", Chinese",
        Language::English => ", English",
    });
    let date = page
        .date
        .as_deref()
        .map_or(String::new(), |date| format!(", {date}"));
    let _ = writeln!(
        text,
        "{}: {}{language}{date}",
        file.display(),
        page.rendering
    );
    for operation in &page.operations {
        self::operation(&mut text, operation);
    }
    if !page.unplaced.is_empty() {
        let _ = writeln!(text, "\n{DOUBT}not placed{DOUBT:#}");
    }
    for unplaced in &page.unplaced {
        let (line, quote, why) = (unplaced.line, &unplaced.text, &unplaced.why);
        let _ = writeln!(
            text,
            "  {PLACE}{}:{line}{PLACE:#}: {why}\n    {quote}",
            file.display()
        );
    }
    text.push('\n');
    text
}

fn operation(text: &mut String, operation: &Operation) {
    let part = operation.part.map(|part| format!("part {part}"));
    let id = operation.operation_id.clone();
    let call = operation.method.as_ref().zip(operation.uri.as_ref());
    let call = call.map(|(method, uri)| format!("{method} {uri}"));
    let heading: Vec<String> = [part, id, call].into_iter().flatten().collect();
    let _ = writeln!(text, "\n{HEADING}{}{HEADING:#}", heading.join("  "));
    for table in &operation.tables {
        self::table(text, table);
    }
    for example in &operation.examples {
        let side = match example.role {
            MessageKind::Request => "request",
            MessageKind::Response => "response",
        };
        let status = example.status.as_deref().unwrap_or_default();
        let size = match &example.value {
            Value::String(request) => request.clone(),
            Value::Object(fields) => format!("{} fields", fields.len()),
            Value::Array(items) => format!("{} items", items.len()),
            other => other.to_string(),
        };
        let _ = writeln!(
            text,
            "  example, {side} {status}: {size} (line {})",
            example.line
        );
    }
    if !operation.statuses.is_empty() {
        let _ = writeln!(text, "  statuses: {}", operation.statuses.join(", "));
    }
}

fn table(text: &mut String, table: &codegen_pages::Table) {
    let role = match table.role {
        Role::Path => "path parameters",
        Role::Query => "query parameters",
        Role::Header => "headers",
        Role::Body => "request body",
        Role::Response => "response body",
        Role::Type => "type",
    };
    let name = table.type_name.as_deref().unwrap_or_default();
    let status = table
        .status
        .as_deref()
        .map_or(String::new(), |status| format!("{status} "));
    let _ = writeln!(text, "  {status}{role} {name}");
    if table.rows.is_empty() {
        return;
    }
    let mut shown = Table::indented("    ");
    for row in &table.rows {
        shown.row([row.name.clone(), facts(row).join(", ")]);
    }
    let _ = writeln!(text, "{shown}");
}

fn facts(row: &Row) -> Vec<String> {
    let mut facts = vec![row.type_.clone().unwrap_or_else(|| "(no type)".to_owned())];
    facts.extend(
        row.required
            .map(|required| if required { "mandatory" } else { "optional" }.to_owned()),
    );
    let range = |what: &str, low: Option<String>, high: Option<String>| {
        let known = low.is_some() || high.is_some();
        known.then(|| {
            format!(
                "{what}{}..{}",
                low.unwrap_or_default(),
                high.unwrap_or_default()
            )
        })
    };
    let count = |count: Option<u64>| count.map(|count| count.to_string());
    let number = |number: &Option<serde_json::Number>| number.as_ref().map(ToString::to_string);
    facts.extend(range("", number(&row.minimum), number(&row.maximum)));
    facts.extend(range(
        "length ",
        count(row.min_length),
        count(row.max_length),
    ));
    facts.extend(range("items ", count(row.min_items), count(row.max_items)));
    facts.extend(
        row.pattern
            .as_ref()
            .map(|pattern| format!("pattern {pattern}")),
    );
    facts.extend(
        row.default
            .as_ref()
            .map(|default| format!("default {default}")),
    );
    if !row.values.is_empty() {
        let values: Vec<String> = row.values.iter().map(|value| plain(&value.value)).collect();
        facts.push(format!("one of {}", values.join("|")));
    }
    facts
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
