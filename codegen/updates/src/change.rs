//! A change between two versions of a page.

use codegen_document::Location;
use serde::Serialize;
use serde_json::Value;

use codegen_pages::MessagePart;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// It was changed.
    Changed,
}

/// What a change means for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Existing calls or responses may no longer fit.
    Breaks,
    /// More is allowed.
    Widens,
    /// Responses contain less than before.
    Narrows,
    /// Documentation only.
    Explains,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Aspect {
    /// Method or address.
    Call,
    /// A response status.
    Status,
    /// A whole parameter or field.
    Field,
    /// The type.
    Type,
    /// The name of the type.
    TypeName,
    /// Whether it is required.
    Required,
    /// A limit: `minimum`, `maxLength`, `pattern`, ...
    Limit(&'static str),
    /// The default.
    Default,
    /// The allowed values.
    Values,
    /// An example.
    Example,
}

/// A line in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The file.
    pub file: String,
    /// The line, starting at 1; 0 if only the file is known.
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

/// A location in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceLocation {
    /// The file.
    pub file: String,
    /// The line, starting at 1.
    pub line: usize,
    /// The column, starting at 1.
    pub column: usize,
    /// The JSON pointer.
    pub pointer: String,
}

impl SourceLocation {
    pub(crate) fn new(location: &Location, pointer: &str) -> SourceLocation {
        SourceLocation {
            file: location.file.display().to_string(),
            line: location.line,
            column: location.column,
            pointer: pointer.to_owned(),
        }
    }
}

impl std::fmt::Display for SourceLocation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A change between two versions of a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The operation's identifier.
    pub operation: String,
    /// The subject: "query parameter `limit` of ListRomaApp".
    pub subject: String,
    /// What happened.
    pub action: Action,
    /// What changed.
    pub aspect: Aspect,
    /// The value in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The value on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// What the change means for callers.
    pub effect: Effect,
    /// The reason for `effect`.
    pub reason: String,
    /// The change as a sentence.
    pub message: String,
    /// A possible explanation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The line on the new page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Line>,
    /// The line in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Line>,
    /// The location in the document, or the nearest existing one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<SourceLocation>,
    #[serde(skip)]
    pub(crate) place: Option<MessagePart>,
    #[serde(skip)]
    pub(crate) path: Vec<String>,
}
