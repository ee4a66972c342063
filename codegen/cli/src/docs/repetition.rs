//! Merges the same change under several statuses: most pages repeat the table of their error body.

use codegen_updates::Change;

/// A change of the responses of one or several statuses.
pub(super) struct Repetition<'a> {
    changes: Vec<&'a Change>,
    /// Why it is shown.
    pub(super) reason: &'a str,
}

/// The changes with their reasons, in order, where those that differ only in status are merged.
pub(super) fn repetitions<'a>(
    changes: impl IntoIterator<Item = (&'a Change, &'a str)>,
) -> Vec<Repetition<'a>> {
    let mut found: Vec<Repetition<'a>> = Vec::new();
    for (change, reason) in changes {
        match found.iter_mut().find(|one| one.is_of(change, reason)) {
            Some(one) => one.changes.push(change),
            None => found.push(Repetition {
                changes: vec![change],
                reason,
            }),
        }
    }
    found
}

impl<'a> Repetition<'a> {
    /// The first of them. The others differ only in status and lines.
    pub(super) fn first(&self) -> &'a Change {
        self.changes[0]
    }

    /// Whether another change differs only in status and lines.
    fn is_of(&self, other: &Change, reason: &str) -> bool {
        let first = self.first();
        parted(&first.message)
            .zip(parted(&other.message))
            .is_some_and(|((_, one), (_, other))| one == other)
            && first.effect == other.effect
            && self.reason == reason
            && first.hint == other.hint
            && first.document == other.document
    }

    /// The change as a sentence with every status.
    pub(super) fn message(&self) -> String {
        let statuses: Vec<&str> = self
            .changes
            .iter()
            .filter_map(|change| parted(&change.message).map(|(status, _)| status))
            .collect();
        match (statuses.as_slice(), parted(&self.first().message)) {
            ([_, _, ..], Some((_, rest))) => format!("responses {} {rest}", statuses.join(", ")),
            _ => self.first().message.clone(),
        }
    }

    /// The locations: on the page, in the record, in the document. Further lines of the same file
    /// are given by number.
    pub(super) fn places(&self) -> Vec<(&'static str, String)> {
        let place = |name, one: fn(&Change) -> Option<String>| {
            let mut told: Vec<String> = Vec::new();
            let mut file = String::new();
            for place in self.changes.iter().filter_map(|change| one(change)) {
                let (within, line) = place.split_once(':').unwrap_or((&place, ""));
                let short = match within == file && !line.is_empty() {
                    true => line.to_owned(),
                    false => place.clone(),
                };
                if !told.contains(&short) && !told.contains(&place) {
                    told.push(short);
                }
                file = within.to_owned();
            }
            (!told.is_empty()).then(|| (name, told.join(", ")))
        };
        let all = [
            place("page", |change| {
                change.page.as_ref().map(ToString::to_string)
            }),
            place("record", |change| {
                change.record.as_ref().map(ToString::to_string)
            }),
            place("document", |change| {
                change.document.as_ref().map(ToString::to_string)
            }),
        ];
        all.into_iter().flatten().collect()
    }
}

/// The status at the start of a message, and the rest of the message.
fn parted(message: &str) -> Option<(&str, &str)> {
    let (status, rest) = message.strip_prefix("response ")?.split_once(' ')?;
    let is_status = status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_status.then_some((status, rest))
}
