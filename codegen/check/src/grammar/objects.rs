//! The objects of OpenAPI 3.0.3, in the order of the specification.

use super::security_objects::{
    AUTHORIZATION_CODE_FLOW, CLIENT_CREDENTIALS_FLOW, IMPLICIT_FLOW, OAUTH_FLOWS, PASSWORD_FLOW,
    SECURITY_REQUIREMENT, SECURITY_SCHEME,
};
use super::shape::Shape::{
    Any, Boolean, Components, Count, List, Map, NonEmptyList, NonEmptySet, Number, OneOf, Positive,
    Referable, SchemaOrBoolean, Set, Single, Text,
};
use super::shape::{Kind, Object, PatternedFields, Shape, object, optional, required};

impl Kind {
    /// The definition of the object.
    pub(crate) fn object(self) -> &'static Object {
        match self {
            Kind::OpenApi => &OPEN_API,
            Kind::Info => &INFO,
            Kind::Contact => &CONTACT,
            Kind::License => &LICENSE,
            Kind::Server => &SERVER,
            Kind::ServerVariable => &SERVER_VARIABLE,
            Kind::Components => &COMPONENTS,
            Kind::Paths => &PATHS,
            Kind::PathItem => &PATH_ITEM,
            Kind::Operation => &OPERATION,
            Kind::ExternalDocumentation => &EXTERNAL_DOCUMENTATION,
            Kind::Parameter => &PARAMETER,
            Kind::RequestBody => &REQUEST_BODY,
            Kind::MediaType => &MEDIA_TYPE,
            Kind::Encoding => &ENCODING,
            Kind::Responses => &RESPONSES,
            Kind::Response => &RESPONSE,
            Kind::Callback => &CALLBACK,
            Kind::Example => &EXAMPLE,
            Kind::Link => &LINK,
            Kind::Header => &HEADER,
            Kind::Tag => &TAG,
            Kind::Schema => &SCHEMA,
            Kind::Discriminator => &DISCRIMINATOR,
            Kind::Xml => &XML,
            Kind::SecurityScheme => &SECURITY_SCHEME,
            Kind::OAuthFlows => &OAUTH_FLOWS,
            Kind::ImplicitFlow => &IMPLICIT_FLOW,
            Kind::PasswordFlow => &PASSWORD_FLOW,
            Kind::ClientCredentialsFlow => &CLIENT_CREDENTIALS_FLOW,
            Kind::AuthorizationCodeFlow => &AUTHORIZATION_CODE_FLOW,
            Kind::SecurityRequirement => &SECURITY_REQUIREMENT,
        }
    }
}

const SCHEMA_OR_REFERENCE: Shape = Referable(Kind::Schema);
const PARAMETERS: Shape = Set(&Referable(Kind::Parameter));
const SERVERS: Shape = List(&Shape::Object(Kind::Server));
const SECURITY: Shape = List(&Shape::Object(Kind::SecurityRequirement));
const EXAMPLES: Shape = Map(&Referable(Kind::Example));
const CONTENT: Shape = Map(&Shape::Object(Kind::MediaType));
const SINGLE_CONTENT: Shape = Single(&Shape::Object(Kind::MediaType));
const HEADERS: Shape = Map(&Referable(Kind::Header));
const EXTERNAL_DOCS: Shape = Shape::Object(Kind::ExternalDocumentation);
const TEXTS: Shape = Map(&Text);

static OPEN_API: Object = object(
    "an OpenAPI Object",
    &[
        required("openapi", Text),
        required("info", Shape::Object(Kind::Info)),
        optional("servers", SERVERS),
        required("paths", Shape::Object(Kind::Paths)),
        optional("components", Shape::Object(Kind::Components)),
        optional("security", SECURITY),
        optional("tags", Set(&Shape::Object(Kind::Tag))),
        optional("externalDocs", EXTERNAL_DOCS),
    ],
);

static INFO: Object = object(
    "an Info Object",
    &[
        required("title", Text),
        optional("description", Text),
        optional("termsOfService", Text),
        optional("contact", Shape::Object(Kind::Contact)),
        optional("license", Shape::Object(Kind::License)),
        required("version", Text),
    ],
);

static CONTACT: Object = object(
    "a Contact Object",
    &[
        optional("name", Text),
        optional("url", Text),
        optional("email", Text),
    ],
);

static LICENSE: Object = object(
    "a License Object",
    &[required("name", Text), optional("url", Text)],
);

static SERVER: Object = object(
    "a Server Object",
    &[
        required("url", Text),
        optional("description", Text),
        optional("variables", Map(&Shape::Object(Kind::ServerVariable))),
    ],
);

static SERVER_VARIABLE: Object = object(
    "a Server Variable Object",
    &[
        optional("enum", List(&Text)),
        required("default", Text),
        optional("description", Text),
    ],
);

static COMPONENTS: Object = object(
    "a Components Object",
    &[
        optional("schemas", Components(&SCHEMA_OR_REFERENCE)),
        optional("responses", Components(&Referable(Kind::Response))),
        optional("parameters", Components(&Referable(Kind::Parameter))),
        optional("examples", Components(&Referable(Kind::Example))),
        optional("requestBodies", Components(&Referable(Kind::RequestBody))),
        optional("headers", Components(&Referable(Kind::Header))),
        optional(
            "securitySchemes",
            Components(&Referable(Kind::SecurityScheme)),
        ),
        optional("links", Components(&Referable(Kind::Link))),
        optional("callbacks", Components(&Referable(Kind::Callback))),
    ],
);

static PATHS: Object = Object {
    title: "a Paths Object",
    fields: &[],
    patterned_fields: PatternedFields::Paths(Shape::Object(Kind::PathItem)),
    extensions: true,
};

static PATH_ITEM: Object = object(
    "a Path Item Object",
    &[
        optional("$ref", Text),
        optional("summary", Text),
        optional("description", Text),
        optional("get", Referable(Kind::Operation)),
        optional("put", Referable(Kind::Operation)),
        optional("post", Referable(Kind::Operation)),
        optional("delete", Referable(Kind::Operation)),
        optional("options", Referable(Kind::Operation)),
        optional("head", Referable(Kind::Operation)),
        optional("patch", Referable(Kind::Operation)),
        optional("trace", Referable(Kind::Operation)),
        optional("servers", SERVERS),
        optional("parameters", PARAMETERS),
    ],
);

static OPERATION: Object = object(
    "an Operation Object",
    &[
        optional("tags", List(&Text)),
        optional("summary", Text),
        optional("description", Text),
        optional("externalDocs", EXTERNAL_DOCS),
        optional("operationId", Text),
        optional("parameters", PARAMETERS),
        optional("requestBody", Referable(Kind::RequestBody)),
        required("responses", Shape::Object(Kind::Responses)),
        optional("callbacks", Map(&Referable(Kind::Callback))),
        optional("deprecated", Boolean),
        optional("security", SECURITY),
        optional("servers", SERVERS),
    ],
);

static EXTERNAL_DOCUMENTATION: Object = object(
    "an External Documentation Object",
    &[optional("description", Text), required("url", Text)],
);

static PARAMETER: Object = object(
    "a Parameter Object",
    &[
        required("name", Text),
        required("in", OneOf(&["query", "header", "path", "cookie"])),
        optional("description", Text),
        optional("required", Boolean),
        optional("deprecated", Boolean),
        optional("allowEmptyValue", Boolean),
        optional("style", Text),
        optional("explode", Boolean),
        optional("allowReserved", Boolean),
        optional("schema", SCHEMA_OR_REFERENCE),
        optional("example", Any),
        optional("examples", EXAMPLES),
        optional("content", SINGLE_CONTENT),
    ],
);

static REQUEST_BODY: Object = object(
    "a Request Body Object",
    &[
        optional("description", Text),
        required("content", CONTENT),
        optional("required", Boolean),
    ],
);

static MEDIA_TYPE: Object = object(
    "a Media Type Object",
    &[
        optional("schema", SCHEMA_OR_REFERENCE),
        optional("example", Any),
        optional("examples", EXAMPLES),
        optional("encoding", Map(&Shape::Object(Kind::Encoding))),
    ],
);

static ENCODING: Object = object(
    "an Encoding Object",
    &[
        optional("contentType", Text),
        optional("headers", HEADERS),
        optional(
            "style",
            OneOf(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        optional("explode", Boolean),
        optional("allowReserved", Boolean),
    ],
);

static RESPONSES: Object = Object {
    title: "a Responses Object",
    fields: &[optional("default", Referable(Kind::Response))],
    patterned_fields: PatternedFields::Statuses(Referable(Kind::Response)),
    extensions: true,
};

static RESPONSE: Object = object(
    "a Response Object",
    &[
        required("description", Text),
        optional("headers", HEADERS),
        optional("content", CONTENT),
        optional("links", Map(&Referable(Kind::Link))),
    ],
);

static CALLBACK: Object = Object {
    title: "a Callback Object",
    fields: &[],
    patterned_fields: PatternedFields::Names(Shape::Object(Kind::PathItem)),
    extensions: true,
};

static EXAMPLE: Object = object(
    "an Example Object",
    &[
        optional("summary", Text),
        optional("description", Text),
        optional("value", Any),
        optional("externalValue", Text),
    ],
);

static LINK: Object = object(
    "a Link Object",
    &[
        optional("operationRef", Text),
        optional("operationId", Text),
        optional("parameters", Map(&Any)),
        optional("requestBody", Any),
        optional("description", Text),
        optional("server", Shape::Object(Kind::Server)),
    ],
);

static HEADER: Object = object(
    "a Header Object",
    &[
        optional("description", Text),
        optional("required", Boolean),
        optional("deprecated", Boolean),
        optional("allowEmptyValue", Boolean),
        optional("style", OneOf(&["simple"])),
        optional("explode", Boolean),
        optional("allowReserved", Boolean),
        optional("schema", SCHEMA_OR_REFERENCE),
        optional("example", Any),
        optional("examples", EXAMPLES),
        optional("content", SINGLE_CONTENT),
    ],
);

static TAG: Object = object(
    "a Tag Object",
    &[
        required("name", Text),
        optional("description", Text),
        optional("externalDocs", EXTERNAL_DOCS),
    ],
);

static SCHEMA: Object = object(
    "a Schema Object",
    &[
        optional("title", Text),
        optional("multipleOf", Positive),
        optional("maximum", Number),
        optional("exclusiveMaximum", Boolean),
        optional("minimum", Number),
        optional("exclusiveMinimum", Boolean),
        optional("maxLength", Count),
        optional("minLength", Count),
        optional("pattern", Text),
        optional("maxItems", Count),
        optional("minItems", Count),
        optional("uniqueItems", Boolean),
        optional("maxProperties", Count),
        optional("minProperties", Count),
        optional("required", NonEmptySet(&Text)),
        optional("enum", NonEmptyList(&Any)),
        optional(
            "type",
            OneOf(&["array", "boolean", "integer", "number", "object", "string"]),
        ),
        optional("allOf", List(&SCHEMA_OR_REFERENCE)),
        optional("oneOf", List(&SCHEMA_OR_REFERENCE)),
        optional("anyOf", List(&SCHEMA_OR_REFERENCE)),
        optional("not", SCHEMA_OR_REFERENCE),
        optional("items", SCHEMA_OR_REFERENCE),
        optional("properties", Map(&SCHEMA_OR_REFERENCE)),
        optional("additionalProperties", SchemaOrBoolean),
        optional("description", Text),
        optional("format", Text),
        optional("default", Any),
        optional("nullable", Boolean),
        optional("discriminator", Shape::Object(Kind::Discriminator)),
        optional("readOnly", Boolean),
        optional("writeOnly", Boolean),
        optional("xml", Shape::Object(Kind::Xml)),
        optional("externalDocs", EXTERNAL_DOCS),
        optional("example", Any),
        optional("deprecated", Boolean),
    ],
);

static DISCRIMINATOR: Object = Object {
    title: "a Discriminator Object",
    fields: &[required("propertyName", Text), optional("mapping", TEXTS)],
    // The specification forbids extensions here, its schema allows everything.
    patterned_fields: PatternedFields::Ignored,
    extensions: false,
};

static XML: Object = object(
    "an XML Object",
    &[
        optional("name", Text),
        optional("namespace", Text),
        optional("prefix", Text),
        optional("attribute", Boolean),
        optional("wrapped", Boolean),
    ],
);
