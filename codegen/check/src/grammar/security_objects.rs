//! The objects of OpenAPI 3.0.3 that describe security.

use super::shape::Shape::{List, Map, OneOf, Text};
use super::shape::{FixedField, Kind, Object, PatternedFields, Shape, object, optional, required};

const SCOPES: Shape = Map(&Text);

pub(super) static SECURITY_SCHEME: Object = object(
    "a Security Scheme Object",
    &[
        required(
            "type",
            OneOf(&["apiKey", "http", "oauth2", "openIdConnect"]),
        ),
        optional("description", Text),
        optional("name", Text),
        optional("in", OneOf(&["query", "header", "cookie"])),
        optional("scheme", Text),
        optional("bearerFormat", Text),
        optional("flows", Shape::Object(Kind::OAuthFlows)),
        optional("openIdConnectUrl", Text),
    ],
);

pub(super) static OAUTH_FLOWS: Object = object(
    "an OAuth Flows Object",
    &[
        optional("implicit", Shape::Object(Kind::ImplicitFlow)),
        optional("password", Shape::Object(Kind::PasswordFlow)),
        optional(
            "clientCredentials",
            Shape::Object(Kind::ClientCredentialsFlow),
        ),
        optional(
            "authorizationCode",
            Shape::Object(Kind::AuthorizationCodeFlow),
        ),
    ],
);

pub(super) static IMPLICIT_FLOW: Object = object(
    "an OAuth Flow Object (implicit)",
    &[
        required("authorizationUrl", Text),
        optional("refreshUrl", Text),
        required("scopes", SCOPES),
    ],
);

const TOKEN_FLOW: &[FixedField] = &[
    required("tokenUrl", Text),
    optional("refreshUrl", Text),
    required("scopes", SCOPES),
];

pub(super) static PASSWORD_FLOW: Object = object("an OAuth Flow Object (password)", TOKEN_FLOW);

pub(super) static CLIENT_CREDENTIALS_FLOW: Object =
    object("an OAuth Flow Object (client credentials)", TOKEN_FLOW);

pub(super) static AUTHORIZATION_CODE_FLOW: Object = object(
    "an OAuth Flow Object (authorization code)",
    &[
        required("authorizationUrl", Text),
        required("tokenUrl", Text),
        optional("refreshUrl", Text),
        required("scopes", SCOPES),
    ],
);

pub(super) static SECURITY_REQUIREMENT: Object = Object {
    title: "a Security Requirement Object",
    fields: &[],
    patterned_fields: PatternedFields::Names(List(&Text)),
    extensions: false,
};
