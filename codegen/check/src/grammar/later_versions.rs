//! Keys that later versions of OpenAPI have and 3.0 has not.

use super::shape::Kind;

/// What to do instead of a key that only OpenAPI 3.1 knows.
pub(crate) fn hint(kind: Kind, key: &str) -> Option<&'static str> {
    match kind {
        Kind::OpenApi => match key {
            "webhooks" | "jsonSchemaDialect" => Some("OpenAPI 3.1 has it; 3.0 has no equivalent"),
            _ => None,
        },
        Kind::Info if key == "summary" => {
            Some("OpenAPI 3.1 has it; in 3.0 write it into `description`")
        }
        Kind::License if key == "identifier" => Some("OpenAPI 3.1 has it; in 3.0 give the `url`"),
        Kind::Components if key == "pathItems" => {
            Some("OpenAPI 3.1 has it; 3.0 has no shared path items")
        }
        Kind::Schema => schema(key),
        _ => None,
    }
}

fn schema(key: &str) -> Option<&'static str> {
    Some(match key {
        "const" => "OpenAPI 3.1 has it; in 3.0 use an `enum` of one value",
        "examples" => "OpenAPI 3.1 has it; in 3.0 a schema has one `example`",
        "prefixItems" => "OpenAPI 3.1 has it; in 3.0 all items of a list share one schema",
        "patternProperties" | "propertyNames" => {
            "OpenAPI 3.1 has it; in 3.0 use `additionalProperties`"
        }
        "$defs" | "definitions" => "in OpenAPI 3.0 schemas are shared under `components/schemas`",
        "if"
        | "then"
        | "else"
        | "dependentSchemas"
        | "dependentRequired"
        | "contains"
        | "minContains"
        | "maxContains"
        | "unevaluatedItems"
        | "unevaluatedProperties" => {
            "OpenAPI 3.1 has it; 3.0 has no equivalent, so say it in the `description`"
        }
        "contentEncoding" | "contentMediaType" | "contentSchema" => {
            "OpenAPI 3.1 has it; in 3.0 use `format`"
        }
        "$schema" | "$id" | "$anchor" | "$dynamicRef" | "$dynamicAnchor" | "$vocabulary"
        | "$comment" => "OpenAPI 3.1 has it; 3.0 has no equivalent",
        _ => return None,
    })
}
