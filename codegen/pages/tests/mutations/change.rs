//! One change of a document.

use serde_json::Value;

/// What is done to the node at a pointer.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// It becomes something else.
    Set(Value),
    /// It goes.
    Remove,
    /// It gets a key.
    Insert(&'static str, Value),
    /// Its key becomes another.
    Rename(String),
    /// Its list gets one more item.
    Push(Value),
}

/// A change of one fact.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    /// The class of the change: `limit changed`.
    pub(crate) class: &'static str,
    pub(crate) pointer: String,
    pub(crate) change: Change,
}

impl Mutation {
    /// The document with the change.
    pub(crate) fn applied(&self, document: &Value) -> Value {
        let mut document = document.clone();
        let (parent, key) = self.pointer.rsplit_once('/').unwrap();
        let key = key.replace("~1", "/").replace("~0", "~");
        let here = || format!("{} at {}", self.class, self.pointer);
        match &self.change {
            Change::Set(value) => *document.pointer_mut(&self.pointer).unwrap() = value.clone(),
            Change::Insert(key, value) => {
                document.pointer_mut(&self.pointer).unwrap()[*key] = value.clone();
            }
            Change::Push(value) => {
                let list = document.pointer_mut(&self.pointer).unwrap();
                list.as_array_mut().unwrap().push(value.clone());
            }
            Change::Remove => match document.pointer_mut(parent).unwrap() {
                Value::Object(members) => {
                    members
                        .shift_remove(&key)
                        .unwrap_or_else(|| panic!("{}", here()));
                }
                Value::Array(items) => {
                    items.remove(key.parse().unwrap());
                }
                _ => panic!("{}", here()),
            },
            Change::Rename(new) => {
                let members = document.pointer_mut(parent).unwrap();
                let members = members.as_object_mut().unwrap();
                let renamed = std::mem::take(members)
                    .into_iter()
                    .map(|(name, value)| (if name == key { new.clone() } else { name }, value));
                *members = renamed.collect();
            }
        }
        document
    }
}
