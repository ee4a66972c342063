//! The kinds of change.

macro_rules! kinds {
    ($($(#[$documentation:meta])* $variant:ident = $name:literal,)*) => {
        /// How something changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ChangeKind {
            $($(#[$documentation])* $variant,)*
        }

        impl ChangeKind {
            /// Every kind.
            pub const ALL: &'static [ChangeKind] = &[$(ChangeKind::$variant),*];

            /// The kind as it is written: `operation-added`.
            pub fn name(self) -> &'static str {
                match self {
                    $(ChangeKind::$variant => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// A whole document is new.
    DocumentAdded = "document-added",
    /// A whole document is gone.
    DocumentRemoved = "document-removed",
    /// A document became another module or another crate's.
    DocumentMoved = "document-moved",
    /// An operation is new.
    OperationAdded = "operation-added",
    /// An operation is gone.
    OperationRemoved = "operation-removed",
    /// An operation has another `operationId`.
    OperationRenamed = "operation-renamed",
    /// An operation has another path or another method.
    OperationMoved = "operation-moved",
    /// An operation has other tags.
    TagsChanged = "tags-changed",
    /// A path parameter has another name at the same place of the path.
    PathParameterRenamed = "path-parameter-renamed",
    /// A parameter is new.
    ParameterAdded = "parameter-added",
    /// A parameter is gone.
    ParameterRemoved = "parameter-removed",
    /// A parameter is sent in another place.
    ParameterMoved = "parameter-moved",
    /// A parameter has another name.
    ParameterRenamed = "parameter-renamed",
    /// A parameter or header is written in another way: `style`, `explode`, `allowReserved`.
    SerializationChanged = "serialization-changed",
    /// Something that could be left out is required.
    RequiredAdded = "required-added",
    /// Something that was required can be left out.
    RequiredRemoved = "required-removed",
    /// An operation has a request body that it had not.
    BodyAdded = "body-added",
    /// An operation has no request body any more.
    BodyRemoved = "body-removed",
    /// A body can be of one more media type.
    MediaTypeAdded = "media-type-added",
    /// A body cannot be of a media type any more.
    MediaTypeRemoved = "media-type-removed",
    /// The parts of a body are written in another way.
    EncodingChanged = "encoding-changed",
    /// A status is new.
    ResponseAdded = "response-added",
    /// A status is gone.
    ResponseRemoved = "response-removed",
    /// The success has another status.
    StatusChanged = "status-changed",
    /// A response has one more header.
    HeaderAdded = "header-added",
    /// A response has one header less.
    HeaderRemoved = "header-removed",
    /// Links or callbacks differ.
    LinkChanged = "link-changed",
    /// A named schema is new.
    SchemaAdded = "schema-added",
    /// A named schema is gone.
    SchemaRemoved = "schema-removed",
    /// A named schema has another name.
    SchemaRenamed = "schema-renamed",
    /// A named schema is used in other directions, so that its Rust types differ.
    SchemaDirectionChanged = "schema-direction-changed",
    /// Another schema is referred to, or a schema is referred to instead of written out.
    ReferenceChanged = "reference-changed",
    /// There is a schema where none was.
    SchemaStated = "schema-stated",
    /// There is no schema where one was.
    SchemaDropped = "schema-dropped",
    /// The type is another.
    TypeChanged = "type-changed",
    /// The format is another.
    FormatChanged = "format-changed",
    /// Null is allowed, or not any more.
    NullableChanged = "nullable-changed",
    /// A limit is tighter.
    LimitTightened = "limit-tightened",
    /// A limit is looser.
    LimitLoosened = "limit-loosened",
    /// A pattern or another limit differs in a way that nobody can order.
    LimitChanged = "limit-changed",
    /// One more value is listed.
    EnumValueAdded = "enum-value-added",
    /// A value is no longer listed.
    EnumValueRemoved = "enum-value-removed",
    /// A listed value is written in another way.
    EnumValueChanged = "enum-value-changed",
    /// The values are listed where any was allowed.
    EnumAdded = "enum-added",
    /// The values are no longer listed.
    EnumRemoved = "enum-removed",
    /// The values are listed in another order.
    EnumOrderChanged = "enum-order-changed",
    /// A value's variant has another name.
    EnumNameChanged = "enum-name-changed",
    /// What is taken where nothing is sent is another.
    DefaultChanged = "default-changed",
    /// A field is new.
    FieldAdded = "field-added",
    /// A field is gone.
    FieldRemoved = "field-removed",
    /// A field is only read or only written, or not any more.
    FieldDirectionChanged = "field-direction-changed",
    /// Fields that are not listed are allowed, or not any more, or have another type.
    AdditionalPropertiesChanged = "additional-properties-changed",
    /// `oneOf` or `anyOf` has one more schema.
    AlternativeAdded = "alternative-added",
    /// `oneOf` or `anyOf` has one schema less.
    AlternativeRemoved = "alternative-removed",
    /// `not` differs.
    ExclusionChanged = "exclusion-changed",
    /// What tells alternatives apart differs.
    DiscriminatorChanged = "discriminator-changed",
    /// The notation as XML differs.
    XmlChanged = "xml-changed",
    /// One more way to authenticate is accepted.
    SecurityAdded = "security-added",
    /// A way to authenticate is no longer accepted.
    SecurityRemoved = "security-removed",
    /// A security scheme is new.
    SecuritySchemeAdded = "security-scheme-added",
    /// A security scheme is gone.
    SecuritySchemeRemoved = "security-scheme-removed",
    /// A security scheme has another name in the document.
    SecuritySchemeRenamed = "security-scheme-renamed",
    /// A security scheme works in another way: type, header, place, flows.
    SecuritySchemeChanged = "security-scheme-changed",
    /// A server is new.
    ServerAdded = "server-added",
    /// A server is gone.
    ServerRemoved = "server-removed",
    /// A server has another address.
    ServerUrlChanged = "server-url-changed",
    /// A variable of a server's address differs.
    ServerVariableChanged = "server-variable-changed",
    /// Something is deprecated, or not any more.
    DeprecatedChanged = "deprecated-changed",
    /// A description, summary or title says something else.
    DescriptionChanged = "description-changed",
    /// The documentation is at another address.
    DocumentationLinkChanged = "documentation-link-changed",
    /// An example is new, gone or another.
    ExampleChanged = "example-changed",
    /// A component that is no schema is new, gone or another.
    ComponentChanged = "component-changed",
    /// When a client repeats calls by itself differs: `x-retry`.
    RetryChanged = "retry-changed",
    /// Which error codes mean that something does not exist differs: `x-not-found-codes`.
    NotFoundCodesChanged = "not-found-codes-changed",
    /// How the pages of a list follow each other differs: `x-pagination`.
    PaginationChanged = "pagination-changed",
    /// How the work that an operation starts is followed differs: `x-waiter`.
    WaiterChanged = "waiter-changed",
    /// Parameters have to be given together that had not to: `x-rules`.
    RuleAdded = "rule-added",
    /// Parameters need not be given together any more: `x-rules`.
    RuleRemoved = "rule-removed",
    /// How a time is written differs: `x-time-notation`.
    TimeNotationChanged = "time-notation-changed",
    /// An extension (`x-`) differs that the crates do not show.
    ExtensionChanged = "extension-changed",
    /// Something about the document itself differs: title, version, contact, tags.
    InformationChanged = "information-changed",
    /// Something that no rule here knows differs.
    OtherChanged = "other-changed",
}
