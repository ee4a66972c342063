//! One of the two documents, with what is asked of it again and again.

use codegen_document::Document;

use crate::operations::{self, OperationSpot};
use crate::spot::Spot;
use crate::uses::UseMap;

/// How many references are followed from one to the next.
const LONGEST_CHAIN: usize = 32;

/// One of the two documents.
pub(crate) struct Side<'a> {
    pub(crate) document: &'a Document,
    pub(crate) root: Spot<'a>,
    pub(crate) operations: Vec<OperationSpot<'a>>,
    pub(crate) uses: UseMap,
}

impl<'a> Side<'a> {
    pub(crate) fn new(document: &'a Document) -> Side<'a> {
        let mut side = Side {
            document,
            root: Spot::root(document),
            operations: Vec::new(),
            uses: UseMap::default(),
        };
        side.operations = operations::list(&side);
        side.uses = UseMap::read(&side);
        side
    }

    /// What a local reference (`#/components/...`) leads to.
    pub(crate) fn at(&self, reference: &str) -> Option<Spot<'a>> {
        let pointer = reference.strip_prefix('#')?;
        let segments = codegen_document::pointer::segments(pointer);
        let mut spot = self.root.clone();
        for segment in segments {
            spot = match spot.get(&segment) {
                Some(child) => child,
                None => {
                    let index: usize = segment.parse().ok()?;
                    spot.items().nth(index)?
                }
            };
        }
        Some(spot)
    }

    /// The spot, or what its `$ref` leads to. Where that cannot be found, because it is in
    /// another file or nowhere, the spot with the `$ref` itself.
    pub(crate) fn resolve(&self, spot: &Spot<'a>) -> Spot<'a> {
        let mut current = spot.clone();
        for _ in 0..LONGEST_CHAIN {
            let target = current
                .text("$ref")
                .and_then(|reference| self.at(reference));
            match target {
                Some(target) => current = target,
                None => break,
            }
        }
        current
    }

    /// The components of a section: `schemas`, `parameters`, ...
    pub(crate) fn components(&self, section: &str) -> Vec<(&'a str, Spot<'a>)> {
        let components = self.root.get("components");
        let section = components.and_then(|components| components.get(section));
        section.iter().flat_map(Spot::entries).collect()
    }
}
