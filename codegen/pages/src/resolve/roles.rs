//! The role of each table.

use serde_json::Value;

use crate::facts::DraftTable;
use crate::page::{MessageKind, Operation, Role, Unplaced};
use crate::pattern::Pattern;
use crate::vocabulary::Section;

/// Determines the role of every table if possible.
pub(super) fn settle(
    operation: &Operation,
    tables: &mut Vec<DraftTable>,
    unplaced: &mut Vec<Unplaced>,
) {
    split_places(tables);
    split_address(operation, tables, unplaced);
    generic_captions(operation, tables);
    headers(tables);
    body(operation, tables);
    responses(operation, tables);
}

/// Splits a table whose rows state their locations.
fn split_places(tables: &mut Vec<DraftTable>) {
    let place = |text: &Option<String>| match text.as_deref()?.trim().to_ascii_lowercase().as_str()
    {
        "path" => Some(Role::Path),
        "query" => Some(Role::Query),
        "header" => Some(Role::Header),
        "body" => Some(Role::Body),
        _ => None,
    };
    split(tables, |draft, index| {
        draft
            .places
            .get(index)
            .and_then(place)
            .filter(|_| draft.role.is_none())
    });
}

/// Splits tables by the role of their rows, if every row has one.
fn split(tables: &mut Vec<DraftTable>, role: impl Fn(&DraftTable, usize) -> Option<Role>) {
    let drafts = std::mem::take(tables);
    for mut draft in drafts {
        let roles: Option<Vec<Role>> = (0..draft.table.rows.len())
            .map(|index| role(&draft, index))
            .collect();
        let Some(roles) = roles.filter(|roles| !roles.is_empty()) else {
            tables.push(draft);
            continue;
        };
        let rows = std::mem::take(&mut draft.table.rows);
        let mut parts: Vec<(Role, DraftTable)> = Vec::new();
        for (row, role) in rows.into_iter().zip(roles) {
            let at = parts.iter().position(|(known, _)| *known == role);
            let at = at.unwrap_or_else(|| {
                parts.push((role, empty_copy(&draft, role)));
                parts.len() - 1
            });
            parts[at].1.table.rows.push(row);
        }
        tables.extend(parts.into_iter().map(|(_, part)| part));
    }
}

fn empty_copy(draft: &DraftTable, role: Role) -> DraftTable {
    DraftTable {
        table: draft.table.clone(),
        role: Some(role),
        section: draft.section,
        presence_lost: draft.presence_lost,
        places: Vec::new(),
        number: draft.number,
        mentions: draft.mentions.clone(),
    }
}

/// Tables below the address with an unspecific caption: the address names the path parameters.
fn split_address(
    operation: &Operation,
    tables: &mut Vec<DraftTable>,
    unplaced: &mut Vec<Unplaced>,
) {
    let Some(uri) = operation.uri.as_deref() else {
        for draft in tables.iter().filter(|draft| is_silent(draft, Section::Uri)) {
            let why = "path and query parameters cannot be distinguished without an address";
            unplaced.push(Unplaced::new(
                draft.table.line,
                names(draft).join(", "),
                why,
            ));
        }
        return;
    };
    let variables = path_variables(uri);
    split(tables, |draft, index| {
        if !is_silent(draft, Section::Uri) {
            return None;
        }
        let name = draft.table.rows[index]
            .name
            .trim_matches(['{', '}'])
            .to_owned();
        Some(if variables.contains(&name) {
            Role::Path
        } else {
            Role::Query
        })
    });
}

fn is_silent(draft: &DraftTable, section: Section) -> bool {
    draft.role.is_none() && draft.section == section
}

/// The variables in the path of an address.
fn path_variables(uri: &str) -> Vec<String> {
    static VARIABLE: Pattern = Pattern::new(r"\{([^{}/]+)\}|/:([A-Za-z_]\w*)");
    let path = uri.split('?').next().unwrap_or(uri);
    let found = VARIABLE.captures_all(path);
    let names = found
        .iter()
        .filter_map(|captures| captures.get(1).or(captures.get(2)));
    names.map(|name| name.as_str().to_owned()).collect()
}

/// A caption "request parameters" means the query if there is no body.
fn generic_captions(operation: &Operation, tables: &mut [DraftTable]) {
    let bodyless = matches!(operation.method.as_deref(), Some("GET" | "HEAD"));
    let variables = operation
        .uri
        .as_deref()
        .map(path_variables)
        .unwrap_or_default();
    for draft in tables.iter_mut() {
        if draft.section == Section::Uri && draft.role == Some(Role::Body) {
            let all = names(draft)
                .iter()
                .all(|name| variables.iter().any(|known| known == name));
            draft.role = Some(if all { Role::Path } else { Role::Query });
        }
        let generic = draft.section == Section::Request && draft.role == Some(Role::Body);
        if bodyless && generic {
            draft.role = Some(Role::Query);
        }
        let misplaced = draft.section == Section::Response && draft.role == Some(Role::Body);
        if misplaced {
            draft.role = Some(Role::Response);
        }
    }
}

/// A table with only headers is recognized by its rows.
fn headers(tables: &mut [DraftTable]) {
    static HEADER: Pattern = Pattern::new(
        r"^(?:X-[A-Za-z0-9-]+|Content-[A-Za-z-]+|Accept(?:-[A-Za-z]+)?|Authorization|Host|Date|User-Agent)$",
    );
    let silent = tables
        .iter_mut()
        .filter(|draft| is_silent(draft, Section::Request));
    for draft in silent {
        let rows = &draft.table.rows;
        if !rows.is_empty() && rows.iter().all(|row| HEADER.is_match(&row.name)) {
            draft.role = Some(Role::Header);
        }
    }
}

/// The request body: the table with the fields of the example, otherwise the first one.
fn body(operation: &Operation, tables: &mut [DraftTable]) {
    if tables.iter().any(|draft| draft.role == Some(Role::Body)) {
        return;
    }
    let bodies = operation
        .examples
        .iter()
        .filter(|example| example.role == MessageKind::Request);
    let bodies: Vec<&Value> = bodies.map(|example| &example.value).collect();
    let silent = |draft: &DraftTable| is_silent(draft, Section::Request);
    let role = match operation.method.as_deref() {
        Some("GET" | "HEAD") => Role::Query,
        _ => Role::Body,
    };
    if let Some(index) = root(tables, silent, &bodies) {
        tables[index].role = Some(role);
    }
}

/// The body of each response.
fn responses(operation: &Operation, tables: &mut [DraftTable]) {
    let mut statuses: Vec<Option<String>> = Vec::new();
    for draft in tables.iter().filter(|draft| draft.is_response()) {
        if !statuses.contains(&draft.table.status) {
            statuses.push(draft.table.status.clone());
        }
    }
    for status in statuses {
        let here = |draft: &DraftTable| draft.is_response() && draft.table.status == status;
        let settled = |draft: &DraftTable| here(draft) && draft.role == Some(Role::Response);
        if tables.iter().any(settled) {
            continue;
        }
        let bodies = operation.examples.iter();
        let bodies: Vec<&Value> = bodies
            .filter(|example| example.role == MessageKind::Response && example.status == status)
            .map(|example| &example.value)
            .collect();
        let silent = |draft: &DraftTable| here(draft) && draft.role.is_none();
        if let Some(index) = root(tables, silent, &bodies) {
            tables[index].role = Some(Role::Response);
        }
    }
    only_success(operation, tables);
}

/// Tables of a response without a status belong to the only success status.
fn only_success(operation: &Operation, tables: &mut [DraftTable]) {
    let mut successes = operation
        .statuses
        .iter()
        .filter(|status| status.starts_with('2'));
    let (Some(status), None) = (successes.next(), successes.next()) else {
        return;
    };
    for draft in tables.iter_mut() {
        if draft.is_response() && draft.table.status.is_none() {
            draft.table.status = Some(status.clone());
        }
    }
}

/// The table of the root of a body: pages put it first, unless the examples contradict.
fn root(
    tables: &[DraftTable],
    eligible: impl Fn(&DraftTable) -> bool,
    bodies: &[&Value],
) -> Option<usize> {
    let eligible = || {
        tables
            .iter()
            .enumerate()
            .filter(|(_, draft)| eligible(draft))
    };
    let fits = |draft: &DraftTable| {
        let objects: Vec<_> = bodies.iter().filter_map(|body| body.as_object()).collect();
        let names = names(draft);
        let known = |key: &String| names.contains(&key.as_str());
        !objects.is_empty() && objects.iter().all(|object| object.keys().all(known))
    };
    let (first, draft) = eligible().next()?;
    if fits(draft) {
        return Some(first);
    }
    let mut fitting = eligible().filter(|(_, draft)| fits(draft));
    match (fitting.next(), fitting.next()) {
        (Some((index, _)), None) => Some(index),
        _ => Some(first),
    }
}

fn names(draft: &DraftTable) -> Vec<&str> {
    draft
        .table
        .rows
        .iter()
        .map(|row| row.name.as_str())
        .collect()
}
