//! Settles what a page leaves open: which table is what, by address and examples. Where they are
//! not enough, it says so and gives the choices.

mod mentions;
mod roles;
mod types;

use crate::facts::DraftTable;
use crate::page::{Operation, Role, Unplaced};

/// Gives an operation its tables.
pub(crate) fn operation(
    operation: &mut Operation,
    mut tables: Vec<DraftTable>,
    unplaced: &mut Vec<Unplaced>,
) {
    roles::settle(operation, &mut tables, unplaced);
    types::settle(operation, &mut tables, unplaced);
    presence(&mut tables, unplaced);
    for draft in tables {
        let mut table = draft.table;
        if let Some(role) = draft.role {
            table.role = role;
            operation.tables.push(table);
        }
    }
}

/// What is in the path has to be there. For anything else a lost mark stays lost.
fn presence(tables: &mut [DraftTable], unplaced: &mut Vec<Unplaced>) {
    for draft in tables.iter_mut().filter(|draft| draft.presence_lost) {
        if draft.role == Some(Role::Path) {
            for row in &mut draft.table.rows {
                row.required = Some(true);
            }
            continue;
        }
        let names: Vec<&str> = draft
            .table
            .rows
            .iter()
            .map(|row| row.name.as_str())
            .collect();
        let why = "the page has a column that tells what is mandatory, but its marks are lost: each may be mandatory or optional";
        unplaced.push(Unplaced::new(draft.table.line, names.join(", "), why));
    }
}
