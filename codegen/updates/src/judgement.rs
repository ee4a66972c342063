//! What a change does to callers, by the direction in which it is used.

use codegen_pages::Row;

use crate::change::{Action, Effect};
use codegen_pages::Place;

/// What a change does to the values that are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Range {
    Fewer,
    More,
    Others,
}

pub(crate) type Verdict = (Effect, &'static str);

/// A change of the values that are allowed.
pub(crate) fn range(place: &Place, range: Range) -> Verdict {
    match (place.is_sent(), range) {
        (true, Range::Fewer) => (Effect::Breaks, "requests that were valid are refused now"),
        (true, Range::More) => (Effect::Widens, "every request that was valid still is"),
        (true, Range::Others) => (
            Effect::Breaks,
            "requests that were valid may be refused now",
        ),
        (false, Range::Fewer) => (Effect::Narrows, "answers stay within what was documented"),
        (false, _) => (Effect::Breaks, "answers can leave what was documented"),
    }
}

/// A parameter or field that came or went.
pub(crate) fn field(place: &Place, row: &Row, action: Action) -> Verdict {
    let required = row.required == Some(true);
    match (place.is_sent(), action) {
        (true, Action::Added) if required => {
            (Effect::Breaks, "calls that do not send it are refused now")
        }
        (true, Action::Added) => (Effect::Widens, "calls without it stay valid"),
        (true, _) => (
            Effect::Breaks,
            "calls that send it may be refused or mean something else",
        ),
        (false, Action::Added) => (Effect::Widens, "those who do not read it notice nothing"),
        (false, _) => (Effect::Breaks, "those who read it no longer find it"),
    }
}

/// A status that came or went.
pub(crate) fn status(code: &str, action: Action) -> Verdict {
    let success = code.starts_with('2') || code.starts_with('3');
    match (action, success) {
        (Action::Added, true) => (
            Effect::Breaks,
            "calls can be answered in a way that callers do not know",
        ),
        (Action::Added, false) => (Effect::Widens, "callers can meet one more error"),
        (_, true) => (
            Effect::Breaks,
            "callers wait for an answer that no longer comes",
        ),
        (_, false) => (Effect::Narrows, "answers stay within what was documented"),
    }
}

/// A default: what counts when nothing is sent.
pub(crate) fn default(place: &Place, required: bool, action: Action) -> Verdict {
    match (place.is_sent() && !required, action) {
        (true, Action::Changed) => (Effect::Breaks, "calls without it mean something else now"),
        (true, Action::Added) => (Effect::Explains, "calls without it stay valid"),
        (true, Action::Removed) => (Effect::Explains, "what counts without it is no longer told"),
        (false, _) => (
            Effect::Explains,
            "a default counts only where something may be left out of a request",
        ),
    }
}
