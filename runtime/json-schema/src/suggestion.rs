//! The name that was probably meant by a misspelled one.

use strsim::damerau_levenshtein;

/// Only the first names of a longer list are compared, so that many misspelled names do not take minutes.
const MOST_CANDIDATES: usize = 2000;

/// Longer names are not compared letter by letter.
const LONGEST_NAME: usize = 200;

/// The candidate that was most likely meant by `name`. `None` if none is similar: at most one letter in
/// three may be wrong, missing or swapped. Letter case, `_` and `-` are ignored.
///
/// ```
/// use huaweicloud_json_schema::closest_name;
///
/// assert_eq!(closest_name("totl_count", ["total_count", "size"]), Some("total_count"));
/// assert_eq!(closest_name("colour", ["total_count", "size"]), None);
/// ```
pub fn closest_name<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let (length, meant) = (name.chars().count(), normalized(name));
    candidates
        .into_iter()
        .take(MOST_CANDIDATES)
        .filter_map(|candidate| {
            let shorter = length.min(candidate.chars().count());
            let tolerance = (shorter / 3).max(usize::from(shorter > 1));
            let distance = distance(&meant, &normalized(candidate), tolerance);
            (distance <= tolerance).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// The number of letters that are wrong, missing, extra or swapped between two names. Letter case, `_`
/// and `-` are ignored.
///
/// ```
/// use huaweicloud_json_schema::name_distance;
///
/// assert_eq!(name_distance("totl_count", "total-count"), 1);
/// ```
pub fn name_distance(one: &str, other: &str) -> usize {
    distance(&normalized(one), &normalized(other), usize::MAX)
}

/// The distance, or a greater number if it exceeds `most`.
fn distance(one: &str, other: &str, most: usize) -> usize {
    if one == other {
        return 0;
    }
    let longer = one.len().max(other.len());
    // The distance is at least the difference in length.
    let least = one.chars().count().abs_diff(other.chars().count());
    if longer > LONGEST_NAME || least > most {
        return longer;
    }
    damerau_levenshtein(one, other)
}

/// The name without what is most easily confused.
fn normalized(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelled_names_are_recognized() {
        let names = ["summary", "operationId", "total_count", "responses", "in"];
        for (misspelt, meant) in [
            ("sumary", "summary"),
            ("operation_id", "operationId"),
            ("operationid", "operationId"),
            ("totalcount", "total_count"),
            ("repsonses", "responses"),
            ("ni", "in"),
        ] {
            assert_eq!(closest_name(misspelt, names), Some(meant));
        }
    }

    #[test]
    fn other_names_are_not() {
        let names = ["summary", "description", "in"];
        for name in ["type", "title", "x", "", "of"] {
            assert_eq!(closest_name(name, names), None, "{name}");
        }
    }

    #[test]
    fn long_names_are_not_compared_letter_by_letter() {
        let (one, other) = ("a".repeat(300_000), "b".repeat(300_000));
        assert_eq!(name_distance(&one, &other), 300_000);
    }
}
