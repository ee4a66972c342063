//! Facts that only one rendering includes.
//!
//! One rendering drops the captions of tables, another the short cells with `Yes` and `No`. A fact
//! that a rendering omits was not removed: the record's value is kept.

use std::borrow::Cow;

use codegen_pages::{Operation, Record, Role, Row, Table};

use crate::fields::{ComparableField, fields};

/// The least share of common fields of two matching tables.
const LIKELY: f64 = 0.5;

/// Copies the facts that one side omits because of its rendering. Returns notes on them.
pub(super) fn inherit(old: &mut Cow<'_, Record>, new: &mut Record) -> Vec<String> {
    let mut notes = Vec::new();
    let names = names(&old.facts, &new.facts);
    if !names.is_empty() {
        notes.push(format!(
            "{} tables have no name on this page: the names in the record are used",
            names.len()
        ));
        name(new, &names);
    }
    if old.page.rendering == new.page.rendering {
        return notes;
    }
    let names = self::names(&new.facts, &old.facts);
    if !names.is_empty() {
        name(old.to_mut(), &names);
    }
    notes.extend(flags(&old.facts, &mut new.facts));
    examples(&old.facts, &mut new.facts);
    notes
}

fn name(record: &mut Record, names: &[(usize, String)]) {
    for (index, name) in names {
        record.facts.tables[*index].type_name = Some(name.clone());
    }
}

/// Names for the unnamed tables of one side, from the tables of the other without a counterpart.
fn names(known: &Operation, nameless: &Operation) -> Vec<(usize, String)> {
    let is_type = |table: &&Table| table.role == Role::Type && table.type_name.is_some();
    let has = |table: &&Table| {
        let same = |own: &Table| own.type_name == table.type_name && own.status == table.status;
        nameless.tables.iter().any(same)
    };
    let mut open: Vec<&Table> = known
        .tables
        .iter()
        .filter(is_type)
        .filter(|table| !has(table))
        .collect();
    let mut found = Vec::new();
    for (index, table) in nameless.tables.iter().enumerate() {
        if table.role != Role::Type || table.type_name.is_some() {
            continue;
        }
        let fits = |other: &&Table| other.status == table.status;
        let alike = open.iter().enumerate().filter(|(_, other)| fits(other));
        // The first of equally similar tables, because tables keep their order.
        let best = alike
            .map(|(at, other)| (at, likeness(other, table)))
            .filter(|(_, share)| *share >= LIKELY)
            .reduce(|one, two| if two.1 > one.1 { two } else { one });
        if let Some((at, _)) = best {
            found.extend(open.remove(at).type_name.clone().map(|name| (index, name)));
        }
    }
    found
}

fn likeness(one: &Table, other: &Table) -> f64 {
    let has = |row: &&Row| other.rows.iter().any(|known| known.name == row.name);
    let common = one.rows.iter().filter(has).count();
    // These numbers are small enough for a float.
    (2 * common) as f64 / (one.rows.len() + other.rows.len()).max(1) as f64
}

/// Copies whether fields are required, and their types, where this rendering omits them.
fn flags(old: &Operation, new: &mut Operation) -> Option<String> {
    let old = fields(old);
    let silent = |field: &&ComparableField<'_>| {
        field.place.is_sent() && field.row.required.is_none() || field.row.type_.is_none()
    };
    let mut words = Vec::new();
    for field in fields(new).iter().filter(silent) {
        let Some(known) = old.iter().find(|known| known.is_same(field)) else {
            continue;
        };
        let required = known.row.required.filter(|_| field.row.required.is_none());
        let type_ = known
            .row
            .type_
            .clone()
            .filter(|_| field.row.type_.is_none());
        if required.is_some() || type_.is_some() {
            words.extend(place(new, field.row).map(|at| (at, required, type_)));
        }
    }
    for ((table, row), required, type_) in &words {
        let row = &mut new.tables[*table].rows[*row];
        row.required = row.required.or(*required);
        row.type_ = row.type_.take().or_else(|| type_.clone());
    }
    (!words.is_empty()).then(|| {
        format!(
            "this rendering does not show the type of {} rows or whether they are required: the values in the record are kept",
            words.len()
        )
    })
}

/// The table and the row in it.
fn place(facts: &Operation, row: &Row) -> Option<(usize, usize)> {
    facts.tables.iter().enumerate().find_map(|(index, table)| {
        let at = table.rows.iter().position(|own| std::ptr::eq(own, row))?;
        Some((index, at))
    })
}

/// Copies examples of kinds that this rendering omits.
fn examples(old: &Operation, new: &mut Operation) {
    let own = &new.examples;
    let kept = old.examples.iter().filter(|example| {
        let same = |other: &codegen_pages::Example| {
            other.role == example.role
                && other.status == example.status
                && other.value.is_string() == example.value.is_string()
        };
        let known = example
            .status
            .as_ref()
            .is_none_or(|status| new.statuses.contains(status));
        known && !own.iter().any(same)
    });
    let mut kept: Vec<_> = kept.cloned().collect();
    for example in &mut kept {
        // Not a line of this page.
        example.line = 0;
    }
    new.examples.extend(kept);
}
