//! Which operations give a list in pages: `x-pagination`.

use serde_json::Value;

use crate::components::resolve;
use crate::problem::Problem;

/// How the pages of an operation follow each other.
#[derive(Clone, Debug)]
pub(crate) struct Pagination {
    /// The parameter that says where a page begins.
    pub(crate) offset: String,
    /// The parameter that says how many items a page has at most.
    pub(crate) limit: String,
    /// The offset of the very first item.
    pub(crate) first: i64,
    /// How many items a page has when the call does not say.
    pub(crate) default_limit: Option<i64>,
    /// How many items a page has at most, whatever the call says.
    pub(crate) largest_limit: Option<i64>,
    /// The property of the answer that holds the items.
    pub(crate) items: String,
    /// The property of the answer that counts all items, where there is one.
    pub(crate) total: Option<String>,
}

/// Reads the pagination of an operation; `parameters` are the names it has.
pub(crate) fn read(
    document: &Value,
    operation: &Value,
    parameters: &[&str],
    pointer: &str,
) -> Result<Option<Pagination>, Problem> {
    let Some(stated) = operation.get("x-pagination") else {
        return Ok(None);
    };
    let pointer = format!("{pointer}/x-pagination");
    let text = |key: &str| stated.get(key).and_then(Value::as_str).map(str::to_owned);
    let parameter = |key: &str| {
        text(key)
            .filter(|name| parameters.contains(&name.as_str()))
            .ok_or_else(|| {
                Problem::new(
                    &pointer,
                    format!("`{key}` must name a parameter of the operation"),
                )
            })
    };
    let (offset, limit) = (parameter("offset")?, parameter("limit")?);
    let schema = parameter_schema(document, operation, &limit);
    let bound = |key: &str| {
        schema
            .and_then(|schema| schema.get(key))
            .and_then(Value::as_i64)
    };
    let items = text("items")
        .ok_or_else(|| Problem::new(&pointer, "`items` must name the list in the answer"))?;
    Ok(Some(Pagination {
        first: stated.get("first").and_then(Value::as_i64).unwrap_or(0),
        default_limit: bound("default"),
        largest_limit: bound("maximum"),
        total: text("total"),
        offset,
        limit,
        items,
    }))
}

fn parameter_schema<'a>(
    document: &'a Value,
    operation: &'a Value,
    name: &str,
) -> Option<&'a Value> {
    let parameters = operation.get("parameters")?.as_array()?;
    let mut parameters = parameters
        .iter()
        .map(|parameter| resolve(document, parameter));
    parameters
        .find(|parameter| parameter.get("name").is_some_and(|it| it == name))?
        .get("schema")
}
