//! Lowering: from a faithful document to the dialect that progenitor turns into good code.
//!
//! progenitor makes rejecting types of limits, closed types of enumerations, and panics on two
//! error shapes. So each pass takes one such thing out. Passes run in the order of [`STRUCTURE`],
//! then [`DIALECT`]; what a pass removes from the document before progenitor sees it is put back
//! by the shaping passes as documentation or as our own types.

mod authentication;
pub(crate) mod directions;
mod enumerations;
mod limits;
mod naming;
mod numbers;
mod presence;
mod prose;
pub(crate) mod reachability;
pub(crate) mod secrets;
pub(crate) mod single_references;
mod success;

use serde_json::Value;

use crate::problem::Problem;

/// One rewrite of a document.
pub(crate) struct Pass {
    pub(crate) name: &'static str,
    /// Changes the document and returns how many places it changed.
    pub(crate) apply: fn(&mut Value) -> Result<usize, Problem>,
}

/// Passes that change which operations, schemas and responses there are. The contract, from which
/// documentation and names come, is read after these.
pub(crate) const STRUCTURE: &[Pass] = &[
    Pass {
        name: "naming",
        apply: naming::apply,
    },
    Pass {
        name: "success",
        apply: success::apply,
    },
    Pass {
        name: "authentication",
        apply: authentication::apply,
    },
    Pass {
        name: "single-references",
        apply: single_references::apply,
    },
    Pass {
        name: "directions",
        apply: directions::apply,
    },
    Pass {
        name: "reachability",
        apply: reachability::apply,
    },
];

/// Passes that take out what progenitor would turn into rejecting or closed types.
pub(crate) const DIALECT: &[Pass] = &[
    Pass {
        name: "enumerations",
        apply: enumerations::apply,
    },
    Pass {
        name: "secrets",
        apply: secrets::apply,
    },
    Pass {
        name: "limits",
        apply: limits::apply,
    },
    Pass {
        name: "numbers",
        apply: numbers::apply,
    },
    Pass {
        name: "presence",
        apply: presence::apply,
    },
    Pass {
        name: "prose",
        apply: prose::apply,
    },
];

/// How often a pass changed something, by its name.
pub(crate) type Counts = Vec<(&'static str, usize)>;

/// Runs the passes in order over the document.
pub(crate) fn run(passes: &[Pass], document: &mut Value) -> Result<Counts, Problem> {
    passes
        .iter()
        .map(|pass| (pass.apply)(document).map(|count| (pass.name, count)))
        .collect()
}

#[cfg(test)]
mod tests;
