//! Whether a request body is required, and the media types of bodies.

use codegen_document::{Node, pointer, reference};

use crate::compare::documented::Origin;
use crate::compare::fields::Field;
use crate::compare::message_part::MessagePart;
use crate::compare::sides::{Fact, Sides, text};
use crate::page::{Role, Row};

const JSON: &str = "application/json";

impl Sides<'_> {
    /// Compares the request body, and bodies as a whole.
    pub(super) fn bodies_as_wholes(&mut self) {
        let at = format!("{}/requestBody", self.defined.pointer);
        self.presence(&at);
        self.body(&at, &MessagePart::Request);
        let defined = self.defined;
        for status in &defined.statuses {
            self.body(&status.pointer, &MessagePart::Response(status.code.clone()));
        }
    }

    fn body(&mut self, at: &str, place: &MessagePart) {
        let at = self.followed(at);
        self.media(&at, &place.to_string());
        let parts = self.parts(&at);
        let Some(schema) = parts.first() else {
            return;
        };
        let row = Row {
            type_: Some("Object".to_owned()),
            ..Row::default()
        };
        let whole = Field {
            place: place.clone(),
            names: Vec::new(),
            path: String::new(),
            row: &row,
            origin: Origin {
                pointer: schema,
                schemas: &parts,
            },
        };
        self.kind(&whole);
        self.unlisted(&place.to_string(), 0, &whole);
    }

    /// A body with fields is an object.
    fn kind(&mut self, whole: &Field<'_, Origin<'_>>) {
        let mut nodes = whole.origin.schemas.iter().map(|at| self.claims.node(at));
        let has_fields =
            nodes.any(|node| node.is_some_and(|node| node.get("properties").is_some()));
        let Some((owner, kind)) = self.keyword("type", whole) else {
            return;
        };
        if has_fields && kind != "object" {
            self.push(Fact {
                name: format!("{}, type", whole.place),
                recorded: Some("object".to_owned()),
                line: 0,
                documented: Some(text(&kind)),
                pointer: &pointer::join(&owner, "type"),
                explanation: self.claims.keyword(&[], Some(&owner), "type"),
            });
        }
    }

    /// The schemas of the bodies.
    pub(super) fn bodies(&self) -> Vec<String> {
        let request = format!("{}/requestBody", self.defined.pointer);
        let statuses = self.defined.statuses.iter();
        let places = statuses.map(|status| status.pointer.clone());
        let places = std::iter::once(request).chain(places);
        places
            .flat_map(|at| self.parts(&self.followed(&at)))
            .collect()
    }

    /// A pointer with references resolved.
    fn followed(&self, at: &str) -> String {
        let target = reference::follow(self.sources.document.root(), at);
        target.map_or_else(|| at.to_owned(), |(pointer, _)| pointer)
    }

    /// The parts of the schema of a body.
    fn parts(&self, at: &str) -> Vec<String> {
        let content = format!("{at}/content");
        let node = self.claims.node(&content);
        let Some(media) = node.and_then(|node| node.entries().next()) else {
            return Vec::new();
        };
        let schema = format!("{}/schema", pointer::join(&content, media.key));
        let parts = reference::parts(self.sources.document.root(), &schema);
        parts.into_iter().map(|(pointer, _)| pointer).collect()
    }

    /// A body with a required field is required.
    fn presence(&mut self, at: &str) {
        // A definition states whether the body is required.
        let Some(record) = self.record.filter(|_| !self.sources.is_definition()) else {
            return;
        };
        let tables = record.facts.tables.iter();
        let mut rows = tables
            .filter(|table| table.role == Role::Body)
            .flat_map(|table| &table.rows);
        let Some(row) = rows.find(|row| row.required == Some(true)) else {
            return;
        };
        let required = self.claims.node(at).and_then(|body| body.get("required"));
        let required = required.and_then(Node::as_bool).unwrap_or_default();
        self.push(Fact {
            name: "request, required".to_owned(),
            recorded: Some("true".to_owned()),
            line: row.line,
            documented: Some(required.to_string()),
            pointer: at,
            explanation: self.claims.value(&format!("{at}/required")),
        });
    }

    /// Bodies are JSON by default.
    fn media(&mut self, at: &str, name: &str) {
        let content = format!("{at}/content");
        let Some(node) = self.claims.node(&content) else {
            return;
        };
        let types: Vec<&str> = node.entries().map(|media| media.key).collect();
        for media in types.into_iter().filter(|media| *media != JSON) {
            let here = pointer::join(&content, media);
            self.push(Fact {
                name: format!("{name}, media type"),
                recorded: Some(JSON.to_owned()),
                line: 0,
                documented: Some(media.to_owned()),
                pointer: &here,
                explanation: self.claims.value(&here),
            });
        }
    }
}
