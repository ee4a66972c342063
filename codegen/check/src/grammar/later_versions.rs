//! Fields of later versions of OpenAPI, which 3.0 does not have.

use super::shape::Kind;

const NO_EQUIVALENT: &str = "remove it: it requires OpenAPI 3.1, and 3.0 has no equivalent";

/// What to do about a field that requires OpenAPI 3.1.
pub(crate) fn hint(kind: Kind, key: &str) -> Option<&'static str> {
    match (kind, key) {
        (Kind::OpenApi, "webhooks" | "jsonSchemaDialect") => Some(NO_EQUIVALENT),
        (Kind::Info, "summary") => Some("move it to `description`: `summary` requires OpenAPI 3.1"),
        (Kind::License, "identifier") => Some("use `url`: `identifier` requires OpenAPI 3.1"),
        (Kind::Components, "pathItems") => {
            Some("move them to `paths`: shared path items require OpenAPI 3.1")
        }
        (Kind::Schema, _) => keyword(key),
        _ => None,
    }
}

fn keyword(key: &str) -> Option<&'static str> {
    Some(match key {
        "const" => "use an `enum` with one value: `const` requires OpenAPI 3.1",
        "examples" => "use `example`: `examples` of a schema requires OpenAPI 3.1",
        "prefixItems" => "use `items` for all items: `prefixItems` requires OpenAPI 3.1",
        "patternProperties" | "propertyNames" => {
            "use `additionalProperties`: this keyword requires OpenAPI 3.1"
        }
        "$defs" | "definitions" => "move the schemas to `components/schemas`",
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
            "explain it in `description`: this keyword requires OpenAPI 3.1, and 3.0 has no equivalent"
        }
        "contentEncoding" | "contentMediaType" | "contentSchema" => {
            "use `format`: this keyword requires OpenAPI 3.1"
        }
        "$schema" | "$id" | "$anchor" | "$dynamicRef" | "$dynamicAnchor" | "$vocabulary"
        | "$comment" => NO_EQUIVALENT,
        _ => return None,
    })
}
