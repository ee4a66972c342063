//! Tables as parameters and fields with their whole path, so that names of types do not matter.

use codegen_pages::{Operation, Role, Row, Table};

use crate::notation::Kind;

/// Whether a field is a parameter, or in which body it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    AnsweredHeader(String),
    Request,
    Response(String),
}

impl Place {
    /// Whether it is sent, and not answered.
    pub(crate) fn is_sent(&self) -> bool {
        !matches!(self, Place::AnsweredHeader(_) | Place::Response(_))
    }

    /// The status of the answer that it belongs to.
    pub(crate) fn status(&self) -> Option<&str> {
        match self {
            Place::AnsweredHeader(status) | Place::Response(status) => Some(status),
            _ => None,
        }
    }

    /// Where a parameter is, in OpenAPI's word.
    pub(crate) fn parameter(&self) -> Option<&'static str> {
        match self {
            Place::Path => Some("path"),
            Place::Query => Some("query"),
            Place::Header => Some("header"),
            _ => None,
        }
    }
}

/// A parameter or field.
#[derive(Clone, Debug)]
pub(crate) struct Field<'a> {
    pub(crate) place: Place,
    /// The names from the body's root.
    pub(crate) path: Vec<String>,
    /// The path with brackets for the items of lists: `apps[].tags`.
    pub(crate) shown: String,
    pub(crate) row: &'a Row,
}

impl Field<'_> {
    /// Whether both are the same parameter or field.
    pub(crate) fn is_same(&self, other: &Field<'_>) -> bool {
        self.place == other.place && self.path == other.path
    }

    /// Whether it is somewhere inside another.
    pub(crate) fn is_inside(&self, other: &Field<'_>) -> bool {
        self.place == other.place
            && self.path.len() > other.path.len()
            && self.path.starts_with(&other.path)
    }

    pub(crate) fn kind(&self) -> Option<Kind> {
        self.row.type_.as_deref().map(Kind::read)
    }

    /// What it is called in a message.
    pub(crate) fn subject(&self, operation: &str) -> String {
        let name = &self.shown;
        match &self.place {
            Place::Path => format!("path parameter `{name}` of {operation}"),
            Place::Query => format!("query parameter `{name}` of {operation}"),
            Place::Header => format!("header `{name}` of {operation}"),
            Place::AnsweredHeader(status) => {
                format!("response {status} of {operation}: header `{name}`")
            }
            Place::Request => format!("request of {operation}: field `{name}`"),
            Place::Response(status) => format!("response {status} of {operation}: field `{name}`"),
        }
    }
}

/// All parameters and fields of an operation.
pub(crate) fn fields(operation: &Operation) -> Vec<Field<'_>> {
    let mut walk = Walk {
        tables: &operation.tables,
        visited: vec![false; operation.tables.len()],
        fields: Vec::new(),
    };
    for (index, table) in operation.tables.iter().enumerate() {
        if let Some(place) = place(table) {
            walk.table(index, &place, &[], "", &mut Vec::new());
        }
    }
    walk.unreached();
    walk.fields
}

fn place(table: &Table) -> Option<Place> {
    Some(match (table.role, &table.status) {
        (Role::Path, _) => Place::Path,
        (Role::Query, _) => Place::Query,
        (Role::Header, None) => Place::Header,
        (Role::Header, Some(status)) => Place::AnsweredHeader(status.clone()),
        (Role::Body, _) => Place::Request,
        (Role::Response, status) => Place::Response(status.clone()?),
        (Role::Type, _) => return None,
    })
}

fn body(status: Option<&String>) -> Place {
    status.map_or(Place::Request, |status| Place::Response(status.clone()))
}

struct Walk<'a> {
    tables: &'a [Table],
    visited: Vec<bool>,
    fields: Vec<Field<'a>>,
}

impl<'a> Walk<'a> {
    fn table(
        &mut self,
        index: usize,
        place: &Place,
        path: &[String],
        shown: &str,
        above: &mut Vec<usize>,
    ) {
        self.visited[index] = true;
        above.push(index);
        let tables = self.tables;
        for row in &tables[index].rows {
            let field = field(row, place, path, shown);
            let (path, kind) = (field.path.clone(), field.kind());
            let shown = field.shown.clone();
            if !self.fields.iter().any(|known| known.is_same(&field)) {
                self.fields.push(field);
            }
            let Some(kind) = kind else { continue };
            let inner = kind.reference().and_then(|name| self.find(name, place));
            if let Some(inner) = inner.filter(|inner| !above.contains(inner)) {
                let shown = format!("{shown}{}", kind.brackets());
                self.table(inner, place, &path, &shown, above);
            }
        }
        above.pop();
    }

    /// The table of a type: the one of the same body, or else of any.
    fn find(&self, name: &str, place: &Place) -> Option<usize> {
        let named = |index: &usize| {
            let table = &self.tables[*index];
            table.role == Role::Type && table.type_name.as_deref() == Some(name)
        };
        let all = 0..self.tables.len();
        let own = |index: &usize| body(self.tables[*index].status.as_ref()) == *place;
        let near = all.clone().filter(named).find(own);
        near.or_else(|| all.into_iter().find(named))
    }

    /// Tables of types that nothing leads to, or that have no name.
    fn unreached(&mut self) {
        let mut nameless = 0;
        for index in 0..self.tables.len() {
            if self.visited[index] {
                continue;
            }
            let table = &self.tables[index];
            let name = match &table.type_name {
                Some(name) => format!("({name})"),
                None => {
                    nameless += 1;
                    format!("(table {nameless} without a name)")
                }
            };
            let place = body(table.status.as_ref());
            self.table(
                index,
                &place,
                std::slice::from_ref(&name),
                &name,
                &mut Vec::new(),
            );
        }
    }
}

fn field<'a>(row: &'a Row, place: &Place, path: &[String], shown: &str) -> Field<'a> {
    let mut whole = path.to_vec();
    let items = row.name == "[items]";
    if !items {
        whole.push(row.name.clone());
    }
    let shown = match (items, shown) {
        (true, above) => above.to_owned(),
        (false, "") => row.name.clone(),
        (false, above) => format!("{above}.{}", row.name),
    };
    Field {
        place: place.clone(),
        path: whole,
        shown,
        row,
    }
}
