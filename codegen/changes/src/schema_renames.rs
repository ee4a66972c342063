//! Which named schemas were only renamed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::document_index::DocumentIndex;
use crate::node_ref::{NodeRef, same_option};
use crate::operations;

const SCHEMAS: &str = "#/components/schemas/";

/// The least share of common fields or values of a renamed schema.
const ENOUGH: f64 = 0.5;

/// Removed schemas that were renamed, from the old name to the new one.
pub(crate) fn of_schemas<'n>(
    before: &DocumentIndex<'n>,
    after: &DocumentIndex<'n>,
) -> BTreeMap<String, String> {
    let old: Schemas<'_> = before.components("schemas").into_iter().collect();
    let new: Schemas<'_> = after.components("schemas").into_iter().collect();
    let gone: BTreeSet<&str> = old
        .keys()
        .filter(|it| !new.contains_key(*it))
        .copied()
        .collect();
    let come: BTreeSet<&str> = new
        .keys()
        .filter(|it| !old.contains_key(*it))
        .copied()
        .collect();
    if gone.is_empty() || come.is_empty() {
        return BTreeMap::new();
    }
    let candidates = candidates(
        (&old, &gone),
        (&new, &come),
        &votes(before, after, &gone, &come),
    );
    choose(&candidates)
}

/// Two names that may belong to the same schema.
struct Candidate<'n> {
    was: &'n str,
    is: &'n str,
    /// The number of places at which the new name replaced the old one.
    together: usize,
    is_equal: bool,
}

type Schemas<'n> = BTreeMap<&'n str, NodeRef<'n>>;

fn candidates<'n>(
    (old, gone): (&Schemas<'n>, &BTreeSet<&'n str>),
    (new, come): (&Schemas<'n>, &BTreeSet<&'n str>),
    votes: &BTreeMap<(&'n str, &'n str), usize>,
) -> Vec<Candidate<'n>> {
    let mut equals: BTreeMap<String, Vec<&'n str>> = BTreeMap::new();
    for is in come {
        equals.entry(signature(&new[is])).or_default().push(is);
    }
    let mut pairs: BTreeSet<(&'n str, &'n str)> = votes.keys().copied().collect();
    for was in gone {
        let same = equals.get(&signature(&old[was])).into_iter().flatten();
        pairs.extend(same.map(|is| (*was, *is)));
    }
    let mut candidates: Vec<Candidate<'n>> = Vec::new();
    for (was, is) in pairs {
        let together = votes.get(&(was, is)).copied().unwrap_or(0);
        let alike = likeness(&old[was], &new[is]);
        if alike >= 1.0 || together > 0 && alike >= ENOUGH {
            candidates.push(Candidate {
                was,
                is,
                together,
                is_equal: alike >= 1.0,
            });
        }
    }
    candidates.sort_by_key(|it| Reverse((it.together, it.is_equal)));
    candidates
}

/// The best candidates, with each name used once.
fn choose(candidates: &[Candidate<'_>]) -> BTreeMap<String, String> {
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for one in candidates {
        let is_taken =
            renamed.contains_key(one.was) || renamed.values().any(|taken| taken == one.is);
        // Without a common place, the content has to be unique.
        let rivals = candidates
            .iter()
            .filter(|it| it.was == one.was || it.is == one.is);
        let is_ambiguous = one.together == 0 && rivals.count() > 1;
        if !is_taken && !is_ambiguous {
            renamed.insert(one.was.to_owned(), one.is.to_owned());
        }
    }
    renamed
}

/// How often one name of each pair replaced the other at the same place.
fn votes<'n>(
    before: &DocumentIndex<'n>,
    after: &DocumentIndex<'n>,
    gone: &BTreeSet<&'n str>,
    come: &BTreeSet<&'n str>,
) -> BTreeMap<(&'n str, &'n str), usize> {
    let mut votes = BTreeMap::new();
    let matching = operations::matching(&before.operations, &after.operations);
    for (old, new) in matching.pairs {
        let (old, new) = (&before.operations[old], &after.operations[new]);
        vote(&old.node, &new.node, gone, come, &mut votes);
        for (old, new) in old.parameters.iter().zip(&new.parameters) {
            vote(&old.node, &new.node, gone, come, &mut votes);
        }
    }
    let components = (before.root.get("components"), after.root.get("components"));
    if let (Some(old), Some(new)) = components {
        vote(&old, &new, gone, come, &mut votes);
    }
    // Schemas referenced by a renamed schema may be renamed too.
    let schemas: BTreeMap<&str, NodeRef<'n>> = before.components("schemas").into_iter().collect();
    let others: BTreeMap<&str, NodeRef<'n>> = after.components("schemas").into_iter().collect();
    let mut known = BTreeSet::new();
    loop {
        let pair = votes.keys().find(|pair| !known.contains(*pair)).copied();
        let Some(pair) = pair else { break };
        known.insert(pair);
        vote(&schemas[pair.0], &others[pair.1], gone, come, &mut votes);
    }
    votes
}

fn vote<'n>(
    old: &NodeRef<'n>,
    new: &NodeRef<'n>,
    gone: &BTreeSet<&'n str>,
    come: &BTreeSet<&'n str>,
    votes: &mut BTreeMap<(&'n str, &'n str), usize>,
) {
    for (key, one) in old.entries() {
        let Some(other) = new.get(key) else { continue };
        let names = (name_of(&one), name_of(&other));
        match names {
            (Some(was), Some(is)) if key == "$ref" => {
                if gone.contains(was) && come.contains(is) {
                    *votes.entry((was, is)).or_default() += 1;
                }
            }
            _ => vote(&one, &other, gone, come, votes),
        }
    }
    for (one, other) in old.items().zip(new.items()) {
        vote(&one, &other, gone, come, votes);
    }
}

fn name_of<'n>(reference: &NodeRef<'n>) -> Option<&'n str> {
    reference.value.as_str()?.strip_prefix(SCHEMAS)
}

/// The names of a schema's fields, and its values.
fn words(schema: &NodeRef<'_>) -> BTreeSet<String> {
    let properties = schema.get("properties");
    let fields = properties.iter().flat_map(NodeRef::entries);
    let values = schema.get("enum");
    let values = values.iter().flat_map(NodeRef::items);
    fields
        .map(|it| it.0.to_owned())
        .chain(values.map(|it| it.value.to_json().to_string()))
        .collect()
}

/// A key that similar schemas share.
fn signature(schema: &NodeRef<'_>) -> String {
    let kind = schema.text("type").unwrap_or_default();
    let words: Vec<String> = words(schema).into_iter().collect();
    format!("{kind} {}", words.join(" "))
}

/// The similarity of two schemas, from 0 to 1.
fn likeness(old: &NodeRef<'_>, new: &NodeRef<'_>) -> f64 {
    if old.text("type") != new.text("type") {
        return 0.0;
    }
    let (old_words, new_words) = (words(old), words(new));
    if old_words.is_empty() && new_words.is_empty() {
        let is_same = DEFINING
            .iter()
            .all(|key| same_option(old.value.get(key), new.value.get(key)));
        return if is_same { 1.0 } else { 0.0 };
    }
    let common = old_words.intersection(&new_words).count();
    let all = old_words.union(&new_words).count();
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}

/// The keywords that identify a schema without fields and values.
const DEFINING: [&str; 6] = [
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "additionalProperties",
    "format",
];
