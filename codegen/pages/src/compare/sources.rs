//! The sources named by `x-source`, and whether they confirm what is attributed to them.

use std::collections::HashMap;
use std::fmt;

use codegen_document::{Document, Node};
use serde_json::Value;

use crate::compare::aspects::{self, Aspect};
use crate::compare::documented::Origin;
use crate::compare::equality::{same_set, shows, values_at};
use crate::compare::fields::{Field, Fields};
use crate::page::{Example, MessageKind, Role, Row};
use crate::record::Record;

/// The origin of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Provenance<'a> {
    Page(&'a str),
    Official(&'a str),
    Example(&'a str),
}

impl fmt::Display for Provenance<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Provenance::Page(name) => write!(formatter, "page: {name}"),
            Provenance::Official(name) => write!(formatter, "official: {name}"),
            Provenance::Example(of) => write!(formatter, "example: {of}"),
        }
    }
}

/// A question to a source.
#[derive(Clone, Copy)]
pub(super) enum Question<'q> {
    /// Whether the field exists.
    Field,
    /// Whether it has the same value.
    Aspect(&'q Aspect),
}

/// All possible sources.
pub(super) struct Sources<'a> {
    pub(super) document: &'a Document,
    /// The record being compared.
    pub(super) record: Option<&'a Record>,
    /// The operation's identifier.
    pub(super) operation: &'a str,
    /// The records of all pages, because components are shared.
    pub(super) pages: &'a [IndexedRecord<'a>],
    /// The records of official definitions.
    pub(super) definitions: &'a [IndexedRecord<'a>],
}

/// A record and its fields.
pub(super) struct IndexedRecord<'a> {
    pub(super) record: &'a Record,
    fields: HashMap<String, Vec<Field<'a>>>,
}

impl<'a> IndexedRecord<'a> {
    pub(super) fn new(record: &'a Record) -> IndexedRecord<'a> {
        let mut fields: HashMap<String, Vec<Field<'a>>> = HashMap::new();
        for field in Fields::of(&record.facts).fields {
            fields.entry(field.path.clone()).or_default().push(field);
        }
        IndexedRecord { record, fields }
    }

    /// Whether it is the operation of this name, or has a schema of this name.
    fn is_made_of(&self, name: &str) -> bool {
        self.record.operation == name || self.record.facts.schemas.iter().any(|known| known == name)
    }

    /// Whether it confirms a fact of the field at the same place.
    fn confirms_placed(&self, field: &Field<'_, Origin<'_>>, question: Question<'_>) -> bool {
        let mut fields = self.fields.get(&field.path).into_iter().flatten();
        fields
            .any(|other| other.place.is_like(&field.place) && confirms(other.row, field, question))
    }

    /// Whether it confirms a fact of the field of a type.
    fn confirms_typed(
        &self,
        name: &str,
        field: &Field<'_, Origin<'_>>,
        question: Question<'_>,
    ) -> bool {
        let tables = self.record.facts.tables.iter();
        let mut named = tables
            .filter(|table| table.role == Role::Type && table.type_name.as_deref() == Some(name));
        named.any(|table| {
            let mut rows = table.rows.iter().filter(|row| row.name == field.row.name);
            rows.any(|row| confirms(row, field, question))
        })
    }
}

impl<'a> Sources<'a> {
    /// The nearest source for a pointer.
    pub(super) fn nearest(&self, at: &str) -> Option<Provenance<'a>> {
        let mut at = at.to_owned();
        loop {
            if let Some(source) = self.own(&at) {
                return Some(source);
            }
            at.truncate(at.rfind('/')?);
        }
    }

    /// The source named by a node itself.
    pub(super) fn own(&self, at: &str) -> Option<Provenance<'a>> {
        self.document.at(at)?.get("x-source").and_then(source)
    }

    /// The justification of a field, if a source that it names confirms it.
    pub(super) fn field(
        &self,
        source: Provenance<'_>,
        field: &Field<'_, Origin<'_>>,
        question: Question<'_>,
    ) -> Option<String> {
        match source {
            Provenance::Official(name) => self.official(name, field, question),
            Provenance::Page(name) => self.other_page(name, field, question),
            Provenance::Example(of) => self.example(of, field, question),
        }
    }

    /// The official definition: at the same place of the named operation, or in the named schema.
    fn official(
        &self,
        name: &str,
        field: &Field<'_, Origin<'_>>,
        question: Question<'_>,
    ) -> Option<String> {
        let said = self.definitions.iter().any(|definition| {
            definition.is_made_of(name) && definition.confirms_placed(field, question)
                || definition.confirms_typed(name, field, question)
        });
        said.then(|| format!("official definition of {name}"))
    }

    /// The page of another operation that shares a component.
    fn other_page(
        &self,
        name: &str,
        field: &Field<'_, Origin<'_>>,
        question: Question<'_>,
    ) -> Option<String> {
        if self.record.is_some_and(|record| record.operation == name) {
            return None;
        }
        let mut pages = self.pages.iter();
        let page = pages.find(|page| page.record.operation == name)?;
        page.confirms_placed(field, question)
            .then(|| format!("the page of {name}, which shares the component"))
    }

    /// An example confirms that a field exists, and its type, but nothing else.
    fn example(
        &self,
        of: &str,
        field: &Field<'_, Origin<'_>>,
        question: Question<'_>,
    ) -> Option<String> {
        let record = self.record?;
        let examples = record.facts.examples.iter().filter(|example| {
            let request = example.role == MessageKind::Request;
            match field.place.status() {
                Some(status) => !request && example.status.as_deref() == Some(status),
                None => request && of == "request",
            }
        });
        let values: Vec<&Value> = examples
            .flat_map(|example| values_at(&example.value, &field.path))
            .collect();
        let said = match question {
            Question::Field => true,
            Question::Aspect(aspect) => {
                aspect.keyword == "type" && {
                    let kind = field.kind();
                    kind.is_some_and(|kind| values.iter().all(|value| shows(value, &kind)))
                }
            }
        };
        (said && !values.is_empty()).then(|| format!("found in the example of {of}"))
    }

    /// The other records of an operation whose source is its definition: that of API Explorer, or
    /// of a page that is not the primary source.
    fn others(&self) -> impl Iterator<Item = &IndexedRecord<'a>> {
        let own = self
            .record
            .filter(|record| record.page.rendering.is_definition());
        let all = self.definitions.iter().chain(self.pages);
        all.filter(move |witness| {
            own.is_some_and(|own| {
                witness.record.operation == own.operation && !std::ptr::eq(witness.record, own)
            })
        })
    }

    /// Whether a definition replaces the page.
    pub(super) fn is_definition(&self) -> bool {
        let record = self.record;
        record.is_some_and(|record| record.page.rendering.is_definition())
    }

    /// The fact of a field in another record of the operation.
    pub(super) fn another(
        &self,
        field: &Field<'_, Origin<'_>>,
        question: Question<'_>,
    ) -> Option<String> {
        let mut others = self.others();
        let other = others.find(|other| other.confirms_placed(field, question))?;
        Some(format!("found in {}", other.record.place(0)))
    }

    /// The examples of the operation in all its records.
    pub(super) fn examples(&self) -> impl Iterator<Item = &'a Example> {
        let others = self.others().map(|other| other.record);
        let records = self.record.into_iter().chain(others);
        records.flat_map(|record| &record.facts.examples)
    }

    /// Whether a source exists, regardless of its facts.
    pub(super) fn exists(&self, source: Provenance<'_>) -> bool {
        match source {
            Provenance::Official(name) => {
                let mut definitions = self.definitions.iter();
                definitions.any(|definition| definition.is_made_of(name))
            }
            Provenance::Page(name) => self.pages.iter().any(|page| page.record.operation == name),
            Provenance::Example(of) => self.pages.iter().any(|page| {
                let mut examples = page.record.facts.examples.iter();
                examples.any(|example| match example.role {
                    MessageKind::Request => of == "request",
                    MessageKind::Response => example.status.as_deref() == Some(of),
                })
            }),
        }
    }

    /// The official definition of an operation.
    pub(super) fn definition(&self, name: &str) -> Option<&'a Record> {
        let mut definitions = self.definitions.iter().map(|definition| definition.record);
        definitions.find(|record| record.operation == name)
    }
}

fn source(node: &Node) -> Option<Provenance<'_>> {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    if let Some(name) = text("official") {
        return Some(Provenance::Official(name));
    }
    if let Some(example) = text("example") {
        return Some(Provenance::Example(example));
    }
    text("page").map(Provenance::Page)
}

/// Whether a row confirms what a question asks.
fn confirms(row: &Row, field: &Field<'_, Origin<'_>>, question: Question<'_>) -> bool {
    match question {
        Question::Field => true,
        Question::Aspect(asked) => {
            let is_response = field.place.status().is_some();
            let aspects = aspects::of(Some(row), Some(field.row), is_response);
            let mut aspects = aspects.iter();
            match (asked.keyword, &asked.documented) {
                ("enum", Some(Value::Array(documented))) => {
                    let values: Vec<Value> =
                        row.values.iter().map(|value| value.value.clone()).collect();
                    same_set(&values, documented)
                }
                _ => aspects.any(|aspect| aspect.keyword == asked.keyword && aspect.is_equal()),
            }
        }
    }
}
