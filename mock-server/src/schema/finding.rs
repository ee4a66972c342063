//! What is wrong with a value.

use std::collections::HashSet;

use huaweicloud_json_schema::{Direction, Evaluator, Schema, SchemaId};
use serde_json::Value;

/// More findings than this are not looked for.
const MOST_FINDINGS: usize = 20;

/// Something wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The part of the value, as a JSON pointer; empty for the value itself.
    pub(crate) pointer: String,
    pub(crate) message: String,
}

impl Finding {
    /// A finding about the whole value.
    pub(crate) fn whole(message: impl Into<String>) -> Self {
        Self {
            pointer: String::new(),
            message: message.into(),
        }
    }
}

/// How much of a schema counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// Everything, as for requests: they lack what only responses have.
    Rules,
    /// Everything, as for responses: they lack what only requests have.
    Response,
    /// Only the types, and null is fine everywhere: what a lenient reader of responses needs.
    Types,
}

/// Validates values against the schemas of a document.
#[derive(Debug)]
pub(crate) struct Checker<'schemas> {
    schemas: &'schemas [Schema],
    strictness: Strictness,
}

impl<'schemas> Checker<'schemas> {
    pub(crate) fn new(schemas: &'schemas [Schema], strictness: Strictness) -> Self {
        Self {
            schemas,
            strictness,
        }
    }

    /// What is wrong with the value.
    pub(crate) fn findings(self, id: SchemaId, value: &Value) -> Vec<Finding> {
        let direction = match self.strictness {
            Strictness::Rules => Direction::Request,
            Strictness::Response | Strictness::Types => Direction::Response,
        };
        let mut evaluator =
            Evaluator::new(self.schemas, direction).with_most_findings(MOST_FINDINGS);
        if self.strictness == Strictness::Types {
            evaluator = evaluator.types_only();
        }
        let evaluation = evaluator.evaluate(id, value);
        let findings = evaluation.findings.iter().map(|finding| Finding {
            pointer: finding.location(),
            message: finding.to_string(),
        });
        // Several parts of a schema may say the same of a value.
        let mut seen = HashSet::new();
        findings
            .filter(|finding| seen.insert((finding.pointer.clone(), finding.message.clone())))
            .collect()
    }
}
