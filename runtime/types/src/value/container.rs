//! Options, lists, maps and boxes as values.

use std::collections::HashMap;

use super::{List, Map, Optional, Slot, Value, View};
use crate::Field;

impl<T: Value> Value for Option<T> {
    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Value::given)
    }

    fn slot(&mut self) -> Slot<'_> {
        T::optional_slot(self)
    }

    fn blank() -> Self {
        None
    }
}

impl<T: Value> Optional for Option<T> {
    fn some(&mut self) -> Slot<'_> {
        self.insert(T::blank()).slot()
    }

    fn null(&mut self) {
        *self = None;
    }
}

impl<T: Value> Value for Field<T> {
    fn view(&self) -> View<'_> {
        match self {
            Field::Absent => View::Absent,
            Field::Null => View::Null,
            Field::Value(value) => value.given(),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }

    fn blank() -> Self {
        Field::Absent
    }
}

impl<T: Value> Optional for Field<T> {
    fn some(&mut self) -> Slot<'_> {
        self.insert(T::blank()).slot()
    }

    fn null(&mut self) {
        *self = Field::Null;
    }
}

/// For recursive structs.
impl<T: Value> Value for Box<T> {
    fn view(&self) -> View<'_> {
        self.as_ref().view()
    }

    fn given(&self) -> View<'_> {
        self.as_ref().given()
    }

    fn slot(&mut self) -> Slot<'_> {
        self.as_mut().slot()
    }

    fn blank() -> Self {
        Box::new(T::blank())
    }
}

impl<T: Value> Value for Vec<T> {
    fn view(&self) -> View<'_> {
        if self.is_empty() {
            View::NoItems
        } else {
            View::List(self)
        }
    }

    fn given(&self) -> View<'_> {
        View::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }

    fn blank() -> Self {
        Vec::new()
    }
}

impl<T: Value> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::Absent, Value::given)
    }

    fn add(&mut self) -> Slot<'_> {
        let index = self.len();
        self.push(T::blank());
        self[index].slot()
    }
}

impl<T: Value> Value for HashMap<String, T> {
    fn view(&self) -> View<'_> {
        if self.is_empty() {
            View::NoEntries
        } else {
            View::Map(self)
        }
    }

    fn given(&self) -> View<'_> {
        View::Map(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }

    fn blank() -> Self {
        HashMap::new()
    }
}

impl<T: Value> Map for HashMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn entry(&self, key: &str) -> View<'_> {
        self.get(key).map_or(View::Absent, Value::given)
    }

    fn entries(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_> {
        Box::new(
            self.iter()
                .map(|(key, value)| (key.as_str(), value.given())),
        )
    }

    fn add(&mut self, key: String) -> Slot<'_> {
        HashMap::entry(self, key)
            .insert_entry(T::blank())
            .into_mut()
            .slot()
    }
}
