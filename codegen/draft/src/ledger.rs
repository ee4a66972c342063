//! Ledger entries to confirm.

use codegen_document::pointer;
use serde_json::{Map, Value, json};

/// The reason of an entry until it is confirmed.
pub(crate) const WHY: &str = "TODO: confirm, and state the reason";

/// An entry whose file is not known yet.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The operation or schema.
    pub(crate) owner: Owner,
    /// The parameter or property.
    pub(crate) name: Option<String>,
    /// The rest of the pointer from there.
    pub(crate) at: String,
    /// The facts of the source.
    pub(crate) page: String,
    pub(crate) claim: Claim,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Operation(String),
    Schema(String),
    Parameter(String),
}

#[derive(Clone, Debug)]
pub(crate) enum Claim {
    Value(Value),
    Rule(&'static str),
}

impl Entry {
    /// The entry in the format of the ledger.
    pub(crate) fn to_value(&self) -> Value {
        let mut entry = Map::new();
        let mut put = |key: &str, value: Value| entry.insert(key.to_owned(), value);
        let mut at = self.at.clone();
        let inner = match &self.owner {
            Owner::Operation(id) => {
                put("operation", json!(id));
                "parameter"
            }
            Owner::Schema(name) => {
                put("schema", json!(name));
                "property"
            }
            Owner::Parameter(name) => {
                at = format!("{}{at}", pointer::join("/components/parameters", name));
                "parameter"
            }
        };
        if let Some(name) = &self.name {
            put(inner, json!(name));
        }
        if !at.is_empty() {
            put("at", json!(at));
        }
        put("page", json!(self.page));
        put("why", json!(WHY));
        match &self.claim {
            Claim::Value(value) => put("value", value.clone()),
            Claim::Rule(rule) => put("rule", json!(rule)),
        };
        Value::Object(entry)
    }
}
