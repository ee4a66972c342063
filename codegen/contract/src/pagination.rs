//! Operations that return a list in pages: `x-pagination`.

use serde_json::Value;

use crate::parameter::Parameter;
use crate::schemas::Schemas;

/// How to page through the results of an operation.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// The setter of the parameter for the start of a page.
    pub offset: String,
    /// The setter of the parameter for the maximum number of items in a page.
    pub limit: String,
    /// The offset of the very first item.
    pub first: i64,
    /// The number of items in a page if the call does not set a limit.
    pub default_limit: Option<i64>,
    /// The largest limit that a call can set.
    pub largest_limit: Option<i64>,
    /// The property of the response that contains the items.
    pub items: String,
    /// The property of the response with the number of all items, if there is one.
    pub total: Option<String>,
}

/// Reads the pagination of an operation.
pub(crate) fn read(
    schemas: &Schemas<'_>,
    operation: &Value,
    parameters: &[Parameter],
    pointer: &str,
) -> Option<Pagination> {
    let stated = operation.get("x-pagination")?;
    let pointer = format!("{pointer}/x-pagination");
    let text = |key: &str| stated.get(key).and_then(Value::as_str);
    let parameter = |key: &str| {
        let found = text(key).and_then(|name| parameters.iter().find(|it| it.wire == name));
        if found.is_none() {
            schemas.problem(
                &pointer,
                format!("`{key}` is not a parameter of the operation"),
                format!("set `{key}` to the name of one of its parameters"),
            );
        }
        found
    };
    let (offset, limit) = (parameter("offset"), parameter("limit"));
    let Some(items) = text("items") else {
        schemas.problem(
            &pointer,
            "`items` is missing",
            "set it to the property of the response that holds the list",
        );
        return None;
    };
    let limit = limit?;
    Some(Pagination {
        offset: offset?.setter.clone(),
        first: stated.get("first").and_then(Value::as_i64).unwrap_or(0),
        default_limit: limit.limits.default.as_ref().and_then(|it| it.parse().ok()),
        largest_limit: limit.limits.value.integers().1,
        items: items.to_owned(),
        total: text("total").map(str::to_owned),
        limit: limit.setter.clone(),
    })
}
