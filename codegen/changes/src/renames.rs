//! Which named schemas only have another name.

use std::collections::{BTreeMap, BTreeSet};

use crate::operations;
use crate::side::Side;
use crate::spot::{Spot, same_option};

const SCHEMAS: &str = "#/components/schemas/";

/// A new name counts where at least this share of the fields or values is the same.
const ENOUGH: f64 = 0.5;

/// Schemas that are gone and those that are in their place now: old name to new name.
pub(crate) fn of_schemas(before: &Side<'_>, after: &Side<'_>) -> BTreeMap<String, String> {
    let old: BTreeMap<&str, Spot<'_>> = before.components("schemas").into_iter().collect();
    let new: BTreeMap<&str, Spot<'_>> = after.components("schemas").into_iter().collect();
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
    let votes = votes(before, after, &gone, &come);
    let mut candidates: Vec<(usize, bool, &str, &str)> = Vec::new();
    for was in &gone {
        for is in &come {
            let together = votes.get(&(*was, *is)).copied().unwrap_or(0);
            let alike = likeness(&old[was], &new[is]);
            let is_alike = if together > 0 {
                alike >= ENOUGH
            } else {
                alike >= 1.0
            };
            if is_alike {
                candidates.push((together, alike >= 1.0, was, is));
            }
        }
    }
    candidates.sort_by_key(|it| std::cmp::Reverse((it.0, it.1)));
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for (together, _, was, is) in &candidates {
        let is_taken = renamed.contains_key(*was) || renamed.values().any(|taken| taken == is);
        // Without a common place, the same content must be nobody else's.
        let is_ambiguous = *together == 0
            && candidates
                .iter()
                .filter(|other| other.2 == *was || other.3 == *is)
                .count()
                > 1;
        if !is_taken && !is_ambiguous {
            renamed.insert((*was).to_owned(), (*is).to_owned());
        }
    }
    renamed
}

/// How often each pair is referred to at the same place.
fn votes<'n>(
    before: &Side<'n>,
    after: &Side<'n>,
    gone: &BTreeSet<&'n str>,
    come: &BTreeSet<&'n str>,
) -> BTreeMap<(&'n str, &'n str), usize> {
    let mut votes = BTreeMap::new();
    let matching = operations::matching(&before.operations, &after.operations);
    for (old, new) in matching.pairs {
        let (old, new) = (&before.operations[old], &after.operations[new]);
        vote(&old.spot, &new.spot, gone, come, &mut votes);
        for (old, new) in old.parameters.iter().zip(&new.parameters) {
            vote(&old.spot, &new.spot, gone, come, &mut votes);
        }
    }
    let components = (before.root.get("components"), after.root.get("components"));
    if let (Some(old), Some(new)) = components {
        vote(&old, &new, gone, come, &mut votes);
    }
    // Within a renamed schema, others may be renamed too.
    let schemas: BTreeMap<&str, Spot<'n>> = before.components("schemas").into_iter().collect();
    let others: BTreeMap<&str, Spot<'n>> = after.components("schemas").into_iter().collect();
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
    old: &Spot<'n>,
    new: &Spot<'n>,
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

fn name_of<'n>(reference: &Spot<'n>) -> Option<&'n str> {
    reference.node.as_str()?.strip_prefix(SCHEMAS)
}

/// How much two schemas have in common, from 0 to 1.
fn likeness(old: &Spot<'_>, new: &Spot<'_>) -> f64 {
    if old.text("type") != new.text("type") {
        return 0.0;
    }
    let words = |spot: &Spot<'_>| -> BTreeSet<String> {
        let properties = spot.get("properties");
        let fields = properties
            .iter()
            .flat_map(Spot::entries)
            .map(|it| it.0.to_owned());
        let values = spot.get("enum");
        let values = values
            .iter()
            .flat_map(Spot::items)
            .map(|it| it.node.to_json().to_string());
        fields.chain(values).collect()
    };
    let (old_words, new_words) = (words(old), words(new));
    if old_words.is_empty() && new_words.is_empty() {
        let keys = [
            "items",
            "allOf",
            "oneOf",
            "anyOf",
            "additionalProperties",
            "format",
        ];
        let is_same = keys
            .iter()
            .all(|key| same_option(old.node.get(key), new.node.get(key)));
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
