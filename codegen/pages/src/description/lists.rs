//! Lists of allowed values: bullets, lines, and runs on a line.

use crate::block::Line;
use crate::description::entries::{self, Entry};
use crate::description::{inline_lists, prose};
use crate::page::AllowedValue;
use crate::vocabulary::FieldType;

/// The values in a text.
pub(super) enum Found {
    Values(Vec<AllowedValue>),
    /// It may or may not be a list of values.
    Doubtful(&'static str),
    Nothing,
}

/// The values in a text without a label.
pub(super) fn values(lines: &[Line], kind: Option<&FieldType>) -> Found {
    if !matches!(
        kind,
        Some(FieldType::Text | FieldType::Integer | FieldType::Number | FieldType::Boolean)
    ) {
        return untyped(lines, kind);
    }
    let doubt = match listed(lines, kind) {
        Found::Values(values) => return Found::Values(values),
        doubt => doubt,
    };
    match plain_lines(lines, kind) {
        Found::Nothing => {}
        found => return found,
    }
    match inline(lines, kind) {
        Found::Nothing => doubt,
        found => found,
    }
}

/// Values of a list whose items have no type.
fn untyped(lines: &[Line], kind: Option<&FieldType>) -> Found {
    let listed = |run: &[Line]| {
        let mut entries = run.iter().map(|line| entries::of_line(&line.text));
        run.len() > 1 && entries.all(|entry| entry.is_some())
    };
    if matches!(kind, Some(FieldType::Any)) && bullet_runs(lines).any(listed) {
        return Found::Doubtful(
            "the list looks like values, but the page does not state their type",
        );
    }
    Found::Nothing
}

/// The list on a line. Lists on several lines may apply to different cases.
fn inline(lines: &[Line], kind: Option<&FieldType>) -> Found {
    let mut lists = lines
        .iter()
        .filter_map(|line| inline_lists::values(&line.text, kind));
    let Some(first) = lists.next() else {
        return following(lines, kind);
    };
    let value = |allowed: &AllowedValue| first.iter().any(|known| known.value == allowed.value);
    if lists.all(|list| list.iter().all(value)) {
        Found::Values(first)
    } else {
        Found::Doubtful("several lists of values, possibly for different cases")
    }
}

/// A line that announces values, and the values on the next one.
fn following(lines: &[Line], kind: Option<&FieldType>) -> Found {
    let pairs = lines.windows(2).filter(|pair| !pair[1].bullet);
    let found = pairs
        .filter(|pair| inline_lists::announces(&pair[0].text))
        .filter_map(|pair| {
            let words = inline_lists::words(&pair[1].text, false)?;
            entries::allowed(&words, kind).filter(|values| values.len() > 1)
        });
    found.map(Found::Values).next().unwrap_or(Found::Nothing)
}

/// The values after a label that announces values.
pub(super) fn labelled(lines: &[Line], kind: Option<&FieldType>) -> Vec<AllowedValue> {
    let entries = labelled_entries(lines, kind);
    entries::allowed(&entries, kind).unwrap_or_default()
}

/// The values after a label that also introduces sentences, whose words are not values.
pub(super) fn codes(lines: &[Line], kind: Option<&FieldType>) -> Vec<AllowedValue> {
    let entries = labelled_entries(lines, kind);
    if entries.len() < 2
        || !entries
            .iter()
            .all(|entry| inline_lists::is_code(&entry.value))
    {
        return Vec::new();
    }
    entries::allowed(&entries, kind).unwrap_or_default()
}

fn labelled_entries(lines: &[Line], kind: Option<&FieldType>) -> Vec<Entry> {
    let bulleted = || lines.iter().filter(|line| line.bullet);
    if bulleted().next().is_some() {
        // An entry without a recognized value makes all of them uncertain.
        let entries: Option<Vec<Entry>> = bulleted()
            .map(|line| entries::of_line(&line.text))
            .collect();
        return entries.unwrap_or_default();
    }
    for line in lines {
        if let Some(values) = inline_lists::values(&line.text, kind) {
            return values.into_iter().map(Entry::from).collect();
        }
    }
    let mut found = Vec::new();
    for line in lines {
        let Some(words) = inline_lists::words(&line.text, true) else {
            break;
        };
        found.extend(words);
    }
    found
}

/// The lines of each bulleted list.
fn bullet_runs(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines
        .chunk_by(|one, next| one.bullet == next.bullet)
        .filter(|run| run.first().is_some_and(|line| line.bullet))
}

/// The values of bulleted lists. A nested list is used if it is the only one.
fn listed(lines: &[Line], kind: Option<&FieldType>) -> Found {
    const CASES: &str = "the lists of values may apply to different cases";
    let mut found = Found::Nothing;
    for list in bullet_runs(lines) {
        let top = list.iter().map(|line| line.level).min().unwrap_or(0);
        let outer: Vec<&Line> = list.iter().filter(|line| line.level == top).collect();
        match bullets(&outer, kind) {
            Found::Values(values) => return Found::Values(values),
            Found::Doubtful(why) => found = Found::Doubtful(why),
            Found::Nothing => {}
        }
        let inner = list.chunk_by(|one, next| (one.level == top) == (next.level == top));
        for (parent, items) in inner.clone().zip(inner.skip(1)) {
            let items: Vec<&Line> = items.iter().collect();
            if items[0].level == top {
                continue;
            }
            let conditional = parent
                .last()
                .is_some_and(|parent| prose::is_conditional(&parent.text));
            found = match (bullets(&items, kind), found) {
                (Found::Values(_), Found::Values(_)) => return Found::Doubtful(CASES),
                (Found::Values(_), _) if conditional => return Found::Doubtful(CASES),
                (Found::Nothing, before) => before,
                (now, Found::Nothing) | (now @ Found::Values(_), _) => now,
                (_, before) => before,
            };
        }
    }
    found
}

fn bullets(run: &[&Line], kind: Option<&FieldType>) -> Found {
    let found: Vec<Option<Entry>> = run
        .iter()
        .map(|line| entries::of_line(&line.text))
        .collect();
    let hits = found.iter().flatten().count();
    if hits < 2 {
        return Found::Nothing;
    }
    if hits < found.len() {
        return Found::Doubtful("only some items of the list look like values");
    }
    let entries: Vec<Entry> = found.into_iter().flatten().collect();
    match entries::allowed(&entries, kind) {
        Some(values) => Found::Values(values),
        None => Found::Doubtful("the items of the list do not match the type"),
    }
}

/// Values on separate lines without bullets, each with its meaning.
fn plain_lines(lines: &[Line], kind: Option<&FieldType>) -> Found {
    let mut run: Vec<Entry> = Vec::new();
    for line in lines.iter().filter(|line| !line.bullet) {
        match entries::of_line(&line.text).filter(|entry| entry.meaning.is_some()) {
            Some(entry) => run.push(entry),
            None if run.len() > 1 => break,
            None => run.clear(),
        }
    }
    if run.len() < 2 {
        return Found::Nothing;
    }
    let plain = run.iter().all(|entry| {
        let chinese = entry.meaning.as_deref().is_some_and(inline_lists::has_han);
        chinese || inline_lists::is_code(&entry.value)
    });
    match entries::allowed(&run, kind).filter(|values| values.len() > 1) {
        Some(values) if plain => Found::Values(values),
        _ => Found::Doubtful("the lines may be values of the type or remarks"),
    }
}
