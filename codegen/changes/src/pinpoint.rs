//! Locates the difference between two values.

use crate::node_ref::{NodeRef, same};

/// The innermost nodes that contain the whole difference. For an addition or removal, the side that
/// lacks it is represented by the enclosing node.
pub(crate) fn pinpoint<'a>(one: &NodeRef<'a>, other: &NodeRef<'a>) -> (NodeRef<'a>, NodeRef<'a>) {
    let mut places = (one.clone(), other.clone());
    while let Some(inner) = step(&places.0, &places.1) {
        let is_last = inner.0.is_none() || inner.1.is_none();
        places = (inner.0.unwrap_or(places.0), inner.1.unwrap_or(places.1));
        if is_last {
            break;
        }
    }
    places
}

type Inner<'a> = (Option<NodeRef<'a>>, Option<NodeRef<'a>>);

/// The only children that differ. `None` if there are none, or several.
fn step<'a>(one: &NodeRef<'a>, other: &NodeRef<'a>) -> Option<Inner<'a>> {
    let is_mapping = |node: &NodeRef<'a>| node.value.as_mapping().is_some();
    if is_mapping(one) && is_mapping(other) {
        return member(one, other);
    }
    one.value.as_sequence()?;
    other.value.as_sequence()?;
    item(one, other)
}

fn member<'a>(one: &NodeRef<'a>, other: &NodeRef<'a>) -> Option<Inner<'a>> {
    let old = one
        .entries()
        .map(|(key, node)| (Some(node), other.get(key)));
    let new = other
        .entries()
        .filter(|(key, _)| one.value.get(key).is_none());
    let mut differing = old
        .chain(new.map(|(_, node)| (None, Some(node))))
        .filter(|pair| !is_same(pair));
    let first = differing.next()?;
    differing.next().is_none().then_some(first)
}

fn is_same(pair: &Inner<'_>) -> bool {
    matches!(pair, (Some(one), Some(other)) if same(one.value, other.value))
}

fn item<'a>(one: &NodeRef<'a>, other: &NodeRef<'a>) -> Option<Inner<'a>> {
    let (old, new): (Vec<NodeRef<'a>>, Vec<NodeRef<'a>>) =
        (one.items().collect(), other.items().collect());
    let equal = |pair: &(&NodeRef<'a>, &NodeRef<'a>)| same(pair.0.value, pair.1.value);
    let front = old.iter().zip(&new).take_while(equal).count();
    let shorter = old.len().min(new.len());
    let back = old.iter().rev().zip(new.iter().rev()).take(shorter - front);
    let back = back.take_while(equal).count();
    let old = &old[front..old.len() - back];
    let new = &new[front..new.len() - back];
    match (old, new) {
        ([old], [new]) => Some((Some(old.clone()), Some(new.clone()))),
        ([old], []) => Some((Some(old.clone()), None)),
        ([], [new]) => Some((None, Some(new.clone()))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use codegen_document::Document;

    use super::*;

    fn places(old: &str, new: &str) -> (String, String) {
        let old = Document::parse("old.yaml", old.to_owned()).expect("YAML");
        let new = Document::parse("new.yaml", new.to_owned()).expect("YAML");
        let found = pinpoint(&NodeRef::root(&old), &NodeRef::root(&new));
        (found.0.pointer, found.1.pointer)
    }

    #[test]
    fn the_innermost_difference_is_found() {
        for (old, new, was, is) in [
            ("{a: {b: 1, c: 2}}", "{a: {b: 1, c: 3}}", "/a/c", "/a/c"),
            ("{a: {b: 1, c: 2}}", "{a: {b: 0, c: 3}}", "/a", "/a"),
            ("{a: {b: 1, c: 2}}", "{a: {b: 1}}", "/a/c", "/a"),
            ("{a: [1, 2, 3]}", "{a: [1, 9, 3]}", "/a/1", "/a/1"),
            ("{a: [1, 2, 3]}", "{a: [1, 3]}", "/a/1", "/a"),
            ("{a: [1, 1]}", "{a: [1, 1, 1]}", "/a", "/a/2"),
            ("{a: [1, {b: 2}]}", "{a: [1, {b: 3}]}", "/a/1/b", "/a/1/b"),
            ("{a: [1, 2, 3]}", "{a: [3, 2, 1]}", "/a", "/a"),
            ("{a: [1]}", "{a: {b: 1}}", "/a", "/a"),
        ] {
            let found = places(old, new);
            assert_eq!(found, (was.to_owned(), is.to_owned()), "{old} {new}");
        }
    }
}
