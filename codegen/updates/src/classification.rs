//! Classifies changes by what they mean for callers.

use codegen_pages::Row;

use crate::change::{Action, Effect};
use codegen_pages::MessagePart;

/// The effect on the set of allowed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Range {
    Fewer,
    More,
    Others,
}

pub(crate) type Classification = (Effect, &'static str);

/// Classifies a change to the allowed values.
pub(crate) fn range(place: &MessagePart, range: Range) -> Classification {
    match (place.is_sent(), range) {
        (true, Range::Fewer) => (Effect::Breaks, "valid requests are now rejected"),
        (true, Range::More) => (Effect::Widens, "all valid requests stay valid"),
        (true, Range::Others) => (Effect::Breaks, "valid requests may now be rejected"),
        (false, Range::Fewer) => (Effect::Narrows, "responses still fit the old documentation"),
        (false, _) => (
            Effect::Breaks,
            "responses may not fit the old documentation",
        ),
    }
}

/// Classifies a parameter or field that was added or removed.
pub(crate) fn field(place: &MessagePart, row: &Row, action: Action) -> Classification {
    let required = row.required == Some(true);
    match (place.is_sent(), action) {
        (true, Action::Added) if required => {
            (Effect::Breaks, "calls that do not send it are now rejected")
        }
        (true, Action::Added) => (Effect::Widens, "calls without it stay valid"),
        (true, _) => (
            Effect::Breaks,
            "calls that send it may be rejected or mean something else",
        ),
        (false, Action::Added) => (Effect::Widens, "callers can ignore it"),
        (false, _) => (Effect::Breaks, "callers that read it no longer find it"),
    }
}

/// Classifies a status that was added or removed.
pub(crate) fn status(code: &str, action: Action) -> Classification {
    let success = code.starts_with('2') || code.starts_with('3');
    match (action, success) {
        (Action::Added, true) => (
            Effect::Breaks,
            "calls may have a success response that callers do not know",
        ),
        (Action::Added, false) => (Effect::Widens, "calls may have one more error response"),
        (_, true) => (
            Effect::Breaks,
            "callers that expect this response no longer get it",
        ),
        (_, false) => (Effect::Narrows, "responses still fit the old documentation"),
    }
}

/// Classifies a default, which applies if nothing is sent.
pub(crate) fn default(place: &MessagePart, required: bool, action: Action) -> Classification {
    match (place.is_sent() && !required, action) {
        (true, Action::Changed) => (Effect::Breaks, "calls without it now mean something else"),
        (true, Action::Added) => (Effect::Explains, "calls without it stay valid"),
        (true, Action::Removed) => (Effect::Explains, "the page no longer documents the default"),
        (false, _) => (
            Effect::Explains,
            "a default applies only to optional parts of requests",
        ),
    }
}
