//! Holds records and documents against each other, in both directions.

mod aspects;
mod evidence;
mod fields;
mod operation;
mod report;

use codegen_document::{Document, Ledger};

use crate::definitions;
use crate::record::Record;
pub use report::{ComparedFact, Comparison, OperationComparison, State};

/// Holds records and documents against each other.
///
/// Records of definitions (OpenAPI, API Explorer) are not held against the documents: they are what
/// `x-source: {official: ...}` refers to, and a fact with that source has to be in one of them.
///
/// Every recorded fact has to be in the document, and every fact in the document has to have a
/// source: a record, an official definition or example that `x-source` names, or the ledger.
pub fn compare(records: &[Record], documents: &[Document], ledger: Option<&Ledger>) -> Comparison {
    let (definitions, pages): (Vec<&Record>, Vec<&Record>) = records
        .iter()
        .partition(|record| record.page.rendering.is_definition());
    let mut comparison = Comparison::default();
    let mut used = vec![false; pages.len()];
    for document in documents {
        let evidence = evidence::Evidence::new(document, &pages, &definitions, ledger);
        let mut ignored = Vec::new();
        for (pointer, root) in definitions::roots(document.root()) {
            for defined in definitions::operations(root, &pointer, &mut ignored) {
                let id = defined.id.clone().unwrap_or_default();
                let index = pages.iter().position(|record| record.operation == id);
                let compared = match index {
                    Some(index) => {
                        used[index] = true;
                        operation::compare(pages[index], &defined, &evidence)
                    }
                    None => operation::unrecorded(&defined, &evidence),
                };
                comparison.operations.push(compared);
            }
        }
    }
    for (record, _) in pages.iter().zip(used).filter(|(_, used)| !used) {
        comparison.operations.push(operation::undocumented(record));
    }
    comparison
}
