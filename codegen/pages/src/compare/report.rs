//! The results of a comparison.

use serde::Serialize;

/// The state of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Record and document agree.
    Found,
    /// They differ on purpose, or the fact has another source.
    Explained,
    /// Recorded, but not in the document with the same meaning.
    Missing,
    /// In the document, without a source.
    Invented,
}

/// A fact of a record or a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ComparedFact {
    /// Which fact: `response 200: list[].max_latency, maximum`.
    pub fact: String,
    /// The state.
    pub state: State,
    /// The value in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<String>,
    /// The value in the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documented: Option<String>,
    /// The location in the record, as `file:line`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The line of the recorded page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_line: Option<u32>,
    /// The location in the document, as `file:line:column`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Why a difference is justified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// The facts of one operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OperationComparison {
    /// The operation's identifier.
    pub operation: String,
    /// The document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The facts.
    pub facts: Vec<ComparedFact>,
}

impl OperationComparison {
    /// The number of facts in this state.
    pub fn count(&self, state: State) -> usize {
        self.facts.iter().filter(|fact| fact.state == state).count()
    }

    /// The number of facts in the record.
    pub fn recorded(&self) -> usize {
        self.facts
            .iter()
            .filter(|fact| fact.recorded.is_some())
            .count()
    }
}

/// The facts of all operations.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The operations, in the order of the documents.
    pub operations: Vec<OperationComparison>,
}

impl Comparison {
    /// The number of unexplained differences.
    pub fn unexplained(&self) -> usize {
        let count = |operation: &OperationComparison| {
            operation.count(State::Missing) + operation.count(State::Invented)
        };
        self.operations.iter().map(count).sum()
    }
}
