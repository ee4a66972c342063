//! The facts of a field: type, required, limits, default, values.

use serde_json::Value;

use crate::compare::equality::{fits, same, same_set};
use crate::page::Row;
use crate::vocabulary::FieldType;

/// A fact of a field on each side.
pub(super) struct Aspect {
    /// Its name.
    pub(super) name: &'static str,
    /// The keyword of the schema.
    pub(super) keyword: &'static str,
    pub(super) recorded: Option<Value>,
    pub(super) documented: Option<Value>,
    /// Whether different text has the same meaning.
    alike: bool,
}

impl Aspect {
    /// A fact that the text of both sides determines.
    pub(super) fn new(
        name: &'static str,
        keyword: &'static str,
        recorded: Option<Value>,
        documented: Option<Value>,
    ) -> Aspect {
        Aspect {
            name,
            keyword,
            recorded,
            documented,
            alike: false,
        }
    }

    /// Whether both sides agree.
    pub(super) fn is_equal(&self) -> bool {
        match (&self.recorded, &self.documented) {
            (Some(Value::Array(one)), Some(Value::Array(other))) => same_set(one, other),
            (Some(one), Some(other)) => self.alike || same(one, other),
            _ => false,
        }
    }
}

/// All facts of a field. Fields of a response (`is_response`) are optional unless stated otherwise.
pub(super) fn of(
    recorded: Option<&Row>,
    documented: Option<&Row>,
    is_response: bool,
) -> Vec<Aspect> {
    let mut aspects = vec![kind(recorded, documented)];
    // Fields of a response are optional by default.
    let required = |row: &Row| row.required.filter(|required| *required || !is_response);
    aspects.push(Aspect::new(
        "required",
        "required",
        recorded.and_then(required).map(Value::from),
        documented.and_then(required).map(Value::from),
    ));
    let both = |name, keyword, value: &dyn Fn(&Row) -> Option<Value>| {
        Aspect::new(
            name,
            keyword,
            recorded.and_then(value),
            documented.and_then(value),
        )
    };
    aspects.push(both("minimum", "minimum", &|row| {
        row.minimum.clone().map(Value::Number)
    }));
    aspects.push(both("maximum", "maximum", &|row| {
        row.maximum.clone().map(Value::Number)
    }));
    aspects.push(both("minimum length", "minLength", &|row| {
        row.min_length.map(Value::from)
    }));
    aspects.push(both("maximum length", "maxLength", &|row| {
        row.max_length.map(Value::from)
    }));
    aspects.push(both("minimum number of items", "minItems", &|row| {
        row.min_items.map(Value::from)
    }));
    aspects.push(both("maximum number of items", "maxItems", &|row| {
        row.max_items.map(Value::from)
    }));
    aspects.push(both("pattern", "pattern", &|row| {
        row.pattern.clone().map(Value::from)
    }));
    aspects.push(both("default", "default", &|row| row.default.clone()));
    aspects.push(both("values", "enum", &values));
    aspects.retain(|aspect| aspect.recorded.is_some() || aspect.documented.is_some());
    aspects
}

fn kind(recorded: Option<&Row>, documented: Option<&Row>) -> Aspect {
    let kind = |row: &Row| FieldType::read(row.type_.as_deref()?);
    let text = |row: &Row| {
        let words = kind(row).map(|kind| kind.words());
        words.or_else(|| row.type_.clone()).map(Value::String)
    };
    let kinds = recorded.and_then(kind).zip(documented.and_then(kind));
    Aspect {
        alike: kinds.is_some_and(|(recorded, documented)| fits(&recorded, &documented)),
        ..Aspect::new(
            "type",
            "type",
            recorded.and_then(text),
            documented.and_then(text),
        )
    }
}

/// The allowed values. For a boolean, `true` and `false` are not a fact.
fn values(row: &Row) -> Option<Value> {
    let trivial = row.values.iter().all(|allowed| allowed.value.is_boolean());
    if trivial {
        return None;
    }
    Some(
        row.values
            .iter()
            .map(|allowed| allowed.value.clone())
            .collect(),
    )
}
