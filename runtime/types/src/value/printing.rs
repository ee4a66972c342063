//! Printing values.

use std::fmt;

use super::{Object, View, fields, items};

/// Like a derived `Debug`, except that secrets and absent fields of structs are not printed.
impl fmt::Debug for View<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            View::Absent => formatter.write_str("absent"),
            View::Null => formatter.write_str("null"),
            View::Text(text) => text.fmt(formatter),
            View::Secret(_) => formatter.write_str(crate::secret::REDACTED),
            View::Integer(integer) => integer.fmt(formatter),
            View::Number(number) => number.fmt(formatter),
            View::Boolean(boolean) => boolean.fmt(formatter),
            View::NoItems => formatter.write_str("[]"),
            View::List(list) => formatter.debug_list().entries(items(*list)).finish(),
            View::NoEntries => formatter.write_str("{}"),
            View::Map(map) => {
                let mut entries: Vec<_> = map.entries().collect();
                entries.sort_unstable_by_key(|(key, _)| *key);
                formatter.debug_map().entries(entries).finish()
            }
            View::Object(object) => debug(*object, formatter),
            View::Json(json) => json.fmt(formatter),
        }
    }
}

/// Prints a struct with the fields that are present; used by [`object!`](crate::object!).
///
/// # Errors
///
/// Those of the formatter.
pub fn debug(object: &dyn Object, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_some(object, &|_| true, formatter)
}

/// Prints the fields that a function selects.
pub(crate) fn debug_some(
    object: &dyn Object,
    is_selected: &dyn Fn(usize) -> bool,
    formatter: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut printed = formatter.debug_struct(object.name());
    for (index, (property, view)) in fields(object).enumerate() {
        if is_selected(index) && view != View::Absent {
            printed.field(property.field_name(), &view);
        }
    }
    if let Some(additional) = object.additional() {
        printed.field("additional", &View::Map(additional));
    }
    printed.finish()
}
