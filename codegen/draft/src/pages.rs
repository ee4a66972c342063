//! What documentation pages say besides: limits, values, and where the page is.

use codegen_pages::{Kind, Operation, Page, Role, Row, Table};
use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::Draft;
use crate::explorer::parameter_at;
use crate::facts::{self, Target};
use crate::resolve;

/// What pages are called in notes.
const ORIGIN: &str = "the page";

/// Pages by the names of their operations.
pub type Pages = IndexMap<String, Page>;

/// The operation that a page documents.
pub(crate) fn operation<'a>(pages: &'a Pages, id: &str) -> Option<&'a Operation> {
    let page = pages.get(id)?;
    let named = page
        .operations
        .iter()
        .find(|it| it.operation_id.as_deref() == Some(id));
    named.or_else(|| page.operations.first())
}

/// Adds what only the pages say.
pub(crate) fn merge(pages: &Pages, draft: &mut Draft) {
    for (at, id) in draft.operations() {
        let Some(operation) = operation(pages, &id) else {
            continue;
        };
        for table in &operation.tables {
            let place = match table.role {
                Role::Path => "path",
                Role::Query => "query",
                Role::Header if table.status.is_none() => "header",
                Role::Body => {
                    root(draft, &format!("{at}/requestBody"), table, operation, &id);
                    continue;
                }
                Role::Response => {
                    let status = table.status.as_deref().unwrap_or("200");
                    let at = format!("{at}/responses/{status}");
                    root(draft, &at, table, operation, &id);
                    continue;
                }
                _ => continue,
            };
            for row in &table.rows {
                parameter(draft, &at, &id, place, row);
            }
        }
    }
}

fn parameter(draft: &mut Draft, at: &str, id: &str, place: &str, row: &Row) {
    let about = format!("{id}.{}", row.name);
    let Some(known) = parameter_at(&draft.document, at, &row.name, place) else {
        if place != "header" {
            draft.notes.contradiction(
                about,
                format!("only {ORIGIN} has this parameter in the {place}"),
            );
        }
        return;
    };
    let required = draft
        .document
        .pointer(&format!("{known}/required"))
        .and_then(Value::as_bool);
    let target = Target {
        at: format!("{known}/schema"),
        about,
        required: Some(required.unwrap_or(false)),
    };
    facts::merge(draft, &target, row, ORIGIN);
}

fn root(draft: &mut Draft, holder: &str, table: &Table, operation: &Operation, id: &str) {
    let Some(body) = resolve::body(&draft.document, holder) else {
        let is_failure = table
            .status
            .as_deref()
            .is_some_and(|status| !status.starts_with('2'));
        if !is_failure {
            let about = id.to_owned();
            let what = if table.status.is_some() {
                "an answer with a body"
            } else {
                "a request with a body"
            };
            draft
                .notes
                .contradiction(about, format!("only {ORIGIN} has {what}"));
        }
        return;
    };
    rows(draft, &body, table, operation, &mut Vec::new());
}

fn rows(draft: &mut Draft, at: &str, table: &Table, operation: &Operation, seen: &mut Vec<String>) {
    let at = resolve::innermost(&draft.document, at);
    if seen.contains(&at) {
        return;
    }
    seen.push(at.clone());
    let is_request = table.status.is_none();
    for row in table.rows.iter().filter(|row| row.name != "[items]") {
        let about = facts::about(&draft.document, &at, &row.name);
        let Some(known) = resolve::property(&draft.document, &at, &row.name) else {
            draft
                .notes
                .contradiction(about, format!("only {ORIGIN} has this property"));
            continue;
        };
        let drafted = resolve::is_required(&draft.document, &at, &row.name);
        let target = Target {
            at: known.clone(),
            about,
            required: is_request.then_some(drafted),
        };
        facts::merge(draft, &target, row, ORIGIN);
        let kind = row.type_.as_deref().and_then(Kind::read);
        let named = kind.as_ref().and_then(Kind::reference);
        let inner = operation.tables.iter().find(|inner| {
            inner.role == Role::Type
                && named.is_some()
                && inner.type_name.as_deref() == named
                && inner.status == table.status
        });
        if let Some(inner) = inner {
            rows(draft, &known, inner, operation, seen);
        }
    }
    seen.pop();
}

/// The source of an operation that a page documents.
pub(crate) fn source(id: &str, page: &Page) -> Value {
    let mut source = json!({ "page": id });
    if let Some(title) = &page.title {
        source["title"] = json!(title);
    }
    if let Some(language) = page.language {
        source["language"] = json!(language);
    }
    if let Some(date) = &page.date {
        source["updated"] = json!(date);
    }
    source
}
