//! Whether a change is reported at its location.

use codegen_changes::Change;

/// The number of keys between a node and the nearest reported location.
pub(crate) fn distance(pointer: &str, changes: &[Change]) -> Option<usize> {
    let places = changes
        .iter()
        .flat_map(|change| [&change.before_pointer, &change.after_pointer]);
    places.filter_map(|place| between(pointer, place)).min()
}

/// A change inside of a node may be reported at the node.
fn between(pointer: &str, place: &str) -> Option<usize> {
    if is_within(place, pointer) {
        return Some(0);
    }
    is_within(pointer, place).then(|| pointer[place.len()..].matches('/').count())
}

fn is_within(pointer: &str, outer: &str) -> bool {
    pointer
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
