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
/// Every recorded fact has to be in the document, and every fact in the document has to have a
/// source: a record, an official definition or example that `x-source` names, or the ledger.
pub fn compare(records: &[Record], documents: &[Document], ledger: Option<&Ledger>) -> Comparison {
    let mut comparison = Comparison::default();
    let mut used = vec![false; records.len()];
    for document in documents {
        let mut ignored = Vec::new();
        for (pointer, root) in definitions::roots(document.root()) {
            for defined in definitions::operations(root, &pointer, &mut ignored) {
                let id = defined.id.clone().unwrap_or_default();
                let index = records.iter().position(|record| record.operation == id);
                let evidence = evidence::Evidence::new(document, records, ledger);
                let compared = match index {
                    Some(index) => {
                        used[index] = true;
                        operation::compare(&records[index], &defined, &evidence)
                    }
                    None => operation::unrecorded(&defined, &evidence),
                };
                comparison.operations.push(compared);
            }
        }
    }
    for (record, _) in records.iter().zip(used).filter(|(_, used)| !used) {
        comparison.operations.push(operation::undocumented(record));
    }
    comparison
}
