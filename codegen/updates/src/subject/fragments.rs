//! Pages that list fragments, and which fragments belong to an operation.

use codegen_pages::{Page, Record};

use crate::fields::fields;

/// The least similarity of a record and its fragments.
const LIKELY: f64 = 0.5;
/// A similarity that ends the search.
const CERTAIN: f64 = 0.9;
/// The maximum number of consecutive fragments for one operation.
const LONGEST: usize = 6;

/// Whether a page lists fragments.
pub(super) fn has_fragments(page: &Page) -> bool {
    page.operations.iter().any(|one| one.part.is_some())
}

/// Whether a page has the fragments of a record, whatever their numbers.
pub(super) fn fits(page: &Page, record: &Record) -> bool {
    !record.page.parts.is_empty() && best(page, record).is_some()
}

/// The fragments of a record's operation: those that the user chose, otherwise the most similar
/// ones.
pub(super) fn of_record(page: &Page, record: &Record, chosen: &[u32]) -> Vec<u32> {
    if !chosen.is_empty() || !has_fragments(page) {
        return chosen.to_vec();
    }
    best(page, record).unwrap_or_else(|| record.page.parts.clone())
}

/// The fragments most similar to a record. Their numbers differ from those in the record if
/// fragments were inserted.
fn best(page: &Page, record: &Record) -> Option<Vec<u32>> {
    let own = &record.page.parts;
    let mut best = (likeness(page, record, own), own.clone());
    if best.0 < CERTAIN {
        let numbers: Vec<u32> = page.operations.iter().filter_map(|one| one.part).collect();
        let longest = LONGEST.max(own.len());
        for start in 0..numbers.len() {
            for end in start + 1..=numbers.len().min(start + longest) {
                let parts = &numbers[start..end];
                let found = likeness(page, record, parts);
                if found > best.0 {
                    best = (found, parts.to_vec());
                }
            }
        }
    }
    (best.0 > LIKELY).then_some(best.1)
}

/// The share of fields common to a record and to fragments of a page.
fn likeness(page: &Page, record: &Record, parts: &[u32]) -> f64 {
    if parts.is_empty() {
        return 0.0;
    }
    let Ok(new) = Record::of_page(page, &[], &record.operation, parts, None) else {
        return 0.0;
    };
    let (known, found) = (fields(&record.facts), fields(&new.facts));
    if known.is_empty() {
        let same = found.is_empty() && record.facts.statuses == new.facts.statuses;
        return if same { 1.0 } else { 0.0 };
    }
    let common = known
        .iter()
        .filter(|field| found.iter().any(|other| other.is_same(field)));
    // These numbers are small enough for a float.
    (2 * common.count()) as f64 / (known.len() + found.len()) as f64
}
