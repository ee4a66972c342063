//! Tables that rows refer to by their numbers: `see Table 5` names what the fifth table describes.

use crate::facts::DraftTable;
use crate::page::Role;
use crate::vocabulary::{Kind, type_kind};

/// Names the tables without a name that the rows of other tables refer to, where all those rows
/// agree on the name.
pub(super) fn settle(tables: &mut [DraftTable]) {
    let names: Vec<Option<String>> = (0..tables.len()).map(|index| name(tables, index)).collect();
    for (draft, name) in tables.iter_mut().zip(names) {
        if let Some(name) = name {
            draft.role = Some(Role::Type);
            draft.table.type_name = Some(name);
        }
    }
}

/// The only name that the rows give to a table.
fn name(tables: &[DraftTable], index: usize) -> Option<String> {
    let draft = &tables[index];
    let number = draft.number.filter(|_| draft.role.is_none())?;
    // A number that two tables have says nothing.
    let same = tables.iter().filter(|other| other.number == Some(number));
    if same.count() > 1 {
        return None;
    }
    // A table that comes later goes on with this one, or repeats it.
    let before = tables[..index].iter();
    let near = before.filter(|table| table.is_answer() == draft.is_answer());
    let mut names = near.flat_map(|table| {
        let mentions = table.mentions.iter();
        let mentions = mentions.filter(move |(_, mentioned)| *mentioned == number);
        mentions.filter_map(|(row, _)| described(table, row))
    });
    let first = names.next()?;
    names.all(|other| other == first).then_some(first)
}

/// The type that a row has; a row that is just an object gives it its own name.
fn described(draft: &DraftTable, name: &str) -> Option<String> {
    let row = draft.table.rows.iter().find(|row| row.name == name)?;
    match type_kind(row.type_.as_deref()?)?.innermost() {
        Kind::Object(Some(type_name)) => Some(type_name.clone()),
        Kind::Object(None) | Kind::Any => Some(name.to_owned()),
        _ => None,
    }
}
