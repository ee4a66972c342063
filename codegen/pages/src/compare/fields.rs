//! Parameters and fields with their full paths, so that type names do not matter.

use crate::compare::message_part::MessagePart;
use crate::page::{Operation, Role, Row, Table};
use crate::vocabulary::FieldType;

/// A parameter or field with its full path. `O` is its origin: a line, or the pointers in a
/// document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field<'a, O = u32> {
    /// The kind of parameter, or the body.
    pub place: MessagePart,
    /// The names from the root of the body, without the items of lists.
    pub names: Vec<String>,
    /// The names as text, with brackets for the items of lists: `apps[].tags`.
    pub path: String,
    /// The facts of the field.
    pub row: &'a Row,
    /// The location of the facts.
    pub origin: O,
}

impl<O> Field<'_, O> {
    /// Whether both are the same parameter or field.
    pub fn is_same<P>(&self, other: &Field<'_, P>) -> bool {
        self.place == other.place && self.path == other.path
    }

    /// Whether it is nested in another.
    pub fn is_inside<P>(&self, other: &Field<'_, P>) -> bool {
        self.place == other.place
            && self.names.len() > other.names.len()
            && self.names.starts_with(&other.names)
    }

    /// Its type.
    pub fn kind(&self) -> Option<FieldType> {
        FieldType::read(self.row.type_.as_deref()?)
    }
}

/// A table of a type that no field refers to by name, or without a name.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LooseTable {
    /// The body.
    pub place: MessagePart,
    /// Its name.
    pub name: Option<String>,
    /// The index of the table in the operation.
    pub index: usize,
}

/// A table with the origin of each row.
#[derive(Clone, Debug)]
pub(crate) struct View<'a, O> {
    pub(crate) table: &'a Table,
    pub(crate) rows: Vec<(&'a Row, O)>,
}

/// The parameters and fields of an operation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fields<'a, O = u32> {
    /// The placed ones.
    pub fields: Vec<Field<'a, O>>,
    /// The unplaced tables.
    pub loose: Vec<LooseTable>,
    views: Vec<View<'a, O>>,
    /// The objects without a table.
    undescribed: Vec<Undescribed>,
}

/// An object without a table.
#[derive(Clone, Debug)]
struct Undescribed {
    place: MessagePart,
    names: Vec<String>,
    path: String,
}

impl<'a> Fields<'a> {
    /// The parameters and fields of the tables of a page. Their origins are lines.
    pub fn of(operation: &'a Operation) -> Fields<'a> {
        let view = |table: &'a Table| View {
            table,
            rows: table.rows.iter().map(|row| (row, row.line)).collect(),
        };
        Fields::of_views(operation.tables.iter().map(view).collect())
    }
}

impl<'a, O: Clone> Fields<'a, O> {
    pub(crate) fn of_views(views: Vec<View<'a, O>>) -> Fields<'a, O> {
        let mut fields = Fields {
            fields: Vec::new(),
            loose: Vec::new(),
            undescribed: Vec::new(),
            views: Vec::new(),
        };
        let mut walk = Walk {
            views: &views,
            visited: vec![false; views.len()],
            fields: &mut fields,
        };
        for (index, view) in views.iter().enumerate() {
            if let Some(place) = MessagePart::of(view.table) {
                walk.table(index, &place, &[], "", &mut Vec::new());
            }
        }
        let visited = walk.visited;
        for (index, view) in views
            .iter()
            .enumerate()
            .filter(|(index, _)| !visited[*index])
        {
            fields.loose.push(LooseTable {
                place: MessagePart::body(view.table.status.as_deref()),
                name: view.table.type_name.clone(),
                index,
            });
        }
        fields.views = views;
        fields
    }

    /// Places each loose table where most of its fields are `known`.
    ///
    /// A table that matches nowhere stays loose.
    pub fn settle(&mut self, known: impl Fn(&MessagePart, &str) -> bool) {
        while let Some((loose, paths)) = self.fitting(&known) {
            let index = self.loose.remove(loose).index;
            let views = std::mem::take(&mut self.views);
            for undescribed in paths {
                let at = self.undescribed.remove(undescribed);
                let mut walk = Walk {
                    views: &views,
                    visited: vec![false; views.len()],
                    fields: self,
                };
                walk.table(index, &at.place, &at.names, &at.path, &mut Vec::new());
                let visited = walk.visited;
                self.loose.retain(|loose| !visited[loose.index]);
            }
            self.views = views;
        }
    }

    /// A loose table, and the objects that it may describe, last one first.
    fn fitting(&self, known: &impl Fn(&MessagePart, &str) -> bool) -> Option<(usize, Vec<usize>)> {
        self.loose.iter().enumerate().find_map(|(index, loose)| {
            let hits = |at: &Undescribed| {
                let rows = self.rows(loose);
                rows.filter(|row| known(&at.place, &join(&at.path, &row.name)))
                    .count()
            };
            let candidates = self.undescribed.iter().enumerate();
            let candidates = candidates.filter(|(_, at)| at.place == loose.place);
            let scored: Vec<_> = candidates.map(|(at, object)| (at, hits(object))).collect();
            let best = scored.iter().map(|(_, hits)| *hits).max()?;
            let all = scored.iter().rev().filter(|(_, hits)| *hits == best);
            (best > 0).then(|| (index, all.map(|(at, _)| *at).collect()))
        })
    }

    /// The rows of a loose table.
    pub fn rows(&self, loose: &LooseTable) -> impl Iterator<Item = &'a Row> + use<'a, '_, O> {
        let view = self.views.get(loose.index);
        view.into_iter()
            .flat_map(|view| view.rows.iter().map(|(row, _)| *row))
    }
}

struct Walk<'a, 'v, 'f, O> {
    views: &'v [View<'a, O>],
    visited: Vec<bool>,
    fields: &'f mut Fields<'a, O>,
}

impl<O: Clone> Walk<'_, '_, '_, O> {
    fn table(
        &mut self,
        index: usize,
        place: &MessagePart,
        names: &[String],
        path: &str,
        above: &mut Vec<usize>,
    ) {
        self.visited[index] = true;
        above.push(index);
        let views = self.views;
        for (row, origin) in &views[index].rows {
            let mut names = names.to_vec();
            if row.name != ITEMS {
                names.push(row.name.clone());
            }
            let field = Field {
                place: place.clone(),
                names,
                path: join(path, &row.name),
                row,
                origin: origin.clone(),
            };
            self.fields.fields.push(field.clone());
            self.inner(&field, above);
        }
        above.pop();
    }

    /// The fields nested in a field.
    fn inner(&mut self, field: &Field<'_, O>, above: &mut Vec<usize>) {
        let Some(kind) = field.kind() else {
            return;
        };
        if !matches!(kind.innermost(), FieldType::Object(_)) {
            return;
        }
        let path = format!("{}{}", field.path, kind.brackets());
        let table = kind
            .reference()
            .and_then(|name| self.find(name, &field.place));
        match table {
            Some(inner) if above.contains(&inner) => {}
            Some(inner) => self.table(inner, &field.place, &field.names, &path, above),
            None => self.fields.undescribed.push(Undescribed {
                place: field.place.clone(),
                names: field.names.clone(),
                path,
            }),
        }
    }

    /// The table of a type: that of the same body, otherwise of any.
    fn find(&self, name: &str, place: &MessagePart) -> Option<usize> {
        let named = || {
            let tables = self.views.iter().enumerate();
            tables.filter(|(_, view)| {
                view.table.role == Role::Type && view.table.type_name.as_deref() == Some(name)
            })
        };
        let same =
            named().find(|(_, view)| MessagePart::body(view.table.status.as_deref()) == *place);
        same.or_else(|| named().next()).map(|(index, _)| index)
    }
}

/// The name of a row for the items of a list.
const ITEMS: &str = "[items]";

fn join(prefix: &str, name: &str) -> String {
    match (prefix, name) {
        (above, ITEMS) => above.to_owned(),
        ("", name) => name.to_owned(),
        (above, name) => format!("{above}.{name}"),
    }
}
