//! Compares records and documents in both directions.

mod aspects;
mod bodies;
mod claims;
mod credentials;
mod documented;
mod equality;
mod fields;
mod markers;
mod message_part;
mod notation;
mod report;
mod rows;
mod samples;
mod sides;
mod sources;
mod statuses;
mod unlisted;
mod values;

use codegen_document::{Document, Ledger};

use crate::record::Record;
use crate::rendering::Rendering;
use claims::Claims;
pub use documented::{DocumentedOperation, Origin};
pub use fields::{Field, Fields, LooseTable};
pub use message_part::MessagePart;
pub use report::{ComparedFact, Comparison, OperationComparison, State};
use sides::Sides;
use sources::{IndexedRecord, Sources};

/// Compares records with documents.
///
/// An operation is compared with the record of its page. If its own `x-source` is its official
/// definition, it is compared with that instead, and its other records (API Explorer, page) are
/// sources for what the definition omits. All other records of definitions are the targets of
/// `x-source: {official: ...}`: a fact with that source has to be in one of them.
///
/// Every recorded fact has to be in the document, and every fact in the document needs a source: a
/// record, an official definition or example named by `x-source`, or the ledger.
pub fn compare(records: &[Record], documents: &[Document], ledger: Option<&Ledger>) -> Comparison {
    let is_definition = |record: &&Record| record.page.rendering.is_definition();
    let definitions = records.iter().filter(is_definition).map(IndexedRecord::new);
    let pages = records.iter().filter(|record| !is_definition(record));
    let records = Records {
        definitions: definitions.collect(),
        pages: pages.map(IndexedRecord::new).collect(),
    };
    let mut comparison = Comparison::default();
    for document in documents {
        let claims = Claims::new(document, ledger);
        for operation in DocumentedOperation::all(document) {
            let compared = records.operation(&operation, document, &claims);
            comparison.operations.push(compared);
        }
    }
    for page in &records.pages {
        let known = &page.record.operation;
        let mut compared = comparison.operations.iter();
        if !compared.any(|compared| compared.operation == *known) {
            comparison.operations.push(undocumented(page.record));
        }
    }
    comparison
}

/// The side of the records.
struct Records<'a> {
    pages: Vec<IndexedRecord<'a>>,
    definitions: Vec<IndexedRecord<'a>>,
}

impl Records<'_> {
    fn operation(
        &self,
        operation: &DocumentedOperation,
        document: &Document,
        claims: &Claims<'_>,
    ) -> OperationComparison {
        let id = operation.id().unwrap_or_default();
        let mut pages = self.pages.iter().map(|page| page.record);
        let page = pages.find(|record| record.operation == id);
        let record = self.definition(operation, document, id).or(page);
        let mut sides = Sides {
            record,
            defined: &operation.defined,
            claims,
            sources: Sources {
                document,
                record,
                operation: id,
                pages: &self.pages,
                definitions: &self.definitions,
            },
            facts: Vec::new(),
        };
        sides.call();
        sides.statuses();
        sides.bodies_as_wholes();
        sides.fields();
        sides.examples();
        OperationComparison {
            operation: id.to_owned(),
            document: Some(document.location(operation.pointer()).to_string()),
            record: record.map(|record| record.place(0)),
            facts: sides.facts,
        }
    }
}

impl<'a> Records<'a> {
    /// The official definition of an operation that names it as its source. It replaces the page,
    /// and all other records of the operation are sources for what it omits.
    fn definition(
        &self,
        operation: &DocumentedOperation,
        document: &Document,
        id: &str,
    ) -> Option<&'a Record> {
        let at = format!("{}/x-source/official", operation.pointer());
        document
            .at(&at)
            .filter(|named| named.as_str() == Some(id))?;
        let definitions = self.definitions.iter().map(|definition| definition.record);
        let mut own = definitions.filter(|record| record.operation == id);
        own.find(|record| record.page.rendering == Rendering::Openapi)
    }
}

/// A record of an operation that is in no document.
fn undocumented(record: &Record) -> OperationComparison {
    let fact = ComparedFact {
        fact: "operation".to_owned(),
        state: State::Missing,
        recorded: Some(record.operation.clone()),
        documented: None,
        record: Some(record.place(0)),
        page_line: None,
        document: None,
        explanation: None,
    };
    OperationComparison {
        operation: record.operation.clone(),
        document: None,
        record: Some(record.place(0)),
        facts: vec![fact],
    }
}
