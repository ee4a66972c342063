//! Exceptions that no longer apply.

use crate::rule::{Check, Rule};
use crate::severity::Level;

pub(crate) const RULE: Rule = Rule {
    name: "ledger",
    summary: "an entry of the ledger does not apply",
    explanation: "\
The ledger is the only place for exceptions and for differences from the documentation. Every entry
makes a claim that is held against the document: that its pointer leads somewhere, that the document
has this `value` there, that a key is `absent`, or that a `rule` has a finding there, which is then
not shown. A claim that is no longer true means that the entry, or the document, was forgotten in a
change.

Remove the entry, or correct it or the document. Entries of documents that are not checked in the
same run are left alone.",
    level: Level::Error,
    check: Check::Ledger,
};
