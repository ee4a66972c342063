//! Suggestions for misspelled names: "did you mean ...?"

use huaweicloud_json_schema::closest_name;

/// A help text that names the closest candidate, or `otherwise` if none is close.
pub(crate) fn help<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> String {
    match closest_name(name, candidates) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => otherwise.into(),
    }
}

/// A help text that lists the valid values.
pub(crate) fn one_of<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let values: Vec<_> = values.into_iter().map(|it| format!("`{it}`")).collect();
    match values.as_slice() {
        [only] => format!("use {only}"),
        values => format!("use one of {}", values.join(", ")),
    }
}
