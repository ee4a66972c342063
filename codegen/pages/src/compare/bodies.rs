//! Whether a request's body has to be there, and in which notation bodies are.

use codegen_document::{Node, pointer};

use crate::compare::sides::{Fact, Sides};
use crate::page::Role;

const JSON: &str = "application/json";

impl Sides<'_> {
    /// The body of the request, and the media types of all bodies.
    pub(super) fn request_body(&mut self) {
        let at = format!("{}/requestBody", self.defined.pointer);
        self.presence(&at);
        self.media(&at, "request");
        let defined = self.defined;
        for status in &defined.statuses {
            let name = format!("response {}", status.code);
            self.media(&status.pointer, &name);
        }
    }

    /// A body with a field that has to be there has to be there itself.
    fn presence(&mut self, at: &str) {
        let Some(record) = self.record else {
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
            recorded: Some(("true".to_owned(), row.line)),
            documented: Some(required.to_string()),
            pointer: at,
            explanation: self.claims.value(&format!("{at}/required")),
        });
    }

    /// Bodies are JSON unless something says otherwise.
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
                recorded: Some((JSON.to_owned(), 0)),
                documented: Some(media.to_owned()),
                pointer: &here,
                explanation: self.claims.value(&here),
            });
        }
    }
}
