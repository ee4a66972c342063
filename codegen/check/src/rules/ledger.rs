//! Entries of the ledger that do not apply.

use crate::rule::{Check, Rule};
use crate::severity::Level;

pub(crate) const RULE: Rule = Rule {
    name: "ledger",
    summary: "an entry of the ledger does not apply",
    explanation: "\
The ledger is the only place for exceptions and for differences from the documentation. Every entry
makes claims about a document, which are checked: that its pointer exists, that the document has
this `value` there, that a key is `absent`, or that a `rule` has a finding there, which is then not
reported. If a claim is false, the entry or the document was not updated.

Remove or correct the entry, or correct the document. Entries for documents that are not checked in
the same run are ignored.",
    level: Level::Error,
    check: Check::Ledger,
};
