//! What a text is about.

use std::fmt;

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// A header of an answer.
    Header,
    /// A property of an object.
    Property,
    /// A schema.
    Schema,
    /// A status of an operation, or an answer that several share.
    Status,
    /// A value of an enumeration.
    Value,
    /// A tag.
    Tag,
    /// A request body.
    Body,
    /// Anything else that has texts: the document's title, servers, links.
    Other,
}

impl Kind {
    /// All of them.
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

    /// The word for it.
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

    /// What a word means.
    pub fn of_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

/// Which text of a thing it is, by its key in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    Title,
    Summary,
    /// The description; the text of a value, which has no other.
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

/// Kind and field as a worklist has them: `property`, `operation summary`.
pub(crate) fn phrase(kind: Kind, field: Field) -> String {
    match field {
        Field::Description => kind.word().to_owned(),
        other => format!("{kind} {}", other.key()),
    }
}

/// Kind and field of what [`phrase`] wrote.
pub(crate) fn of_phrase(phrase: &str) -> Option<(Kind, Field)> {
    let (word, key) = phrase.split_once(' ').unwrap_or((phrase, "description"));
    let field = Field::ALL.into_iter().find(|field| field.key() == key)?;
    Some((Kind::of_word(word)?, field))
}
