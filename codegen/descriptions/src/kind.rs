//! What a text describes.

use std::fmt;

/// What a text describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// A response header.
    Header,
    /// A property of an object.
    Property,
    /// A schema.
    Schema,
    /// A status of an operation, or a shared response.
    Status,
    /// A value of an enumeration.
    Value,
    /// A tag.
    Tag,
    /// A request body.
    Body,
    /// Anything else with a text: the document's title, servers, links.
    Other,
}

impl SubjectKind {
    /// All kinds.
    pub const ALL: [SubjectKind; 10] = [
        SubjectKind::Operation,
        SubjectKind::Parameter,
        SubjectKind::Header,
        SubjectKind::Property,
        SubjectKind::Schema,
        SubjectKind::Status,
        SubjectKind::Value,
        SubjectKind::Tag,
        SubjectKind::Body,
        SubjectKind::Other,
    ];

    /// The name of the kind.
    pub fn word(self) -> &'static str {
        match self {
            SubjectKind::Operation => "operation",
            SubjectKind::Parameter => "parameter",
            SubjectKind::Header => "header",
            SubjectKind::Property => "property",
            SubjectKind::Schema => "schema",
            SubjectKind::Status => "status",
            SubjectKind::Value => "value",
            SubjectKind::Tag => "tag",
            SubjectKind::Body => "body",
            SubjectKind::Other => "other",
        }
    }

    /// Parses the name of a kind.
    pub fn of_word(word: &str) -> Option<SubjectKind> {
        SubjectKind::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

impl fmt::Display for SubjectKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A text of a thing, by its key in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TextField {
    Title,
    Summary,
    /// The description, or the text of a value.
    Description,
    Url,
}

impl TextField {
    pub(crate) const ALL: [TextField; 4] = [
        TextField::Title,
        TextField::Summary,
        TextField::Description,
        TextField::Url,
    ];

    pub(crate) fn key(self) -> &'static str {
        match self {
            TextField::Title => "title",
            TextField::Summary => "summary",
            TextField::Description => "description",
            TextField::Url => "url",
        }
    }
}

/// SubjectKind and field in worklist notation: `property`, `operation summary`.
pub(crate) fn phrase(kind: SubjectKind, field: TextField) -> String {
    match field {
        TextField::Description => kind.word().to_owned(),
        other => format!("{kind} {}", other.key()),
    }
}

/// Parses the notation of [`phrase`].
pub(crate) fn of_phrase(phrase: &str) -> Option<(SubjectKind, TextField)> {
    let (word, key) = phrase.split_once(' ').unwrap_or((phrase, "description"));
    let field = TextField::ALL
        .into_iter()
        .find(|field| field.key() == key)?;
    Some((SubjectKind::of_word(word)?, field))
}
