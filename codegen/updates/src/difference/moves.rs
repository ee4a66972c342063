//! Suggestions: a field that went and one that came may be the same.

use crate::change::{Action, Aspect, Change};

/// The least likeness of two names that may be one.
const ALIKE: f64 = 0.75;

/// Says of fields that came from which field they may come.
pub(super) fn suggest(changes: &mut [Change]) {
    let of = |changes: &[Change], action: Action| -> Vec<usize> {
        let fits = |change: &Change| change.aspect == Aspect::Field && change.action == action;
        let all = changes.iter().enumerate();
        all.filter(|(_, change)| fits(change))
            .map(|(index, _)| index)
            .collect()
    };
    for came in of(changes, Action::Added) {
        for went in of(changes, Action::Removed) {
            let Some(hint) = hint(&changes[went], &changes[came]) else {
                continue;
            };
            changes[came].hint = Some(hint.clone());
            changes[went].hint = Some(hint);
        }
    }
}

fn hint(went: &Change, came: &Change) -> Option<String> {
    if went.place != came.place {
        let named = went.path.last() == came.path.last()
            && went.place.as_ref()?.is_sent()
            && came.place.as_ref()?.is_sent();
        return named.then(|| format!("perhaps moved: {} became {}", went.subject, came.subject));
    }
    let (old, new) = (shown(went)?, shown(came)?);
    let (name, parent) = came.path.split_last()?;
    // A field of the object that went stands beside where the object was.
    if went.path.split_last()?.1 == parent && went.message.contains(&format!("{old}.{name}")) {
        return Some(format!(
            "perhaps flattened: the fields of `{old}` stand beside it now"
        ));
    }
    let (other, above) = went.path.split_last()?;
    (above == parent && strsim::jaro_winkler(name, other) >= ALIKE)
        .then(|| format!("perhaps renamed: `{old}` became `{new}`"))
}

fn shown(change: &Change) -> Option<&str> {
    change.before.as_ref().or(change.after.as_ref())?.as_str()
}
