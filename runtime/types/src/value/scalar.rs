//! Texts, numbers, booleans and free-form JSON as values.

use super::{Slot, Value, View};
use crate::{Json, Secret};

impl Value for String {
    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }

    fn optional_slot(this: &mut Option<Self>) -> Slot<'_> {
        Slot::OptionalText(this)
    }

    fn blank() -> Self {
        String::new()
    }
}

impl Value for Secret {
    fn view(&self) -> View<'_> {
        View::Secret(self.expose())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self.text_mut())
    }

    fn blank() -> Self {
        Secret::new("")
    }
}

impl Value for i64 {
    fn view(&self) -> View<'_> {
        View::Integer(*self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Integer(self)
    }

    fn optional_slot(this: &mut Option<Self>) -> Slot<'_> {
        Slot::OptionalInteger(this)
    }

    fn blank() -> Self {
        0
    }
}

impl Value for f64 {
    fn view(&self) -> View<'_> {
        View::Number(*self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Number(self)
    }

    fn blank() -> Self {
        0.0
    }
}

impl Value for bool {
    fn view(&self) -> View<'_> {
        View::Boolean(*self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Boolean(self)
    }

    fn optional_slot(this: &mut Option<Self>) -> Slot<'_> {
        Slot::OptionalBoolean(this)
    }

    fn blank() -> Self {
        false
    }
}

impl Value for Json {
    fn view(&self) -> View<'_> {
        View::Json(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Json(self)
    }

    fn blank() -> Self {
        Json::default()
    }
}
