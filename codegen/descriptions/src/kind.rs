//! What a text describes.

use std::fmt;

/// What a text describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
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

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 10] = [
        Kind::Operation,
        Kind::Parameter,
        Kind::Header,
        Kind::Property,
        Kind::Schema,
        Kind::Status,
        Kind::Value,
        Kind::Tag,
        Kind::Body,
        Kind::Other,
    ];

    /// The name of the kind.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Operation => "operation",
            Kind::Parameter => "parameter",
            Kind::Header => "header",
            Kind::Property => "property",
            Kind::Schema => "schema",
            Kind::Status => "status",
            Kind::Value => "value",
            Kind::Tag => "tag",
            Kind::Body => "body",
            Kind::Other => "other",
        }
    }

    /// Parses the name of a kind.
    pub fn of_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// A text of a thing, by its key in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    Title,
    Summary,
    /// The description, or the text of a value.
    Description,
    Url,
}

impl Field {
    pub(crate) const ALL: [Field; 4] =
        [Field::Title, Field::Summary, Field::Description, Field::Url];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Summary => "summary",
            Field::Description => "description",
            Field::Url => "url",
        }
    }
}

/// Kind and field in worklist notation: `property`, `operation summary`.
pub(crate) fn phrase(kind: Kind, field: Field) -> String {
    match field {
        Field::Description => kind.word().to_owned(),
        other => format!("{kind} {}", other.key()),
    }
}

/// Parses the notation of [`phrase`].
pub(crate) fn of_phrase(phrase: &str) -> Option<(Kind, Field)> {
    let (word, key) = phrase.split_once(' ').unwrap_or((phrase, "description"));
    let field = Field::ALL.into_iter().find(|field| field.key() == key)?;
    Some((Kind::of_word(word)?, field))
}
