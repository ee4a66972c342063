//! "Did you mean ...?"

use huaweicloud_json_schema::closest_name;

/// A help text that names the closest candidate, or says what else to do.
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
