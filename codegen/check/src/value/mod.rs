//! Checks examples, defaults and enumeration values against their schemas.
//!
//! `huaweicloud-json-schema` evaluates them. These modules find the values in a document, resolve
//! references between files, and word the findings.

mod consequence;
mod explanation;
mod schemas;
mod step_budget;
mod subjects;
mod wording;

use huaweicloud_json_schema::{Compiler, Evaluator};

use crate::diagnostic::Finding;
use crate::object_graph::ObjectGraph;
use explanation::Explanation;
use schemas::{References, SchemaPart};
use step_budget::StepBudget;

/// A finding about a value.
#[derive(Clone, Debug)]
pub(crate) struct ValueFinding {
    pub(crate) category: Category,
    pub(crate) finding: Finding,
}

/// The category of a finding. Each has a rule of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    /// The value does not match its schema.
    Invalid,
    /// It has a property that its schema does not define.
    UnknownProperty,
    /// It does not match its format.
    Format,
    /// It has a property that is only sent in the other direction.
    Direction,
}

/// Evaluates every example, default and enumeration value of a document.
pub(crate) fn evaluate(objects: &ObjectGraph<'_>) -> Vec<ValueFinding> {
    let mut found = Vec::new();
    let mut budget = StepBudget::default();
    let mut compiler = Compiler::new(References { objects });
    for subject in subjects::subjects(objects) {
        let schema = compiler.compile(SchemaPart(subject.schema));
        let value = subject.value.to_json();
        let evaluation = Evaluator::new(compiler.schemas(), subject.direction)
            .reporting_suspicious()
            .with_most_steps(budget.most_steps())
            .evaluate(schema, &value);
        budget.spend(evaluation.steps);
        let findings = evaluation.findings.iter().filter_map(|finding| {
            let schema = compiler.node(finding.schema)?.0;
            Explanation::new(&subject, schema, finding).value_finding()
        });
        found.extend(findings);
    }
    found
}
