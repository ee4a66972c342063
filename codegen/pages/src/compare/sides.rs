//! Both sides of an operation, and the facts found.

use serde_json::Value;

use crate::compare::claims::Claims;
use crate::compare::report::{ComparedFact, State};
use crate::compare::sources::Sources;
use crate::definitions::DefinedOperation;
use crate::record::Record;

/// Both sides of an operation.
pub(super) struct Sides<'a> {
    pub(super) record: Option<&'a Record>,
    pub(super) defined: &'a DefinedOperation,
    pub(super) claims: &'a Claims<'a>,
    pub(super) sources: Sources<'a>,
    pub(super) facts: Vec<ComparedFact>,
}

/// A fact on each side.
pub(super) struct Fact<'f> {
    pub(super) name: String,
    /// The value in the record.
    pub(super) recorded: Option<String>,
    /// The line in the record, or 0 if it is unknown.
    pub(super) line: u32,
    pub(super) documented: Option<String>,
    /// The location in the document, or where it would be.
    pub(super) pointer: &'f str,
    /// Why a difference is justified.
    pub(super) explanation: Option<String>,
}

impl Sides<'_> {
    pub(super) fn push(&mut self, fact: Fact<'_>) {
        let (recorded, line) = (fact.recorded.as_ref(), fact.line);
        let equal = recorded == fact.documented.as_ref();
        let state = match (recorded, &fact.explanation) {
            _ if equal => State::Found,
            (_, Some(_)) => State::Explained,
            (Some(_), None) => State::Missing,
            (None, None) => State::Invented,
        };
        self.facts.push(ComparedFact {
            fact: fact.name,
            state,
            record: self.record.map(|record| record.place(line)),
            page_line: self.record.and_then(|record| record.page_line(line)),
            recorded: fact.recorded,
            documented: fact.documented,
            document: Some(self.place(fact.pointer)),
            explanation: fact.explanation.filter(|_| !equal),
        });
    }

    /// A location in the document, as `file:line:column`.
    fn place(&self, pointer: &str) -> String {
        self.sources.document.location(pointer).to_string()
    }

    /// Method and path.
    pub(super) fn call(&mut self) {
        let defined = self.defined;
        let facts = self.record.map(|record| &record.facts);
        let definition = self.sources.definition(self.sources.operation);
        let definition = definition.map(|record| &record.facts);
        let sides = [
            (
                "method",
                facts.and_then(|facts| facts.method.as_deref()),
                defined.method.as_str(),
                definition.and_then(|facts| facts.method.as_deref()),
            ),
            (
                "address",
                facts.and_then(|facts| facts.uri.as_deref()),
                defined.uri.as_str(),
                definition.and_then(|facts| facts.uri.as_deref()),
            ),
        ];
        for (name, recorded, documented, official) in sides {
            let path = |text: &str| text.split('?').next().unwrap_or(text).to_owned();
            let official = official.filter(|text| path(text) == documented);
            let explanation = official.map(|_| self.official_operation());
            self.push(Fact {
                name: name.to_owned(),
                recorded: recorded.map(path),
                line: 0,
                documented: Some(documented.to_owned()),
                pointer: &defined.pointer,
                explanation: explanation.filter(|_| recorded.is_none()),
            });
        }
    }

    fn official_operation(&self) -> String {
        format!("official definition of {}", self.sources.operation)
    }
}

/// A value as text.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
