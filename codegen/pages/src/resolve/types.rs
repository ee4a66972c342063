//! The types of unnamed tables: those whose examples have their fields.

use serde_json::{Map, Value};

use crate::facts::DraftTable;
use crate::page::{MessageKind, Operation, Role, Unplaced};
use crate::vocabulary::{FieldType, referenced_type, type_kind};

/// Names the unnamed tables, if examples determine it.
pub(super) fn settle(
    operation: &Operation,
    tables: &mut [DraftTable],
    unplaced: &mut Vec<Unplaced>,
) {
    spelling(tables);
    mentioned(tables);
    let mut scopes: Vec<(bool, Option<String>)> = Vec::new();
    for draft in tables.iter().filter(|draft| draft.role.is_none()) {
        let scope = (draft.is_response(), draft.table.status.clone());
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    for (is_response, status) in scopes {
        let side = if is_response {
            MessageKind::Response
        } else {
            MessageKind::Request
        };
        let examples = operation.examples.iter();
        let examples: Vec<&Value> = examples
            .filter(|example| example.role == side && (!is_response || example.status == status))
            .map(|example| &example.value)
            .collect();
        let scope = Scope {
            is_response,
            status,
            examples,
        };
        scope.settle(tables, unplaced);
    }
}

fn are_together(one: &DraftTable, other: &DraftTable) -> bool {
    one.is_response() == other.is_response() && one.table.status == other.table.status
}

/// A caption may write a type name in another case than the rows that refer to it.
fn spelling(tables: &mut [DraftTable]) {
    for index in 0..tables.len() {
        let Some(name) = tables[index].table.type_name.clone() else {
            continue;
        };
        let others = tables
            .iter()
            .filter(|other| are_together(other, &tables[index]));
        let rows = others.flat_map(|other| &other.table.rows);
        let references = rows.filter_map(|row| referenced_type(row.type_.as_deref()?));
        let references: Vec<String> = references
            .filter(|reference| reference.eq_ignore_ascii_case(&name))
            .collect();
        if let Some(first) = references.first()
            && references.iter().all(|reference| reference == first)
        {
            tables[index].table.type_name = Some(first.clone());
        }
    }
}

/// An unnamed table that a single field refers to by number is the type of that field and gets its
/// name.
fn mentioned(tables: &mut [DraftTable]) {
    for index in 0..tables.len() {
        let draft = &tables[index];
        let (None, Some(number)) = (draft.role, draft.number) else {
            continue;
        };
        let others = tables.iter().filter(|other| are_together(other, draft));
        let mut names: Vec<String> = others.flat_map(|other| owners(other, number)).collect();
        names.dedup();
        let Ok([name]) = <[String; 1]>::try_from(names) else {
            continue;
        };
        tables[index].role = Some(Role::Type);
        tables[index].table.type_name = Some(name);
    }
}

/// The type names of the rows that refer to the table with this number. A row that is only an
/// object uses its own name.
fn owners(draft: &DraftTable, number: u32) -> impl Iterator<Item = String> {
    let mentions = draft.mentions.iter().filter(move |(_, n)| *n == number);
    mentions.filter_map(|(name, _)| {
        let row = draft.table.rows.iter().find(|row| row.name == *name)?;
        let kind = row.type_.as_deref().and_then(type_kind);
        match kind.as_ref().map(FieldType::innermost) {
            Some(FieldType::Object(Some(type_name))) => Some(type_name.clone()),
            None | Some(FieldType::Object(None) | FieldType::Any) => Some(name.clone()),
            _ => None,
        }
    })
}

/// The tables of the request, or of one response.
struct Scope<'a> {
    is_response: bool,
    status: Option<String>,
    examples: Vec<&'a Value>,
}

/// A referenced type, and its objects in examples.
struct Reference<'a> {
    name: String,
    objects: Vec<&'a Map<String, Value>>,
}

impl<'a> Scope<'a> {
    fn contains(&self, draft: &DraftTable) -> bool {
        draft.is_response() == self.is_response && draft.table.status == self.status
    }

    fn settle(&self, tables: &mut [DraftTable], unplaced: &mut Vec<Unplaced>) {
        while let Some((index, name)) = self.decided(tables) {
            tables[index].role = Some(Role::Type);
            tables[index].table.type_name = Some(name);
        }
        let open = self.open(tables);
        let references = self.unnamed(tables);
        for index in open {
            let draft = &mut tables[index];
            draft.role = Some(Role::Type);
            let choices: Vec<&str> = references
                .iter()
                .filter(|reference| fits(draft, reference))
                .map(|reference| reference.name.as_str())
                .collect();
            let names: Vec<&str> = draft
                .table
                .rows
                .iter()
                .map(|row| row.name.as_str())
                .collect();
            let why = why(&choices);
            unplaced.push(Unplaced::new(draft.table.line, names.join(", "), why));
        }
    }

    /// The unassigned tables of the scope.
    fn open(&self, tables: &[DraftTable]) -> Vec<usize> {
        let drafts = tables.iter().enumerate();
        drafts
            .filter(|(_, draft)| self.contains(draft) && draft.role.is_none())
            .map(|(index, _)| index)
            .collect()
    }

    /// A table and the only type that it can describe, if no other table can.
    fn decided(&self, tables: &[DraftTable]) -> Option<(usize, String)> {
        let open = self.open(tables);
        let references = self.unnamed(tables);
        for reference in &references {
            let mut fitting = open
                .iter()
                .filter(|index| fits(&tables[**index], reference));
            let (Some(index), None) = (fitting.next(), fitting.next()) else {
                continue;
            };
            let others = references
                .iter()
                .filter(|other| fits(&tables[*index], other));
            let certain =
                !reference.objects.is_empty() || (open.len() == 1 && references.len() == 1);
            if certain && others.count() == 1 {
                return Some((*index, reference.name.clone()));
            }
        }
        None
    }

    /// The referenced types without a table.
    fn unnamed(&self, tables: &[DraftTable]) -> Vec<Reference<'a>> {
        let mut references: Vec<Reference<'a>> = Vec::new();
        for draft in tables.iter().filter(|draft| self.contains(draft)) {
            if matches!(draft.role, Some(Role::Body | Role::Response)) {
                let objects = self
                    .examples
                    .iter()
                    .flat_map(|value| objects(value))
                    .collect();
                collect(draft, objects, tables, &mut references, 0);
            }
        }
        let named = |reference: &Reference<'_>| {
            tables
                .iter()
                .any(|draft| draft.table.type_name.as_ref() == Some(&reference.name))
        };
        references.retain(|reference| !named(reference));
        references
    }
}

/// Collects the types that the rows of a table refer to, directly or through other tables.
fn collect<'a>(
    draft: &DraftTable,
    owners: Vec<&'a Map<String, Value>>,
    tables: &[DraftTable],
    references: &mut Vec<Reference<'a>>,
    depth: usize,
) {
    const DEEPEST: usize = 16;
    for row in &draft.table.rows {
        let Some(name) = row.type_.as_deref().and_then(referenced_type) else {
            continue;
        };
        let inner = owners.iter().filter_map(|owner| owner.get(&row.name));
        let inner: Vec<&'a Map<String, Value>> = if row.name == "[items]" {
            owners.clone()
        } else {
            inner.flat_map(objects).collect()
        };
        let known = references
            .iter_mut()
            .find(|reference| reference.name == name);
        let first = known.is_none();
        match known {
            Some(reference) => reference.objects.extend(&inner),
            None => references.push(Reference {
                name: name.clone(),
                objects: inner.clone(),
            }),
        }
        let target = tables
            .iter()
            .find(|other| other.table.type_name.as_ref() == Some(&name));
        if let Some(target) = target
            && first
            && depth < DEEPEST
        {
            collect(target, inner, tables, references, depth + 1);
        }
    }
}

/// The objects in a value: itself, or its items.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    match value {
        Value::Object(object) => vec![object],
        Value::Array(items) => items.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

/// Whether a table has every field in the examples of a type.
fn fits(draft: &DraftTable, reference: &Reference<'_>) -> bool {
    let mut keys = reference.objects.iter().flat_map(|object| object.keys());
    keys.all(|key| draft.table.rows.iter().any(|row| row.name == *key))
}

fn why(choices: &[&str]) -> String {
    match choices {
        [] => "the table has no caption, and its fields match no type without a table".to_owned(),
        _ => format!(
            "the table has no caption, and the example does not decide which type it describes: {}",
            choices.join(", ")
        ),
    }
}
