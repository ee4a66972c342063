//! Suggestions for misspelt names and paths.

use hyper::Method;
use strsim::osa_distance;

/// How many suggestions are made.
const SUGGESTIONS: usize = 3;
/// Longer texts are not compared letter by letter.
const LONGEST: usize = 200;

/// The names most like this one.
pub(crate) fn names<'name>(
    wanted: &str,
    known: impl Iterator<Item = &'name str>,
) -> Vec<&'name str> {
    let wanted = wanted.to_lowercase();
    let mut ranked: Vec<(usize, &str)> = known
        .map(|name| (distance(&wanted, &name.to_lowercase()), name))
        .collect();
    ranked.sort();
    ranked.dedup();
    ranked
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, name)| name)
        .collect()
}

/// The routes most like this path.
pub(crate) fn routes<'route>(
    path: &str,
    known: impl Iterator<Item = (&'route Method, &'route str)>,
) -> Vec<String> {
    let wanted: Vec<&str> = path.split('/').collect();
    let mut ranked: Vec<(usize, String)> = known
        .map(|(method, template)| {
            let segments: Vec<&str> = template.split('/').collect();
            (
                route_distance(&wanted, &segments),
                format!("{method} {template}"),
            )
        })
        .collect();
    ranked.sort();
    ranked
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, route)| route)
        .collect()
}

/// The letters to be changed, segment by segment; a parameter is like every text, almost.
fn route_distance(path: &[&str], template: &[&str]) -> usize {
    const SEGMENT: usize = 8;
    let surplus = path.len().abs_diff(template.len()) * SEGMENT;
    let changed: usize = path
        .iter()
        .zip(template)
        .map(|(one, other)| match other.starts_with('{') {
            true => usize::from(one.is_empty()) * SEGMENT,
            false => distance(one, other).min(SEGMENT),
        })
        .sum();
    surplus + changed
}

fn distance(one: &str, other: &str) -> usize {
    if one.len() > LONGEST || other.len() > LONGEST {
        return one.len().max(other.len());
    }
    osa_distance(one, other)
}
