//! Paginated lists: `x-pagination`, if it is certain.

use serde_json::{Value, json};

use crate::notes::Notes;
use crate::resolve;
use crate::walk;

/// Names of the property with the total.
const TOTALS: [&str; 4] = ["total", "total_num", "total_count", "total_size"];

/// Sets the pagination of operations.
pub(crate) fn mark(document: &mut Value, notes: &mut Notes) {
    let whole = document.clone();
    walk::operations(document, &mut |operation, at| {
        let Some(pages) = read(&whole, at) else {
            return;
        };
        let id = walk::operation_id(operation).to_owned();
        match pages {
            Pages::Certain(pagination) => {
                notes.review(
                    &id,
                    "`x-pagination` treats `offset` as a number of items: check that it is one",
                );
                operation["x-pagination"] = pagination;
            }
            Pages::Likely(why) => {
                notes.review(id, format!("paginated, but {why}: write `x-pagination`"))
            }
        }
    });
}

enum Pages {
    Certain(Value),
    Likely(String),
}

fn read(document: &Value, at: &str) -> Option<Pages> {
    let offset = parameter(document, at, "offset")?;
    let limit = parameter(document, at, "limit")?;
    let body = resolve::body(document, &success(document, at)?)?;
    let response = document.pointer(&resolve::target(document, &body))?;
    let properties = response.get("properties")?.as_object()?;
    let kind = |schema: &Value| {
        schema
            .get("type")
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let lists: Vec<&String> = properties
        .iter()
        .filter(|(_, schema)| kind(schema).as_deref() == Some("array"))
        .map(|(name, _)| name)
        .collect();
    let total = properties.iter().find(|(name, schema)| {
        TOTALS.contains(&name.as_str()) && kind(schema).as_deref() == Some("integer")
    });
    let is_integer = |parameter: &Value| {
        parameter
            .pointer("/schema/type")
            .is_some_and(|kind| kind == "integer")
    };
    let said = offset
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let why = if !is_integer(offset) || !is_integer(limit) {
        "`offset` or `limit` is not an integer".to_owned()
    } else if said.contains('页') && !said.contains("偏移") || said.contains("page") {
        "`offset` may count pages".to_owned()
    } else if lists.len() != 1 {
        format!("the response has {} lists", lists.len())
    } else {
        let first = offset
            .pointer("/schema/minimum")
            .and_then(Value::as_i64)
            .unwrap_or(0);
        if first > 0 {
            return Some(Pages::Likely(format!("the minimum offset is {first}")));
        }
        let mut pagination = json!({ "offset": "offset", "limit": "limit", "items": lists[0] });
        if let Some((name, _)) = total {
            pagination["total"] = json!(name);
        }
        pagination["first"] = json!(0);
        return Some(Pages::Certain(pagination));
    };
    Some(Pages::Likely(why))
}

fn parameter<'a>(document: &'a Value, at: &str, name: &str) -> Option<&'a Value> {
    let parameters = document.pointer(at)?.get("parameters")?.as_array()?;
    (0..parameters.len()).find_map(|index| {
        let at = resolve::target(document, &format!("{at}/parameters/{index}"));
        let parameter = document.pointer(&at)?;
        let is_it = parameter.get("name")? == name && parameter.get("in")? == "query";
        is_it.then_some(parameter)
    })
}

/// The pointer of an operation's first success response.
pub(crate) fn success(document: &Value, at: &str) -> Option<String> {
    let responses = document.pointer(at)?.get("responses")?.as_object()?;
    let status = responses.keys().find(|status| status.starts_with('2'))?;
    Some(format!("{at}/responses/{status}"))
}
