//! The words that the table of objects is written in.

/// The objects of the OpenAPI 3.0 specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocumentation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    ImplicitFlow,
    PasswordFlow,
    ClientCredentialsFlow,
    AuthorizationCodeFlow,
    SecurityRequirement,
}

/// An object of the specification.
#[derive(Debug)]
pub(crate) struct Object {
    /// Its name in the specification, with an article: `an Info Object`.
    pub(crate) title: &'static str,
    /// The keys that it knows by name.
    pub(crate) fields: &'static [Field],
    /// What other keys it has.
    pub(crate) others: Others,
    /// Whether keys that begin with `x-` are allowed.
    pub(crate) extensions: bool,
}

/// A key that an object knows by name.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
}

/// Keys that the document chooses.
#[derive(Debug)]
pub(crate) enum Others {
    /// None.
    Forbidden,
    /// Any, and nobody looks at them.
    Ignored,
    /// Path templates, which begin with a slash.
    Paths(Shape),
    /// `200`, `4XX`; `default` is a field.
    Statuses(Shape),
    /// Any name.
    Names(Shape),
}

/// What a value looks like.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Data: nobody looks inside.
    Any,
    Text,
    Boolean,
    Number,
    /// A number above zero.
    Positive,
    /// An integer from zero.
    Count,
    /// One of a few texts.
    Word(&'static [&'static str]),
    Object(Kind),
    /// The object, or a reference to one.
    Referable(Kind),
    /// A schema, a reference to one, or a boolean.
    SchemaOrBoolean,
    List(&'static Shape),
    /// A list without repetition.
    Set(&'static Shape),
    /// A list with at least one item.
    NonEmptyList(&'static Shape),
    /// A list with at least one item and without repetition.
    NonEmptySet(&'static Shape),
    /// Any keys.
    Map(&'static Shape),
    /// Keys that references can name.
    Components(&'static Shape),
    /// Exactly one key.
    Single(&'static Shape),
}

pub(crate) const fn required(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        required: true,
    }
}

pub(crate) const fn optional(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        required: false,
    }
}
