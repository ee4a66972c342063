//! Suggests that a removed and an added field are the same.

use crate::change::{Action, Aspect, Change};

/// The least similarity of two names.
const ALIKE: f64 = 0.75;

/// Adds a hint to fields that may have been renamed or moved.
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
        return named.then(|| format!("possibly moved: {} became {}", went.subject, came.subject));
    }
    let (old, new) = (shown(went)?, shown(came)?);
    let (name, parent) = came.path.split_last()?;
    // A field of the removed object is now next to where the object was.
    if went.path.split_last()?.1 == parent && went.message.contains(&format!("{old}.{name}")) {
        return Some(format!(
            "possibly flattened: the fields of `{old}` are now on its parent"
        ));
    }
    let (other, above) = went.path.split_last()?;
    (above == parent && strsim::jaro_winkler(name, other) >= ALIKE)
        .then(|| format!("possibly renamed: `{old}` became `{new}`"))
}

fn shown(change: &Change) -> Option<&str> {
    change.before.as_ref().or(change.after.as_ref())?.as_str()
}
