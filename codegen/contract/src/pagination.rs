//! Which operations give a list in pages: `x-pagination`.

use serde_json::Value;

use crate::parameter::Parameter;
use crate::schemas::Schemas;

/// How the pages of an operation follow each other.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// The setter of the parameter that says where a page begins.
    pub offset: String,
    /// The setter of the parameter that says how many items a page has at most.
    pub limit: String,
    /// The offset of the very first item.
    pub first: i64,
    /// How many items a page has when the call does not say.
    pub default_limit: Option<i64>,
    /// How many items a page has at most, whatever the call says.
    pub largest_limit: Option<i64>,
    /// The property of the answer that holds the items.
    pub items: String,
    /// The property of the answer that counts all items, where there is one.
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
                format!("give `{key}` the name of one of its parameters"),
            );
        }
        found
    };
    let (offset, limit) = (parameter("offset"), parameter("limit"));
    let Some(items) = text("items") else {
        schemas.problem(
            &pointer,
            "`items` is missing",
            "name the property of the answer that holds the list",
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
