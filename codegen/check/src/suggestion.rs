//! "Did you mean ...?"

/// Of a longer list only the beginning is looked at, so that many slips cost no minutes.
const MOST_CANDIDATES: usize = 2000;

/// The candidate that somebody who wrote `name` most likely meant.
pub(crate) fn closest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted = plain(name);
    let length = wanted.chars().count();
    candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        .filter(|candidate| plain(candidate).chars().count().abs_diff(length) <= length / 3 + 1)
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&wanted, &plain(candidate));
            (distance, candidate)
        })
        .filter(|(distance, candidate)| *distance <= tolerance(name, candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// A help text that names the closest candidate, or says what else to do.
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

/// One slip for every three characters.
fn tolerance(name: &str, candidate: &str) -> usize {
    let shorter = name.chars().count().min(candidate.chars().count());
    (shorter / 3).max(usize::from(shorter > 1))
}

/// The name without what is most easily confused: upper and lower case, `_` and `-`.
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
    fn slips_are_recognised() {
        let names = ["summary", "operationId", "total_count", "responses", "in"];
        for (slip, meant) in [
            ("sumary", "summary"),
            ("operation_id", "operationId"),
            ("operationid", "operationId"),
            ("totalcount", "total_count"),
            ("repsonses", "responses"),
            ("ni", "in"),
        ] {
            assert_eq!(closest(slip, names), Some(meant));
        }
    }

    #[test]
    fn other_names_are_left_alone() {
        let names = ["summary", "description", "in"];
        for name in ["type", "title", "x", "", "of"] {
            assert_eq!(closest(name, names), None, "{name}");
        }
    }
}
