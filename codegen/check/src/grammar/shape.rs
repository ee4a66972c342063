//! The types of the table of objects.

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
    /// Its fixed fields.
    pub(crate) fields: &'static [FixedField],
    /// Its patterned fields.
    pub(crate) patterned_fields: PatternedFields,
    /// Whether extensions, which start with `x-`, are allowed.
    pub(crate) extensions: bool,
}

/// A fixed field.
#[derive(Debug)]
pub(crate) struct FixedField {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
}

/// The names that patterned fields can have.
#[derive(Debug)]
pub(crate) enum PatternedFields {
    /// Not allowed.
    Forbidden,
    /// Allowed and not checked.
    Ignored,
    /// Path templates, which start with a slash.
    Paths(Shape),
    /// Statuses such as `200` and `4XX`; `default` is a fixed field.
    Statuses(Shape),
    /// Any name.
    Names(Shape),
}

/// The type of a value.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Data, which is not checked.
    Any,
    Text,
    Boolean,
    Number,
    /// A number greater than zero.
    Positive,
    /// A non-negative integer.
    Count,
    /// One of several strings.
    OneOf(&'static [&'static str]),
    Object(Kind),
    /// The object, or a reference to one.
    Referable(Kind),
    /// A schema, a reference to one, or a boolean.
    SchemaOrBoolean,
    List(&'static Shape),
    /// A list without duplicates.
    Set(&'static Shape),
    /// A list with at least one item.
    NonEmptyList(&'static Shape),
    /// A list with at least one item and without duplicates.
    NonEmptySet(&'static Shape),
    /// A mapping with any keys.
    Map(&'static Shape),
    /// A mapping whose keys are valid names of components.
    Components(&'static Shape),
    /// A mapping with exactly one key.
    Single(&'static Shape),
}

pub(crate) const fn required(name: &'static str, shape: Shape) -> FixedField {
    FixedField {
        name,
        shape,
        required: true,
    }
}

pub(crate) const fn optional(name: &'static str, shape: Shape) -> FixedField {
    FixedField {
        name,
        shape,
        required: false,
    }
}

/// An object with fixed fields and extensions.
pub(super) const fn object(title: &'static str, fields: &'static [FixedField]) -> Object {
    Object {
        title,
        fields,
        patterned_fields: PatternedFields::Forbidden,
        extensions: true,
    }
}
