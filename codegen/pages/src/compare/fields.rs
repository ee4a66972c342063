//! Tables as fields with their whole path, so that names of types do not matter.

use crate::page::{Role, Row, Table};
use crate::vocabulary::{Kind, referenced_type, type_kind};

/// A table of either side.
pub(super) struct View<'a, O> {
    pub(super) table: &'a Table,
    pub(super) rows: Vec<(&'a Row, O)>,
}

/// A field with its whole path.
#[derive(Clone, Debug)]
pub(super) struct Field<'a, O> {
    /// Whether it is a parameter, or in which body it is.
    pub(super) place: Place,
    /// The names from the body's root, `[]` for the items of a list.
    pub(super) path: String,
    pub(super) row: &'a Row,
    pub(super) origin: O,
}

/// Where a field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Path,
    Query,
    Header,
    AnsweredHeader(String),
    Request,
    Response(String),
}

impl Place {
    /// Whether fields of both places may be of one component: answers share their schemas.
    pub(super) fn is_like(&self, other: &Place) -> bool {
        self == other
            || matches!(
                (self, other),
                (Place::Response(_), Place::Response(_))
                    | (Place::AnsweredHeader(_), Place::AnsweredHeader(_))
            )
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Path => formatter.write_str("path"),
            Place::Query => formatter.write_str("query"),
            Place::Header => formatter.write_str("header"),
            Place::AnsweredHeader(status) => write!(formatter, "response {status} header"),
            Place::Request => formatter.write_str("request"),
            Place::Response(status) => write!(formatter, "response {status}"),
        }
    }
}

/// The rows of a table without a name, and the paths that it may describe.
pub(super) struct Homeless<'a, O> {
    pub(super) place: Place,
    pub(super) rows: Vec<(&'a Row, O)>,
    pub(super) paths: Vec<String>,
}

/// All fields, and the tables whose place is open.
pub(super) struct Fields<'a, O> {
    pub(super) fields: Vec<Field<'a, O>>,
    pub(super) homeless: Vec<Homeless<'a, O>>,
}

/// All fields of some tables.
pub(super) fn fields<'a, O: Clone>(views: &[View<'a, O>]) -> Fields<'a, O> {
    let mut walk = Walk {
        views,
        fields: Vec::new(),
        tableless: Vec::new(),
    };
    for view in views {
        if let Some(place) = place(view.table) {
            walk.view(view, &place, "", &mut Vec::new());
        }
    }
    let homeless = views
        .iter()
        .filter(|view| view.table.role == Role::Type && view.table.type_name.is_none())
        .map(|view| {
            let place = body(view.table.status.as_ref());
            let paths = walk.tableless.iter().filter(|(known, _)| *known == place);
            Homeless {
                paths: paths.map(|(_, path)| path.clone()).collect(),
                place,
                rows: view.rows.clone(),
            }
        })
        .collect();
    Fields {
        fields: walk.fields,
        homeless,
    }
}

fn place(table: &Table) -> Option<Place> {
    Some(match (table.role, &table.status) {
        (Role::Path, _) => Place::Path,
        (Role::Query, _) => Place::Query,
        (Role::Header, None) => Place::Header,
        (Role::Header, Some(status)) => Place::AnsweredHeader(status.clone()),
        (Role::Body, _) => Place::Request,
        (Role::Response, status) => body(Some(status.as_ref()?)),
        (Role::Type, _) => return None,
    })
}

fn body(status: Option<&String>) -> Place {
    status.map_or(Place::Request, |status| Place::Response(status.clone()))
}

struct Walk<'a, 'v, O> {
    views: &'v [View<'a, O>],
    fields: Vec<Field<'a, O>>,
    /// Where types are that no table describes.
    tableless: Vec<(Place, String)>,
}

impl<'a, 'v, O: Clone> Walk<'a, 'v, O> {
    fn view(
        &mut self,
        view: &'v View<'a, O>,
        place: &Place,
        prefix: &str,
        above: &mut Vec<String>,
    ) {
        for (row, origin) in &view.rows {
            let path = join(prefix, &row.name);
            self.fields.push(Field {
                place: place.clone(),
                path: path.clone(),
                row,
                origin: origin.clone(),
            });
            let Some(name) = row.type_.as_deref().and_then(referenced_type) else {
                continue;
            };
            if above.contains(&name) {
                continue;
            }
            let path = format!("{path}{}", brackets(row));
            match self.table(&name, place) {
                Some(inner) => {
                    above.push(name);
                    self.view(inner, place, &path, above);
                    above.pop();
                }
                None => self.tableless.push((place.clone(), path)),
            }
        }
    }

    /// The table of a type: the one of the same body, or else of any.
    fn table(&self, name: &str, place: &Place) -> Option<&'v View<'a, O>> {
        let named = || {
            let types = self
                .views
                .iter()
                .filter(|view| view.table.role == Role::Type);
            types.filter(|view| view.table.type_name.as_deref() == Some(name))
        };
        let same = named().find(|view| body(view.table.status.as_ref()) == *place);
        same.or_else(|| named().next())
    }
}

fn join(prefix: &str, name: &str) -> String {
    if name == "[items]" {
        return prefix.to_owned();
    }
    if prefix.is_empty() {
        name.to_owned()
    } else {
        format!("{prefix}.{name}")
    }
}

/// A pair of brackets for every list around the objects of a field.
fn brackets(row: &Row) -> String {
    let mut text = String::new();
    let mut kind = row.type_.as_deref().and_then(type_kind);
    while let Some(Kind::Array(items)) = kind {
        text.push_str("[]");
        kind = Some(*items);
    }
    text
}
