//! What the members of objects in a document are, by the keyword that holds them.

/// Whether the members of the keyword's object have names that somebody chose. A property may be called
/// `default`, and a response is.
#[must_use]
pub fn has_chosen_names(keyword: &str) -> bool {
    matches!(
        keyword,
        "callbacks"
            | "content"
            | "definitions"
            | "headers"
            | "links"
            | "parameters"
            | "patternProperties"
            | "paths"
            | "properties"
            | "requestBodies"
            | "responses"
            | "schemas"
            | "variables"
    )
}

/// Whether the keyword's value is data: what looks like a reference there leads nowhere.
#[must_use]
pub fn is_data(keyword: &str) -> bool {
    matches!(keyword, "default" | "enum" | "example" | "examples") || keyword.starts_with("x-")
}
