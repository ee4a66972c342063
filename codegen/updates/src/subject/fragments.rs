//! Pages that list fragments: which of them are an operation's.

use codegen_pages::{Page, Record};

use crate::fields::fields;

/// The least likeness of a record and fragments that may be it.
const LIKELY: f64 = 0.5;
/// The likeness at which nobody looks further.
const CERTAIN: f64 = 0.9;
/// How many fragments in a row may be one operation.
const LONGEST: usize = 6;

/// Whether a page lists fragments.
pub(super) fn has_fragments(page: &Page) -> bool {
    page.operations.iter().any(|one| one.part.is_some())
}

/// Whether a page has the fragments that a record was made from, under whatever numbers.
pub(super) fn fits(page: &Page, record: &Record) -> bool {
    !record.page.parts.is_empty() && best(page, record).is_some()
}

/// The fragments of a record's operation: those that the user chose, or those most like it.
pub(super) fn of_record(page: &Page, record: &Record, chosen: &[u32]) -> Vec<u32> {
    if !chosen.is_empty() || !has_fragments(page) {
        return chosen.to_vec();
    }
    best(page, record).unwrap_or_else(|| record.page.parts.clone())
}

/// The fragments that are most like a record. Where others were added before them, their numbers
/// are not those of the record.
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

/// How many of the fields are both in a record and in fragments of a page.
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
    // Far below what a float tells apart.
    (2 * common.count()) as f64 / (known.len() + found.len()) as f64
}
