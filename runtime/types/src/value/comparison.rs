//! Comparing values.

use super::{Object, View, fields, items};

impl PartialEq for View<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (View::Absent, View::Absent)
            | (View::Null, View::Null)
            | (View::NoItems, View::NoItems)
            | (View::NoEntries, View::NoEntries) => true,
            (View::Text(one), View::Text(other)) | (View::Secret(one), View::Secret(other)) => {
                one == other
            }
            (View::Integer(one), View::Integer(other)) => one == other,
            (View::Number(one), View::Number(other)) => one == other,
            (View::Boolean(one), View::Boolean(other)) => one == other,
            (View::List(one), View::List(other)) => {
                one.count() == other.count() && items(*one).eq(items(*other))
            }
            (View::Map(one), View::Map(other)) => {
                one.count() == other.count()
                    && one.entries().all(|(key, value)| other.entry(key) == value)
            }
            (View::Object(one), View::Object(other)) => equal(*one, *other),
            (View::Json(one), View::Json(other)) => one == other,
            _ => false,
        }
    }
}

/// Whether two structs of the same type are equal; used by [`object!`](crate::object!).
#[must_use]
pub fn equal(one: &dyn Object, other: &dyn Object) -> bool {
    let additional = match (one.additional(), other.additional()) {
        (Some(one), Some(other)) => View::Map(one) == View::Map(other),
        _ => true,
    };
    additional
        && fields(one)
            .zip(fields(other))
            .all(|((_, one), (_, other))| one == other)
}
