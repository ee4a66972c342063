//! Determines the roles of tables that the page leaves open, using address and examples. If they
//! are not sufficient, the choices are reported.

mod roles;
mod types;

use crate::facts::DraftTable;
use crate::page::{Operation, Role, Unplaced};

/// Assigns the tables of an operation.
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

/// Path parameters are required. For other fields, a lost mark stays unknown.
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
        let why = "the page has a column for required fields, but its marks are lost: each field may be required or optional";
        unplaced.push(Unplaced::new(draft.table.line, names.join(", "), why));
    }
}
