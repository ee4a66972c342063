//! How messages show values.

use codegen_document::Node;

/// A value as messages show it: as JSON, not at length.
pub(super) fn shown(value: &Node) -> String {
    let text = value.to_json().to_string();
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// The first of many values.
pub(super) fn several(members: &[String]) -> String {
    const MOST: usize = 12;
    if members.len() <= MOST {
        return members.join(", ");
    }
    format!(
        "{}, ... ({} values)",
        members[..MOST].join(", "),
        members.len()
    )
}

/// A text in quotes, not at length.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{:?}...", &text[..end]),
        None => format!("{text:?}"),
    }
}
