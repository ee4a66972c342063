//! Examples, defaults and enumeration members against their schemas.
//!
//! `huaweicloud-json-schema` evaluates; here are the values of a document, the references between
//! its files, and what is said of what was found.

mod consequence;
mod explanation;
mod schemas;
mod step_budget;
mod subjects;
mod wording;

use huaweicloud_json_schema::{Compiler, Evaluator};

use crate::context::Context;
use crate::diagnostic::Finding;
use explanation::Explanation;
use schemas::{References, SchemaPart};
use step_budget::StepBudget;

/// Something about a value that its schema does not allow, or probably does not mean.
#[derive(Clone, Debug)]
pub(crate) struct ValueFinding {
    pub(crate) category: Category,
    pub(crate) finding: Finding,
}

/// In what way a value is wrong: each has a rule of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    /// Its schema does not allow it.
    Invalid,
    /// It has a property that its schema does not have.
    UnknownProperty,
    /// It is not written in its format.
    Format,
    /// It has a property that travels only in the other direction.
    Direction,
}

/// Evaluates every example, default and enumeration member of a document.
pub(crate) fn evaluate(context: &Context<'_>) -> Vec<ValueFinding> {
    let mut found = Vec::new();
    let mut budget = StepBudget::default();
    let mut compiler = Compiler::new(References { context });
    for subject in subjects::subjects(context) {
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
