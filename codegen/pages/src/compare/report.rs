//! What a comparison found.

use serde::Serialize;

/// What became of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Record and document say the same.
    Found,
    /// They differ on purpose, or the fact has another source.
    Explained,
    /// Recorded, and not in the document with the same meaning.
    Missing,
    /// In the document, without a source.
    Invented,
}

/// One fact of a record or of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ComparedFact {
    /// Which fact: `response 200: list[].max_latency, maximum`.
    pub fact: String,
    /// What became of it.
    pub state: State,
    /// What the record says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<String>,
    /// What the document says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documented: Option<String>,
    /// The place in the record, as `file:line`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The line of the page that the record was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_line: Option<u32>,
    /// The place in the document, as `file:line:column`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Why a difference is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

/// The facts of one operation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct OperationComparison {
    /// The operation's identifier.
    pub operation: String,
    /// The document that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The record of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The facts.
    pub facts: Vec<ComparedFact>,
}

impl OperationComparison {
    /// How many facts are in this state.
    pub fn count(&self, state: State) -> usize {
        self.facts.iter().filter(|fact| fact.state == state).count()
    }

    /// How many facts the record has.
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
    /// How many differences nothing explains.
    pub fn unexplained(&self) -> usize {
        let count = |operation: &OperationComparison| {
            operation.count(State::Missing) + operation.count(State::Invented)
        };
        self.operations.iter().map(count).sum()
    }
}
