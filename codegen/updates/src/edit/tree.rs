//! Edits of the tree.

use codegen_document::pointer;
use serde_json::{Map, Value};

use crate::edit::{Edit, EditError, Slot};

pub(super) fn apply(root: &mut Value, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::Set { pointer, value } => {
            *at(root, pointer)? = value.clone();
        }
        Edit::Insert {
            mapping,
            slot,
            key,
            value,
        } => {
            let members = members(root, mapping)?;
            let missing = || EditError::Nothing(mapping.clone());
            let index = match slot {
                Slot::End => members.len(),
                Slot::After(other) => index(members, other).ok_or_else(missing)? + 1,
                Slot::Before(other) => index(members, other).ok_or_else(missing)?,
            };
            members.shift_insert(index, key.clone(), value.clone());
        }
        Edit::InsertItem { list, index, value } => match at(root, list)? {
            Value::Array(items) if *index <= items.len() => items.insert(*index, value.clone()),
            _ => return Err(EditError::Nothing(list.clone())),
        },
        Edit::Remove { pointer } => remove(root, pointer)?,
        Edit::Rename { pointer, key } => {
            let (parent, last) = split(pointer)?;
            let members = members(root, parent)?;
            let index = index(members, &last);
            let index = index.ok_or_else(|| EditError::Nothing(pointer.clone()))?;
            if let Some(value) = members.shift_remove(last.as_str()) {
                members.shift_insert(index, key.clone(), value);
            }
        }
    }
    Ok(())
}

fn remove(root: &mut Value, pointer: &str) -> Result<(), EditError> {
    let nothing = || EditError::Nothing(pointer.to_owned());
    let (parent, last) = split(pointer)?;
    match at(root, parent)? {
        Value::Object(members) => members.shift_remove(last.as_str()).map(drop),
        Value::Array(items) => {
            let index = last
                .parse::<usize>()
                .ok()
                .filter(|index| *index < items.len());
            index.map(|index| drop(items.remove(index)))
        }
        _ => None,
    }
    .ok_or_else(nothing)
}

fn at<'v>(root: &'v mut Value, pointer: &str) -> Result<&'v mut Value, EditError> {
    root.pointer_mut(pointer)
        .ok_or_else(|| EditError::Nothing(pointer.to_owned()))
}

fn members<'v>(
    root: &'v mut Value,
    pointer: &str,
) -> Result<&'v mut Map<String, Value>, EditError> {
    let node = at(root, pointer)?;
    node.as_object_mut()
        .ok_or_else(|| EditError::Nothing(pointer.to_owned()))
}

fn index(members: &Map<String, Value>, key: &str) -> Option<usize> {
    members.keys().position(|known| known == key)
}

/// The parent of a pointer, and the key or index in it.
pub(super) fn split(at: &str) -> Result<(&str, String), EditError> {
    let (parent, last) = at
        .rsplit_once('/')
        .ok_or_else(|| EditError::Nothing(at.to_owned()))?;
    Ok((parent, pointer::unescape(last).into_owned()))
}
