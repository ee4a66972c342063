//! Suggestions for misspelled names: "did you mean ...?"

/// Limits the time that many misspellings of a long list of names can take.
const MOST_CANDIDATES: usize = 2000;

/// The candidate that `name` is most likely a misspelling of.
pub(crate) fn closest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let plain_name = plain(name);
    let length = plain_name.chars().count();
    candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        .filter(|candidate| plain(candidate).chars().count().abs_diff(length) <= length / 3 + 1)
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&plain_name, &plain(candidate));
            (distance, candidate)
        })
        .filter(|(distance, candidate)| *distance <= tolerance(name, candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// A help text that names the closest candidate, or `otherwise` if none is close.
pub(crate) fn help<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> String {
    match closest(name, candidates) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => otherwise.into(),
    }
}

/// A help text that lists the valid values.
pub(crate) fn one_of<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let values: Vec<_> = values.into_iter().map(|it| format!("`{it}`")).collect();
    match values.as_slice() {
        [only] => format!("use {only}"),
        values => format!("use one of {}", values.join(", ")),
    }
}

/// One typo for every three characters.
fn tolerance(name: &str, candidate: &str) -> usize {
    let shorter = name.chars().count().min(candidate.chars().count());
    (shorter / 3).max(usize::from(shorter > 1))
}

/// The name without what is most often confused: case, `_` and `-`.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_recognized() {
        let names = ["summary", "operationId", "total_count", "responses", "in"];
        for (typo, meant) in [
            ("sumary", "summary"),
            ("operation_id", "operationId"),
            ("operationid", "operationId"),
            ("totalcount", "total_count"),
            ("repsonses", "responses"),
            ("ni", "in"),
        ] {
            assert_eq!(closest(typo, names), Some(meant));
        }
    }

    #[test]
    fn other_names_are_not_corrected() {
        let names = ["summary", "description", "in"];
        for name in ["type", "title", "x", "", "of"] {
            assert_eq!(closest(name, names), None, "{name}");
        }
    }
}
