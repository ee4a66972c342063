//! The kinds of change.

macro_rules! kinds {
    ($($(#[$documentation:meta])* $variant:ident = $name:literal,)*) => {
        /// What kind of change it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ChangeKind {
            $($(#[$documentation])* $variant,)*
        }

        impl ChangeKind {
            /// Every kind.
            pub const ALL: &'static [ChangeKind] = &[$(ChangeKind::$variant),*];

            /// The name of the kind, as reports show it: `operation-added`.
            pub fn name(self) -> &'static str {
                match self {
                    $(ChangeKind::$variant => $name,)*
                }
            }
        }
    };
}

kinds! {
    /// A document was added.
    DocumentAdded = "document-added",
    /// A document was removed.
    DocumentRemoved = "document-removed",
    /// A document moved to another module or crate.
    DocumentMoved = "document-moved",
    /// An operation was added.
    OperationAdded = "operation-added",
    /// An operation was removed.
    OperationRemoved = "operation-removed",
    /// The `operationId` changed.
    OperationRenamed = "operation-renamed",
    /// The path or method of an operation changed.
    OperationMoved = "operation-moved",
    /// The tags of an operation changed.
    TagsChanged = "tags-changed",
    /// A path parameter was renamed. Its position in the path is the same.
    PathParameterRenamed = "path-parameter-renamed",
    /// A parameter was added.
    ParameterAdded = "parameter-added",
    /// A parameter was removed.
    ParameterRemoved = "parameter-removed",
    /// A parameter moved to another location, such as from the query to a header.
    ParameterMoved = "parameter-moved",
    /// A parameter was renamed.
    ParameterRenamed = "parameter-renamed",
    /// The serialization of a parameter or header changed: `style`, `explode`, `allowReserved`.
    SerializationChanged = "serialization-changed",
    /// Something optional became required.
    RequiredAdded = "required-added",
    /// Something required became optional.
    RequiredRemoved = "required-removed",
    /// A request body was added.
    BodyAdded = "body-added",
    /// The request body was removed.
    BodyRemoved = "body-removed",
    /// A body has one more media type.
    MediaTypeAdded = "media-type-added",
    /// A body has one media type less.
    MediaTypeRemoved = "media-type-removed",
    /// The encoding of a body's parts changed.
    EncodingChanged = "encoding-changed",
    /// A status was added.
    ResponseAdded = "response-added",
    /// A status was removed.
    ResponseRemoved = "response-removed",
    /// The success status changed.
    StatusChanged = "status-changed",
    /// A response header was added.
    HeaderAdded = "header-added",
    /// A response header was removed.
    HeaderRemoved = "header-removed",
    /// Links or callbacks changed.
    LinkChanged = "link-changed",
    /// A named schema was added.
    SchemaAdded = "schema-added",
    /// A named schema was removed.
    SchemaRemoved = "schema-removed",
    /// A named schema was renamed.
    SchemaRenamed = "schema-renamed",
    /// A named schema is used in other directions, so its Rust types differ.
    SchemaDirectionChanged = "schema-direction-changed",
    /// The reference points to another schema, or replaces an inline one.
    ReferenceChanged = "reference-changed",
    /// A schema was added where there was none.
    SchemaStated = "schema-stated",
    /// A schema was removed.
    SchemaDropped = "schema-dropped",
    /// The type changed.
    TypeChanged = "type-changed",
    /// The format changed.
    FormatChanged = "format-changed",
    /// `nullable` changed.
    NullableChanged = "nullable-changed",
    /// A limit is tighter.
    LimitTightened = "limit-tightened",
    /// A limit is looser.
    LimitLoosened = "limit-loosened",
    /// A pattern or another limit changed in a way that is neither tighter nor looser.
    LimitChanged = "limit-changed",
    /// An enumeration has one more value.
    EnumValueAdded = "enum-value-added",
    /// An enumeration has one value less.
    EnumValueRemoved = "enum-value-removed",
    /// The spelling of an enumeration value changed.
    EnumValueChanged = "enum-value-changed",
    /// The allowed values are now listed.
    EnumAdded = "enum-added",
    /// The allowed values are no longer listed.
    EnumRemoved = "enum-removed",
    /// The order of enumeration values changed.
    EnumOrderChanged = "enum-order-changed",
    /// The name of a value's variant changed.
    EnumNameChanged = "enum-name-changed",
    /// A default changed.
    DefaultChanged = "default-changed",
    /// A field was added.
    FieldAdded = "field-added",
    /// A field was removed.
    FieldRemoved = "field-removed",
    /// `readOnly` or `writeOnly` of a field changed.
    FieldDirectionChanged = "field-direction-changed",
    /// `additionalProperties` changed.
    AdditionalPropertiesChanged = "additional-properties-changed",
    /// `oneOf` or `anyOf` has one more schema.
    AlternativeAdded = "alternative-added",
    /// `oneOf` or `anyOf` has one schema less.
    AlternativeRemoved = "alternative-removed",
    /// `not` changed.
    ExclusionChanged = "exclusion-changed",
    /// The discriminator changed.
    DiscriminatorChanged = "discriminator-changed",
    /// The XML representation changed.
    XmlChanged = "xml-changed",
    /// One more way to authenticate is accepted.
    SecurityAdded = "security-added",
    /// A way to authenticate is no longer accepted.
    SecurityRemoved = "security-removed",
    /// A security scheme was added.
    SecuritySchemeAdded = "security-scheme-added",
    /// A security scheme was removed.
    SecuritySchemeRemoved = "security-scheme-removed",
    /// A security scheme was renamed in the document.
    SecuritySchemeRenamed = "security-scheme-renamed",
    /// A security scheme changed: type, header, location, flows.
    SecuritySchemeChanged = "security-scheme-changed",
    /// A server was added.
    ServerAdded = "server-added",
    /// A server was removed.
    ServerRemoved = "server-removed",
    /// The URL of a server changed.
    ServerUrlChanged = "server-url-changed",
    /// A variable of a server's URL changed.
    ServerVariableChanged = "server-variable-changed",
    /// `deprecated` changed.
    DeprecatedChanged = "deprecated-changed",
    /// A description, summary or title changed.
    DescriptionChanged = "description-changed",
    /// The URL of the documentation changed.
    DocumentationLinkChanged = "documentation-link-changed",
    /// An example changed.
    ExampleChanged = "example-changed",
    /// A component other than a schema changed.
    ComponentChanged = "component-changed",
    /// Automatic retries changed: `x-retry`.
    RetryChanged = "retry-changed",
    /// The error codes that mean "not found" changed: `x-not-found-codes`.
    NotFoundCodesChanged = "not-found-codes-changed",
    /// Pagination changed: `x-pagination`.
    PaginationChanged = "pagination-changed",
    /// How to wait for an operation's result changed: `x-waiter`.
    WaiterChanged = "waiter-changed",
    /// A rule that combines parameters was added: `x-rules`.
    RuleAdded = "rule-added",
    /// A rule that combines parameters was removed: `x-rules`.
    RuleRemoved = "rule-removed",
    /// The notation of a time changed: `x-time-notation`.
    TimeNotationChanged = "time-notation-changed",
    /// An extension (`x-`) changed that the crates do not expose.
    ExtensionChanged = "extension-changed",
    /// Information about the document changed: title, version, contact, tags.
    InformationChanged = "information-changed",
    /// Something changed that no rule covers.
    OtherChanged = "other-changed",
}
