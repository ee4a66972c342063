//! The parameters and fields of an operation, without duplicates, including those of unplaced
//! tables.

use std::collections::{BTreeMap, BTreeSet};

use codegen_pages::{
    DocumentedOperation, FieldType, Fields, LooseTable, MessagePart, Operation, Row,
};

use crate::operation_locator::OperationLocator;

/// A parameter or field.
#[derive(Clone, Debug)]
pub(crate) struct ComparableField<'a> {
    pub(crate) place: MessagePart,
    /// The names from the body's root.
    pub(crate) path: Vec<String>,
    /// The path with brackets for the items of lists: `apps[].tags`.
    pub(crate) shown: String,
    pub(crate) row: &'a Row,
}

impl ComparableField<'_> {
    /// Whether both are the same parameter or field, as a list or a single value.
    pub(crate) fn is_same(&self, other: &ComparableField<'_>) -> bool {
        self.place == other.place && self.path == other.path
    }

    /// Whether it is nested in another field.
    pub(crate) fn is_inside(&self, other: &ComparableField<'_>) -> bool {
        self.place == other.place
            && self.path.len() > other.path.len()
            && self.path.starts_with(&other.path)
    }

    /// Whether it is in a table that no field refers to.
    pub(crate) fn is_loose(&self) -> bool {
        self.path.first().is_some_and(|name| name.starts_with('('))
    }

    pub(crate) fn kind(&self) -> Option<FieldType> {
        FieldType::read(self.row.type_.as_deref()?)
    }

    /// The name of the field in messages.
    pub(crate) fn subject(&self, operation: &str) -> String {
        let name = &self.shown;
        match &self.place {
            MessagePart::Path => format!("path parameter `{name}` of {operation}"),
            MessagePart::Query => format!("query parameter `{name}` of {operation}"),
            MessagePart::Header => format!("header `{name}` of {operation}"),
            MessagePart::ResponseHeader(status) => {
                format!("response {status} of {operation}: header `{name}`")
            }
            MessagePart::Request => format!("request of {operation}: field `{name}`"),
            MessagePart::Response(status) => {
                format!("response {status} of {operation}: field `{name}`")
            }
        }
    }
}

/// All parameters and fields of an operation. An unplaced table is named after its type or its
/// first field.
pub(crate) fn fields(operation: &Operation) -> Vec<ComparableField<'_>> {
    listed(Fields::of(operation))
}

/// The same, with unplaced tables placed where the document has their fields.
pub(crate) fn settled<'a>(
    operation: &'a Operation,
    locator: Option<&OperationLocator<'_>>,
) -> Vec<ComparableField<'a>> {
    let mut found = Fields::of(operation);
    if let Some(locator) = locator.filter(|_| !found.loose.is_empty()) {
        let documented = locator.documented();
        let known = documented.as_ref().map(DocumentedOperation::fields);
        let known: BTreeSet<(String, &str)> = known
            .iter()
            .flat_map(|known| &known.fields)
            .map(|field| (field.place.to_string(), field.path.as_str()))
            .collect();
        found.settle(|place, path| known.contains(&(place.to_string(), path)));
    }
    listed(found)
}

fn listed(found: Fields<'_>) -> Vec<ComparableField<'_>> {
    let mut fields = Vec::new();
    for field in &found.fields {
        push(
            &mut fields,
            ComparableField {
                place: field.place.clone(),
                path: field.names.clone(),
                shown: field.path.clone(),
                row: field.row,
            },
        );
    }
    let mut names: Vec<String> = Vec::new();
    for table in &found.loose {
        let first = found.rows(table).next().map(|row| row.name.as_str());
        let name = name(table, first.unwrap_or_default(), &names);
        for row in found.rows(table) {
            push(
                &mut fields,
                ComparableField {
                    place: table.place.clone(),
                    path: vec![name.clone(), row.name.clone()],
                    shown: format!("{name}.{}", row.name),
                    row,
                },
            );
        }
        names.push(name);
    }
    fields
}

/// A name for an unplaced table. A number would change with every added table.
fn name(table: &LooseTable, first: &str, taken: &[String]) -> String {
    let name = match &table.name {
        Some(name) => name.clone(),
        None => format!("table of {first}"),
    };
    let numbered = (2..=taken.len() + 1).map(|number| format!("({name} {number})"));
    let mut names = std::iter::once(format!("({name})")).chain(numbered);
    let free = names.find(|name| !taken.contains(name));
    free.unwrap_or(name)
}

/// Renames each unplaced table to its counterpart on the other side.
pub(crate) fn paired<'a>(
    old: &[ComparableField<'_>],
    mut new: Vec<ComparableField<'a>>,
) -> Vec<ComparableField<'a>> {
    let mut open = loose(old);
    let tables = loose(&new);
    let mut names: Vec<(String, String)> = Vec::new();
    for (name, rows) in &tables {
        let common = |other: &BTreeSet<String>| other.intersection(rows).count() * 2;
        let alike = open
            .iter()
            .filter(|(_, other)| common(other) >= rows.len().max(other.len()))
            .max_by_key(|(_, other)| common(other));
        if let Some(known) = alike.map(|(known, _)| known.clone()) {
            open.remove(&known);
            names.push((name.clone(), known));
        }
    }
    for field in new.iter_mut().filter(|field| field.is_loose()) {
        let known = names.iter().find(|(name, _)| *name == field.path[0]);
        if let Some((name, known)) = known {
            field.shown = field.shown.replacen(name.as_str(), known, 1);
            field.path[0].clone_from(known);
        }
    }
    new
}

/// The unplaced tables with the names of their fields.
fn loose(fields: &[ComparableField<'_>]) -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for field in fields.iter().filter(|field| field.is_loose()) {
        let rows = tables.entry(field.path[0].clone()).or_default();
        rows.insert(field.path[1..].join("."));
    }
    tables
}

fn push<'a>(fields: &mut Vec<ComparableField<'a>>, field: ComparableField<'a>) {
    if !fields.iter().any(|known| known.is_same(&field)) {
        fields.push(field);
    }
}
