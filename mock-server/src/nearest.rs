//! Suggestions for misspelled names and paths.

use huaweicloud_json_schema::name_distance;
use hyper::Method;

/// How many suggestions are made.
const SUGGESTIONS: usize = 3;

/// The most similar names.
pub(crate) fn names<'name>(
    wanted: &str,
    known: impl Iterator<Item = &'name str>,
) -> Vec<&'name str> {
    let mut ranked: Vec<(usize, &str)> = known
        .map(|name| (name_distance(wanted, name), name))
        .collect();
    ranked.sort();
    ranked.dedup();
    ranked
        .into_iter()
        .take(SUGGESTIONS)
        .map(|(_, name)| name)
        .collect()
}

/// The most similar routes.
pub(crate) fn routes<'route>(
    path: &str,
    known: impl Iterator<Item = (&'route Method, &'route str)>,
) -> Vec<String> {
    // A path with an extra slash at the end is the most similar one.
    let wanted: Vec<&str> = path.trim_end_matches('/').split('/').collect();
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

/// The number of characters to change, segment by segment. A parameter matches any text.
fn route_distance(path: &[&str], template: &[&str]) -> usize {
    const SEGMENT: usize = 8;
    let surplus = path.len().abs_diff(template.len()) * SEGMENT;
    let changed: usize = path
        .iter()
        .zip(template)
        .map(|(one, other)| match other.starts_with('{') {
            true => usize::from(one.is_empty()) * SEGMENT,
            false => name_distance(one, other).min(SEGMENT),
        })
        .sum();
    surplus + changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_an_extra_slash_is_most_similar_to_the_path_without_it() {
        let known = ["/v2/{id}/apps/{app_id}/quota", "/v2/{id}/apps", "/v2/{id}"];
        let known = known.map(|template| (&Method::GET, template));
        let nearest = routes("/v2/p/apps/", known.into_iter());
        assert_eq!(nearest[0], "GET /v2/{id}/apps");
    }
}
