//! The state of a comparison, and how it reports changes.

use std::collections::BTreeMap;

use codegen_document::Document;

use crate::change::{Change, Level, SourceLine, Wire};
use crate::change_kind::ChangeKind;
use crate::document_index::DocumentIndex;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same, same_option, shown};
use crate::pinpoint::pinpoint;
use crate::rust_type::RustTypes;
use crate::schema_renames;
use crate::transition::transition;

/// Two documents and the changes found so far.
pub(crate) struct Comparison<'a> {
    pub(crate) before: DocumentIndex<'a>,
    pub(crate) after: DocumentIndex<'a>,
    /// Renamed schemas, from the old name to the new one.
    pub(crate) renamed: BTreeMap<String, String>,
    /// The pairs of schemas being compared, to stop recursion.
    pub(crate) open: Vec<(String, String)>,
    changes: Vec<Change>,
}

impl<'a> Comparison<'a> {
    pub(crate) fn new(before: &'a Document, after: &'a Document) -> Comparison<'a> {
        let before = DocumentIndex::new(before);
        let after = DocumentIndex::new(after);
        let renamed = schema_renames::of_schemas(&before, &after);
        Comparison {
            before,
            after,
            renamed,
            open: Vec::new(),
            changes: Vec::new(),
        }
    }

    pub(crate) fn run(mut self) -> Vec<Change> {
        self.document();
        self.operations();
        self.components();
        self.changes
    }

    /// Records a change with its two locations.
    pub(crate) fn report(
        &mut self,
        kind: ChangeKind,
        scope: &Scope,
        (before, after): (&NodeRef<'a>, &NodeRef<'a>),
        message: impl Into<String>,
        impact: Impact,
    ) {
        let place = |index: &DocumentIndex<'a>, node: &NodeRef<'a>| {
            Some(SourceLine {
                file: index.document.location_of(node.value).file,
                line: node.line,
            })
        };
        self.changes.push(Change {
            subject: scope.subject.clone(),
            kind,
            wire: impact.wire,
            level: impact.level,
            layer: scope.layer,
            refuses_calls: impact.refuses_calls,
            correction: false,
            before: place(&self.before, before),
            after: place(&self.after, after),
            before_pointer: before.pointer.clone(),
            after_pointer: after.pointer.clone(),
            message: message.into(),
            reason: impact.reason,
        });
    }

    /// The number of changes so far.
    pub(crate) fn changes_so_far(&self) -> usize {
        self.changes.len()
    }

    /// Whether any change reported since then has an impact on the wire.
    pub(crate) fn is_felt_since(&self, so_far: usize) -> bool {
        let mut since = self.changes.iter().skip(so_far);
        since.any(|change| change.wire != Wire::None)
    }

    /// Drops the changes reported since then, because one change replaces them all.
    pub(crate) fn forget_since(&mut self, so_far: usize) {
        self.changes.truncate(so_far);
    }

    /// The Rust types of the old document, with renamed schemas under their new names.
    pub(crate) fn types_before(&self) -> RustTypes<'_, 'a> {
        RustTypes::new(&self.before, Some(&self.renamed))
    }

    pub(crate) fn types_after(&self) -> RustTypes<'_, 'a> {
        RustTypes::new(&self.after, None)
    }

    /// Reports a key whose value changed. Returns whether it did.
    pub(crate) fn key(
        &mut self,
        kind: ChangeKind,
        key: &str,
        scope: &Scope,
        (before, after): (&NodeRef<'a>, &NodeRef<'a>),
        impact: Impact,
    ) -> bool {
        let (old, new) = (before.get(key), after.get(key));
        if same_option(
            old.as_ref().map(|it| it.value),
            new.as_ref().map(|it| it.value),
        ) {
            return false;
        }
        let message = transition(key, old.as_ref(), new.as_ref());
        let places = match (&old, &new) {
            (Some(old), Some(new)) => pinpoint(old, new),
            _ => (
                old.unwrap_or_else(|| before.clone()),
                new.unwrap_or_else(|| after.clone()),
            ),
        };
        self.report(kind, scope, (&places.0, &places.1), message, impact);
        true
    }

    /// Reports every changed key that the caller has not compared.
    pub(crate) fn rest(
        &mut self,
        scope: &Scope,
        pair: (&NodeRef<'a>, &NodeRef<'a>),
        known: &[&str],
    ) {
        let (before, after) = pair;
        let old = before.value.entries().map(|entry| entry.key);
        let new = after.value.entries().map(|entry| entry.key);
        let keys: Vec<&'a str> = old
            .chain(new.filter(|key| before.value.get(key).is_none()))
            .filter(|key| !known.contains(key))
            .collect();
        for key in keys {
            let (kind, impact) = annotation(key, scope);
            self.key(kind, key, scope, pair, impact);
        }
        let is_mapping = |node: &NodeRef<'_>| node.value.as_mapping().is_some();
        if (!is_mapping(before) || !is_mapping(after)) && !same(before.value, after.value) {
            let message = format!("{} → {}", shown(before.value), shown(after.value));
            let impact = Impact::new(Wire::None, Level::None, UNKNOWN);
            self.report(ChangeKind::OtherChanged, scope, pair, message, impact);
        }
    }
}

const UNKNOWN: &str = "requests and responses do not depend on it";

/// The kind and impact of a change to a key that describes its object and restricts no values.
pub(crate) fn annotation(key: &str, scope: &Scope) -> (ChangeKind, Impact) {
    let judged = |level, reason: &str| Impact::new(Wire::None, level, reason);
    match key {
        "description" | "summary" | "title" => (
            ChangeKind::DescriptionChanged,
            judged(scope.shown(Level::Patch), "documentation only"),
        ),
        "externalDocs" => (
            ChangeKind::DocumentationLinkChanged,
            judged(Level::None, "documentation only"),
        ),
        "example" | "examples" => (
            ChangeKind::ExampleChanged,
            judged(Level::None, "documentation only"),
        ),
        "deprecated" => (
            ChangeKind::DeprecatedChanged,
            judged(
                scope.shown(Level::Minor),
                "it works as before; the compiler warns callers",
            ),
        ),
        _ if key.starts_with("x-") => (
            ChangeKind::ExtensionChanged,
            judged(Level::None, "the crates do not expose it"),
        ),
        _ => (ChangeKind::OtherChanged, judged(Level::None, UNKNOWN)),
    }
}
