//! Names of media types.

/// A media type without its parameters, in lower case.
pub(super) fn bare(name: &str) -> String {
    name.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// Whether a range such as `text/*` includes this media type.
pub(super) fn covers(range: &str, media_type: &str) -> bool {
    match range.strip_suffix('*') {
        Some("*/") => true,
        Some(beginning) => media_type.starts_with(beginning),
        None => false,
    }
}
