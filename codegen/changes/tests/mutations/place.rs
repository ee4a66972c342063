//! Whether a change is told of where it is.

use codegen_changes::Change;

/// How many keys lie between a node and the nearest of the places that changes name.
pub(crate) fn distance(pointer: &str, changes: &[Change]) -> Option<usize> {
    let places = changes
        .iter()
        .flat_map(|change| [&change.before_pointer, &change.after_pointer]);
    places.filter_map(|place| between(pointer, place)).min()
}

/// What is told of a node's inside is told of the node.
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
