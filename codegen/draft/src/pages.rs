//! Facts that only documentation pages have: limits, values, and the URL of the page.

use codegen_pages::{FieldType, Operation, Page, Role, Row, Table};
use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::explorer::parameter_at;
use crate::facts::{self, Target};
use crate::resolve;

/// The name of pages in notes.
const ORIGIN: &str = "the page";

/// Pages by operation name.
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

/// Adds facts that only the pages have.
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
        let status = table.status.as_deref();
        if status.is_none_or(|status| status.starts_with('2')) {
            let what = if status.is_some() {
                "a response with a body"
            } else {
                "a request with a body"
            };
            let message = format!("only {ORIGIN} has {what}");
            draft.notes.contradiction(id, message);
        }
        return;
    };
    let page = PageOperation { operation, id };
    page.rows(draft, &body, table, &mut Vec::new());
}

/// The operation of a page, and its name.
struct PageOperation<'a> {
    operation: &'a Operation,
    id: &'a str,
}

impl PageOperation<'_> {
    /// Walks the rows of a table and the schema at a pointer of the draft.
    fn rows(&self, draft: &mut Draft, at: &str, table: &Table, seen: &mut Vec<String>) {
        let at = resolve::innermost(&draft.document, at);
        if seen.contains(&at) {
            return;
        }
        seen.push(at.clone());
        let is_request = table.status.is_none();
        for row in table.rows.iter().filter(|row| row.name != "[items]") {
            let about = facts::about(&draft.document, &at, &row.name);
            let known = resolve::property(&draft.document, &at, &row.name);
            let Some(known) = known.or_else(|| self.add(draft, &at, row)) else {
                let message = format!("only {ORIGIN} has this property");
                draft.notes.contradiction(about, message);
                continue;
            };
            let drafted = resolve::is_required(&draft.document, &at, &row.name);
            let target = Target {
                at: known.clone(),
                about,
                required: is_request.then_some(drafted),
            };
            facts::merge(draft, &target, row, ORIGIN);
            if let Some(inner) = self.inner(row, table) {
                self.rows(draft, &known, inner, seen);
            }
        }
        seen.pop();
    }

    /// The table of the type that a row refers to.
    fn inner(&self, row: &Row, table: &Table) -> Option<&Table> {
        let kind = row.type_.as_deref().and_then(FieldType::read)?;
        let named = kind.reference()?;
        self.operation.tables.iter().find(|inner| {
            inner.role == Role::Type
                && inner.type_name.as_deref() == Some(named)
                && inner.status == table.status
        })
    }

    /// Adds a property that only the page has, if it is a scalar or a list of scalars.
    fn add(&self, draft: &mut Draft, at: &str, row: &Row) -> Option<String> {
        let kind = row.type_.as_deref().and_then(FieldType::read)?;
        let mut schema = json!({ "description": "", "x-source": { "page": self.id } });
        match &kind {
            FieldType::Array(items) => {
                schema["type"] = json!("array");
                schema["items"] = json!({ "type": word(items)? });
            }
            scalar => schema["type"] = json!(word(scalar)?),
        }
        let owner = draft.document.pointer_mut(at)?;
        owner
            .get_mut("properties")?
            .as_object_mut()?
            .insert(row.name.clone(), schema);
        let about = facts::about(&draft.document, at, &row.name);
        draft
            .notes
            .review(about, format!("added: only {ORIGIN} has this property"));
        resolve::property(&draft.document, at, &row.name)
    }
}

fn word(kind: &FieldType) -> Option<&'static str> {
    Some(match kind {
        FieldType::Text => "string",
        FieldType::Integer => "integer",
        FieldType::Number => "number",
        FieldType::Boolean => "boolean",
        _ => return None,
    })
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
