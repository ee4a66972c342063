//! The keywords of OpenAPI 3.0's objects.

/// Those of a Schema Object.
pub(crate) const SCHEMA: [&str; 36] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "nullable",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "xml",
];

/// Those of a Parameter Object.
pub(crate) const PARAMETER: [&str; 13] = [
    "$ref",
    "allowEmptyValue",
    "allowReserved",
    "content",
    "deprecated",
    "description",
    "example",
    "examples",
    "explode",
    "in",
    "name",
    "required",
    "schema",
];

/// Whether a Parameter Object has that keyword.
pub(crate) fn is_of_parameter(key: &str) -> bool {
    PARAMETER.contains(&key) || key == "style" || key.starts_with("x-")
}
