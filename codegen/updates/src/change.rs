//! One change of a page.

use codegen_document::Location;
use serde::Serialize;
use serde_json::Value;

use codegen_pages::Place;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Removed,
    /// It says something else.
    Changed,
}

/// What a change does to those who call the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Calls or answers of today may no longer fit.
    Breaks,
    /// More is possible.
    Widens,
    /// Answers say less than they could before.
    Narrows,
    /// It tells something without changing what is sent or answered.
    Explains,
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Aspect {
    /// Method or address.
    Call,
    /// A status of the answer.
    Status,
    /// A whole parameter or field.
    Field,
    /// The type.
    Type,
    /// The name of the type.
    TypeName,
    /// Whether it has to be there.
    Required,
    /// A limit: `minimum`, `maxLength`, `pattern`, ...
    Limit(&'static str),
    /// What counts when nothing is sent.
    Default,
    /// The allowed values.
    Values,
    /// An example.
    Example,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 where only the file is known.
    pub line: u32,
}

impl std::fmt::Display for Line {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => formatter.write_str(&self.file),
            line => write!(formatter, "{}:{line}", self.file),
        }
    }
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// The JSON pointer.
    pub pointer: String,
}

impl Spot {
    pub(crate) fn new(location: &Location, pointer: &str) -> Spot {
        Spot {
            file: location.file.display().to_string(),
            line: location.line,
            column: location.column,
            pointer: pointer.to_owned(),
        }
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// One change of a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The operation's identifier.
    pub operation: String,
    /// What the change is about: "query parameter `limit` of ListRomaApp".
    pub subject: String,
    /// What was done.
    pub action: Action,
    /// What is changed.
    pub aspect: Aspect,
    /// What the page said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What it says now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// What it does to callers.
    pub effect: Effect,
    /// Why.
    pub reason: String,
    /// The change in one sentence.
    pub message: String,
    /// What may be behind it, as a suggestion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The line on the new page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Line>,
    /// The line in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Line>,
    /// The place in the document, or the one nearest to where it would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Spot>,
    #[serde(skip)]
    pub(crate) place: Option<Place>,
    #[serde(skip)]
    pub(crate) path: Vec<String>,
}
