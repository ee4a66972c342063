//! Detects probable renames.
//!
//! A guess only helps the reader: the removal and the addition are reported all the same.

use codegen_document::names;

use crate::node_ref::{NodeRef, same};
use crate::operations::{OperationRef, ParameterRef};
use crate::schema_label::schema_label;

/// The least similarity of a pair, and its least lead over all other candidates.
const ENOUGH: f64 = 0.7;
const AHEAD: f64 = 0.1;

/// The pairs, by index, in which each is by far the best match for the other.
fn pairs<T>(gone: &[T], come: &[T], likeness: impl Fn(&T, &T) -> f64) -> Vec<(usize, usize)> {
    let scores: Vec<Vec<f64>> = gone
        .iter()
        .map(|one| come.iter().map(|other| likeness(one, other)).collect())
        .collect();
    let mut found = Vec::new();
    for (row, line) in scores.iter().enumerate() {
        for (column, score) in line.iter().enumerate() {
            let in_line = line.iter().enumerate().filter(|it| it.0 != column);
            let in_column = scores.iter().enumerate().filter(|it| it.0 != row);
            let rivals = in_line
                .map(|it| *it.1)
                .chain(in_column.filter_map(|it| it.1.get(column).copied()));
            let best_rival = rivals.fold(0.0, f64::max);
            if *score >= ENOUGH && score - best_rival >= AHEAD {
                found.push((row, column));
            }
        }
    }
    found
}

/// Removed operations, each with the added one that it probably became.
pub(crate) fn operations(
    gone: &[&OperationRef<'_>],
    come: &[&OperationRef<'_>],
) -> Vec<(usize, usize)> {
    pairs(gone, come, |one, other| operations_alike(one, other))
}

fn operations_alike(one: &OperationRef<'_>, other: &OperationRef<'_>) -> f64 {
    if one.method != other.method {
        return 0.0;
    }
    let name = alike(&one.name(), &other.name());
    let path = share(&segments(one.path), &segments(other.path));
    let shape = share(&shape(one), &shape(other));
    0.4 * name + 0.3 * path + 0.3 * shape
}

fn segments(path: &str) -> Vec<String> {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(str::to_owned).collect()
}

/// The parameters and statuses.
fn shape(operation: &OperationRef<'_>) -> Vec<String> {
    let parameters = operation.parameters.iter().map(ParameterRef::key);
    let parameters = parameters.map(|(place, name)| format!("{place} {name}"));
    let responses = operation.node.get("responses");
    let statuses = responses.iter().flat_map(NodeRef::entries);
    let statuses = statuses.map(|(status, _)| status.to_owned());
    let body = operation.node.get("requestBody").map(|_| "body".to_owned());
    parameters.chain(statuses).chain(body).collect()
}

/// Removed fields, each with the added one that it probably became. `renamed` returns the new name
/// of a schema.
pub(crate) fn fields(
    gone: &[(&str, &NodeRef<'_>)],
    come: &[(&str, &NodeRef<'_>)],
    renamed: impl Fn(&str) -> String,
) -> Vec<(usize, usize)> {
    pairs(gone, come, |one, other| {
        let kind = schema_label(one.1);
        let kind = match kind.strip_prefix('`').and_then(|it| it.strip_suffix('`')) {
            Some(name) => format!("`{}`", renamed(name)),
            None => kind,
        };
        if kind != schema_label(other.1) {
            return 0.0;
        }
        let description = |node: &NodeRef<'_>| node.text("description").map(str::to_owned);
        let words = match (description(one.1), description(other.1)) {
            (Some(one), Some(other)) => alike(&one, &other),
            (None, None) if same(one.1.value, other.1.value) => 0.6,
            _ => 0.0,
        };
        let name = alike(one.0, other.0);
        // A new name with the same description, or nearly the same name.
        f64::max(0.25 * name + 0.75 * words, name)
    })
}

/// The similarity of two names or sentences, regardless of how their words are joined.
fn alike(one: &str, other: &str) -> f64 {
    let one = names::value_name(one);
    let other = names::value_name(other);
    strsim::normalized_damerau_levenshtein(&one, &other)
}

/// The share of common items of two lists.
fn share(one: &[String], other: &[String]) -> f64 {
    let common = one.iter().filter(|it| other.contains(it)).count();
    let all = one.len() + other.len() - common;
    if all == 0 {
        return 1.0;
    }
    common as f64 / all as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guesses(gone: &[&str], come: &[&str]) -> Vec<(usize, usize)> {
        pairs(gone, come, |one, other| alike(one, other))
    }

    #[test]
    fn only_unambiguous_renames_are_guessed() {
        assert_eq!(guesses(&["created_at"], &["createdAt"]), [(0, 0)]);
        assert_eq!(guesses(&["name"], &["price"]), []);
        // Ambiguous.
        assert_eq!(guesses(&["state"], &["states", "stated"]), []);
        assert_eq!(guesses(&["state1", "state2"], &["state"]), []);
        assert_eq!(
            guesses(&["length", "amount"], &["amounts", "lengths"]),
            [(0, 1), (1, 0)]
        );
    }
}
