//! Facts of a document for which no table of a page has a column.

use codegen_document::{Node, pointer};
use serde_json::Value;

use crate::compare::documented::Origin;
use crate::compare::equality::values_at;
use crate::compare::fields::Field;
use crate::compare::sides::{Fact, Sides, text};
use crate::page::MessageKind;
use crate::vocabulary::FieldType;

/// Keywords that limit a field or change its meaning, and that pages cannot express.
const KEYWORDS: [&str; 16] = [
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "not",
    "oneOf",
    "anyOf",
    "discriminator",
    "readOnly",
    "writeOnly",
    "deprecated",
    "const",
    "allowEmptyValue",
    "content",
];

impl Sides<'_> {
    /// Format, null, and keywords that pages do not have.
    pub(super) fn unlisted(&mut self, name: &str, line: u32, field: &Field<'_, Origin<'_>>) {
        self.format(name, line, field);
        self.null(name, line, field);
        self.hidden_default(name, line, field);
        for keyword in KEYWORDS {
            let value = self.keyword(keyword, field);
            if let Some((owner, value)) = value.filter(|(_, value)| *value != Value::Bool(false)) {
                self.unsourced((name, line), keyword, &owner, keyword, &value);
            }
        }
        if let Some((owner, value)) = self.keyword("additionalProperties", field)
            && (value == Value::Bool(false) || limits(&value))
        {
            let keyword = "additionalProperties";
            self.unsourced((name, line), keyword, &owner, keyword, &value);
        }
    }

    /// A format that goes with the type needs no source. Marking a string as secret is up to the
    /// document.
    fn format(&mut self, name: &str, line: u32, field: &Field<'_, Origin<'_>>) {
        let kind = field.kind();
        let implied = match kind.as_ref().map(FieldType::innermost) {
            Some(FieldType::Integer) => Some("int64"),
            Some(FieldType::Number) => Some("double"),
            Some(FieldType::Text) => None,
            _ => return,
        };
        let found = self.keyword("format", field);
        let value = found.as_ref().map(|(_, value)| text(value));
        if value.as_deref() == implied || implied.is_none() && value.as_deref() == Some("password")
        {
            return;
        }
        let owner = found.map(|(owner, _)| owner);
        let owner = owner.unwrap_or_else(|| field.origin.pointer.to_owned());
        self.push(Fact {
            name: format!("{name}, format"),
            recorded: implied.map(str::to_owned),
            line,
            documented: value,
            pointer: &owner,
            explanation: self.claims.keyword(&[], Some(&owner), "format"),
        });
    }

    /// A nullable field is confirmed by an example, or claimed by the ledger.
    fn null(&mut self, name: &str, line: u32, field: &Field<'_, Origin<'_>>) {
        let Some((owner, Value::Bool(true))) = self.keyword("nullable", field) else {
            return;
        };
        if !self.is_shown_null(field) {
            self.unsourced((name, line), "null", &owner, "nullable", &Value::Bool(true));
        }
    }

    fn is_shown_null(&self, field: &Field<'_, Origin<'_>>) -> bool {
        let examples = self.sources.examples();
        let mut here = examples.filter(|example| match field.place.status() {
            Some(status) => example.status.as_deref() == Some(status),
            None => example.role == MessageKind::Request,
        });
        here.any(|example| {
            let values = values_at(&example.value, &field.path);
            values.into_iter().any(Value::is_null)
        })
    }

    /// A default of a list's items is not one of the list, and one hidden by another never applies.
    fn hidden_default(&mut self, name: &str, line: u32, field: &Field<'_, Origin<'_>>) {
        let schemas = field.origin.schemas.iter();
        let defaults = schemas.filter_map(|schema| {
            let default = self.claims.node(schema)?.get("default")?.to_json();
            Some((schema.clone(), default))
        });
        let hidden: Vec<(String, Value)> = defaults
            .filter(|(_, default)| field.row.default.as_ref() != Some(default))
            .collect();
        for (owner, default) in hidden {
            self.unsourced((name, line), "hidden default", &owner, "default", &default);
        }
    }

    fn unsourced(
        &mut self,
        (name, line): (&str, u32),
        what: &str,
        owner: &str,
        keyword: &str,
        value: &Value,
    ) {
        self.push(Fact {
            name: format!("{name}, {what}"),
            recorded: None,
            line,
            documented: Some(text(value)),
            pointer: &pointer::join(owner, keyword),
            explanation: self.claims.keyword(&[], Some(owner), keyword),
        });
    }

    /// A keyword of a field, and the schema that has it.
    pub(super) fn keyword(
        &self,
        keyword: &str,
        field: &Field<'_, Origin<'_>>,
    ) -> Option<(String, Value)> {
        let owner = self.owner(keyword, field)?;
        let value = self.claims.node(&owner)?.get(keyword).map(Node::to_json)?;
        Some((owner, value))
    }
}

/// Whether the schema of a map's values has more than their type.
fn limits(values: &Value) -> bool {
    let plain = ["type", "format", "description", "$ref"];
    values
        .as_object()
        .is_some_and(|schema| schema.keys().any(|key| !plain.contains(&key.as_str())))
}
