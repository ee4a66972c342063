//! Every kind of change has a case.

use std::collections::BTreeSet;

use codegen_changes::{ChangeKind, compare};

use crate::support;

/// The kinds for whole documents, which have no patch.
const WHOLE: [ChangeKind; 3] = [
    ChangeKind::DocumentAdded,
    ChangeKind::DocumentMoved,
    ChangeKind::DocumentRemoved,
];

#[test]
fn every_kind_has_a_case() {
    let mut found: BTreeSet<ChangeKind> = WHOLE.into_iter().collect();
    for folder in ["crates", "bodies", "foreign"] {
        let cases = support::cases(folder);
        let before = support::document("old.json", &cases.base);
        for name in cases.patches.keys() {
            let after = support::document("new.json", &cases.patched(name));
            let changes = compare(&before, &after);
            found.extend(changes.iter().map(|change| change.kind));
        }
    }
    let missing: Vec<&str> = ChangeKind::ALL
        .iter()
        .filter(|kind| !found.contains(kind))
        .map(|kind| kind.name())
        .collect();
    assert!(missing.is_empty(), "without a case: {}", missing.join(", "));
}
