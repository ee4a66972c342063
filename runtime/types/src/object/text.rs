//! Writing values as JSON text.

use serde::Serialize;

use crate::property::Property;
use crate::value::{Map, Object, Value, View, items};

/// Serializes a value to JSON, as the client sends it.
///
/// The result is the same as that of `serde_json::to_vec`, but faster, because property names are known not
/// to need escaping.
///
/// ```
/// assert_eq!(huaweicloud_types::to_json(&vec![1_i64, 2]), b"[1,2]");
/// ```
#[must_use]
pub fn to_json(value: &(impl Value + ?Sized)) -> Vec<u8> {
    let mut text = Vec::with_capacity(256);
    push(&mut text, value.given());
    text
}

/// Handles the common cases, so that only composite values need another call.
#[inline(always)]
fn push(text: &mut Vec<u8>, view: View<'_>) {
    match view {
        View::Text(value) => push_scalar(text, value),
        View::Integer(value) => push_scalar(text, &value),
        view => push_other(text, &view),
    }
}

#[inline(never)]
fn push_other(text: &mut Vec<u8>, view: &View<'_>) {
    match *view {
        View::Absent | View::Null => text.extend_from_slice(b"null"),
        View::Text(value) | View::Secret(value) => push_scalar(text, value),
        View::Integer(value) => push_scalar(text, &value),
        View::Number(value) => push_scalar(text, &value),
        View::Boolean(true) => text.extend_from_slice(b"true"),
        View::Boolean(false) => text.extend_from_slice(b"false"),
        View::NoItems => text.extend_from_slice(b"[]"),
        View::NoEntries => text.extend_from_slice(b"{}"),
        View::List(list) => {
            text.push(b'[');
            for (index, item) in items(list).enumerate() {
                separate(text, index);
                push(text, item);
            }
            text.push(b']');
        }
        View::Map(map) => {
            text.push(b'{');
            push_entries(text, map, 0);
            text.push(b'}');
        }
        View::Object(object) => push_object(text, object),
        View::Json(json) => push_scalar(text, json),
    }
}

fn push_object(text: &mut Vec<u8>, object: &dyn Object) {
    text.push(b'{');
    let mut written = 0;
    for (index, property) in object.properties().iter().enumerate() {
        let view = object.field(index);
        if !view.is_left_out() || property.is_required() {
            separate(text, written);
            push_name(text, property);
            push(text, view);
            written += 1;
        }
    }
    if let Some(additional) = object.additional() {
        push_entries(text, additional, written);
    }
    text.push(b'}');
}

fn push_entries(text: &mut Vec<u8>, map: &dyn Map, mut written: usize) {
    for (name, value) in map.entries() {
        separate(text, written);
        push_scalar(text, name);
        text.push(b':');
        push(text, value);
        written += 1;
    }
}

fn push_name(text: &mut Vec<u8>, property: &Property) {
    if property.is_plain() {
        text.push(b'"');
        text.extend_from_slice(property.name().as_bytes());
        text.extend_from_slice(b"\":");
    } else {
        push_scalar(text, property.name());
        text.push(b':');
    }
}

fn separate(text: &mut Vec<u8>, index: usize) {
    if index > 0 {
        text.push(b',');
    }
}

/// Writes a value with serde, which cannot fail in memory.
fn push_scalar<T: Serialize + ?Sized>(text: &mut Vec<u8>, value: &T) {
    let length = text.len();
    if serde_json::to_writer(&mut *text, value).is_err() {
        text.truncate(length);
        text.extend_from_slice(b"null");
    }
}
