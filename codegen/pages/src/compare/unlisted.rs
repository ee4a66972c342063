//! What a document says of a field although no table of a page has a column for it.

use codegen_document::{Node, pointer};
use serde_json::Value;

use crate::compare::documented::Origin;
use crate::compare::equality::values_at;
use crate::compare::fields::Field;
use crate::compare::sides::{Fact, Sides, text};
use crate::compare::sources::{Question, Source};
use crate::page::Side;
use crate::vocabulary::Kind;

/// Keywords that limit or change what a field is, and that no page has words for.
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
    /// Format, null and keywords that pages do not have.
    pub(super) fn unlisted(&mut self, name: &str, field: &Field<'_, Origin<'_>>) {
        self.format(name, field);
        self.null(name, field);
        for keyword in KEYWORDS {
            let value = self.keyword(keyword, field);
            if let Some((owner, value)) = value.filter(|(_, value)| *value != Value::Bool(false)) {
                self.unsourced(name, keyword, &owner, &value);
            }
        }
        if let Some((owner, value)) = self.keyword("additionalProperties", field)
            && (value == Value::Bool(false) || limits(&value))
        {
            self.unsourced(name, "additionalProperties", &owner, &value);
        }
    }

    /// A format goes with the type; another is a fact. That a text is a secret is ours to say.
    fn format(&mut self, name: &str, field: &Field<'_, Origin<'_>>) {
        let kind = field.kind();
        let implied = match kind.as_ref().map(Kind::innermost) {
            Some(Kind::Integer) => Some("int64"),
            Some(Kind::Number) => Some("double"),
            Some(Kind::Text) => None,
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
            recorded: implied.map(|format| (format.to_owned(), 0)),
            documented: value,
            pointer: &owner,
            explanation: self.claims.keyword(&[], Some(&owner), "format"),
        });
    }

    /// That a field may be null is shown by an example, or claimed by the ledger.
    fn null(&mut self, name: &str, field: &Field<'_, Origin<'_>>) {
        let Some((owner, Value::Bool(true))) = self.keyword("nullable", field) else {
            return;
        };
        if !self.is_shown_null(field) {
            self.unsourced(name, "nullable", &owner, &Value::Bool(true));
        }
    }

    fn is_shown_null(&self, field: &Field<'_, Origin<'_>>) -> bool {
        let examples = self.record.map(|record| record.facts.examples.as_slice());
        let examples = examples.unwrap_or_default().iter();
        let mut here = examples.filter(|example| match field.place.status() {
            Some(status) => example.status.as_deref() == Some(status),
            None => example.role == Side::Request,
        });
        here.any(|example| {
            let values = values_at(&example.value, &field.path);
            values.into_iter().any(Value::is_null)
        })
    }

    fn unsourced(&mut self, name: &str, keyword: &str, owner: &str, value: &Value) {
        self.push(Fact {
            name: format!("{name}, {keyword}"),
            recorded: None,
            documented: Some(text(value)),
            pointer: &pointer::join(owner, keyword),
            explanation: self.claims.keyword(&[], Some(owner), keyword),
        });
    }

    /// A keyword of a field, and the schema that has it.
    fn keyword(&self, keyword: &str, field: &Field<'_, Origin<'_>>) -> Option<(String, Value)> {
        let owner = self.owner(keyword, field)?;
        let value = self.claims.node(&owner)?.get(keyword).map(Node::to_json)?;
        Some((owner, value))
    }

    /// A source that a field names itself has to have the field.
    pub(super) fn marker(&mut self, field: &Field<'_, Origin<'_>>, known: bool) {
        let pointer = field.origin.pointer;
        let Some(source) = self.sources.own(pointer) else {
            return;
        };
        let (kind, name) = match source {
            Source::Official(name) => ("official", name),
            Source::Page(name) => ("page", name),
            Source::Example(name) => ("example", name),
        };
        let own = kind == "page" && self.record.is_some_and(|record| record.operation == name);
        let said = own && known || self.sources.field(source, field, Question::Field).is_some();
        if said {
            return;
        }
        let claims = ["/x-source", "/name", ""];
        let claims = claims.iter().map(|key| format!("{pointer}{key}"));
        self.push(Fact {
            name: format!("{}: {}, x-source", field.place, field.path),
            recorded: None,
            documented: Some(format!("{kind}: {name}")),
            pointer: &format!("{pointer}/x-source"),
            explanation: claims.into_iter().find_map(|at| self.claims.value(&at)),
        });
    }
}

/// Whether the schema of a map's values says more than their type.
fn limits(values: &Value) -> bool {
    let plain = ["type", "format", "description", "$ref"];
    values
        .as_object()
        .is_some_and(|schema| schema.keys().any(|key| !plain.contains(&key.as_str())))
}
