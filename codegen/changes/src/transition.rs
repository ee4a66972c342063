//! Describes a change of a value on one line.

use codegen_document::{Content, Node};

use crate::node_ref::{NodeRef, same_option, shown};

/// The number of differing keys of a mapping that are shown.
const MOST: usize = 3;

/// The length of the common prefix shown before the difference of two long texts.
const COMMON: usize = 12;

/// `maximum: 999 → 500`, or the value that was added or removed.
pub(crate) fn transition(
    key: &str,
    old: Option<&NodeRef<'_>>,
    new: Option<&NodeRef<'_>>,
) -> String {
    of_nodes(key, old.map(|it| it.value), new.map(|it| it.value))
}

fn of_nodes(key: &str, old: Option<&Node>, new: Option<&Node>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => changed(key, old, new),
        (None, Some(new)) => format!("{key} added: {}", shown(new)),
        (Some(old), None) => format!("{key} removed: {}", shown(old)),
        (None, None) => key.to_owned(),
    }
}

fn changed(key: &str, old: &Node, new: &Node) -> String {
    match (old.content(), new.content()) {
        (Content::Mapping(_), Content::Mapping(_)) => {
            let old_keys = old.entries().map(|entry| entry.key);
            let new_keys = new.entries().map(|entry| entry.key);
            let is_new = |inner: &&str| old.get(inner).is_none();
            let parts: Vec<String> = old_keys
                .chain(new_keys.filter(is_new))
                .filter(|inner| !same_option(old.get(inner), new.get(inner)))
                .map(|inner| of_nodes(&format!("{key}.{inner}"), old.get(inner), new.get(inner)))
                .collect();
            let mut text = parts
                .iter()
                .take(MOST)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ");
            if parts.len() > MOST {
                text += &format!(" and {} more", parts.len() - MOST);
            }
            text
        }
        (Content::String(one), Content::String(other)) => {
            let (one, other) = apart(one, other);
            format!("{key}: `{one}` → `{other}`")
        }
        (Content::Sequence(one), Content::Sequence(other)) if one.len() == other.len() => {
            let differs =
                |pair: &(usize, (&Node, &Node))| !crate::node_ref::same(pair.1.0, pair.1.1);
            let pairs = one.iter().zip(other).enumerate();
            match pairs.filter(differs).collect::<Vec<_>>().as_slice() {
                [(index, (old, new))] => changed(&format!("{key}[{index}]"), old, new),
                _ => format!("{key}: {} → {}", shown(old), shown(new)),
            }
        }
        // `12345` and `"12345"` differ only in the quotes.
        _ if shown(old) == shown(new) => {
            format!("{key}: `{}` → `{}`", old.to_json(), new.to_json())
        }
        _ => format!("{key}: {} → {}", shown(old), shown(new)),
    }
}

/// Two texts without most of their common prefix.
fn apart(one: &str, other: &str) -> (String, String) {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let is_short = one.len().max(other.len()) <= crate::node_ref::LONGEST;
    let common = one
        .iter()
        .zip(&other)
        .take_while(|(one, other)| one == other)
        .count();
    let from = if is_short {
        0
    } else {
        common.saturating_sub(COMMON)
    };
    (part(&one, from), part(&other, from))
}

fn part(text: &[char], from: usize) -> String {
    let rest: String = text
        .iter()
        .skip(from)
        .take(crate::node_ref::LONGEST)
        .collect();
    let line = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = if from > 0 { "…" } else { "" };
    let end = if text.len() > from + crate::node_ref::LONGEST {
        "…"
    } else {
        ""
    };
    format!("{start}{line}{end}")
}
