//! Selects the operations to compare.

use std::path::Path;

use anyhow::bail;
use codegen_pages::{Comparison, OperationComparison};

/// The operations that the user selected, or all.
pub(super) fn only(
    mut comparison: Comparison,
    wanted: &[String],
    folder: &Path,
) -> anyhow::Result<Comparison> {
    let known: Vec<&str> = comparison
        .operations
        .iter()
        .map(|operation| operation.operation.as_str())
        .collect();
    for name in wanted {
        if !known.contains(&name.as_str()) {
            let known = known.join(", ");
            let folder = folder.display();
            bail!(
                "unknown operation `{name}`: no document or record in {folder} has it; expected one of {known}"
            );
        }
    }
    if !wanted.is_empty() {
        comparison
            .operations
            .retain(|operation| wanted.contains(&operation.operation));
    }
    Ok(comparison)
}

/// Help for operations without a record.
pub(super) fn unrecorded(comparison: &Comparison) -> Vec<String> {
    let problem = |operation: &OperationComparison| {
        let place = operation.document.as_deref()?;
        let name = &operation.operation;
        operation.record.is_none().then(|| {
            format!(
                "{place}: {name} has no record: save its page and run `docs record PAGE --operation {name}`"
            )
        })
    };
    comparison.operations.iter().filter_map(problem).collect()
}
