//! References within a document: `$ref: '#/components/...'`.

use std::borrow::Cow;
use std::iter;

use indexmap::IndexSet;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::pointer;
use crate::tree::Tree;

/// A longer chain of references is circular.
const LONGEST_CHAIN: usize = 32;

/// Keys whose values are data, in which a `$ref` is not a reference.
const DATA: [&str; 4] = ["default", "enum", "example", "examples"];

/// Keys of mappings whose own keys are names, so that one of [`DATA`] has no meaning there.
const NAMED: [&str; 15] = [
    "callbacks",
    "content",
    "definitions",
    "encoding",
    "headers",
    "links",
    "parameters",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
];

/// Whether the value of a key is data, in which a `$ref` is not a reference: an example, or an extension.
pub fn is_data(key: &str) -> bool {
    DATA.contains(&key) || key.starts_with("x-")
}

/// Whether the keys of a key's mapping are names. A property may be called `default`, and a response is.
pub fn has_names(key: &str) -> bool {
    NAMED.contains(&key)
}

/// The reference that a value is.
pub fn of<T: Tree>(value: &T) -> Option<&str> {
    value.member("$ref").and_then(T::text)
}

/// The JSON pointer that a reference within the document has after its `#`.
pub fn local(reference: &str) -> Option<Cow<'_, str>> {
    let fragment = reference.strip_prefix('#')?;
    percent_decode_str(fragment).decode_utf8().ok()
}

/// The pointer and value that a reference leads to, through further references. `None` if the value is
/// not a reference, or one that leads nowhere, to another file or back to itself.
pub fn target<'a, T: Tree>(root: &'a T, value: &'a T) -> Option<(String, &'a T)> {
    let step = |value: &'a T| {
        let pointer = local(of(value)?)?;
        let found = root.at_pointer(&pointer)?;
        Some((pointer.into_owned(), found))
    };
    let chain = iter::successors(step(value), |(_, value)| step(value));
    let last = chain.take(LONGEST_CHAIN).last();
    last.filter(|(_, value)| of(*value).is_none())
}

/// The value itself, or what its reference leads to.
pub fn resolved<'a, T: Tree>(root: &'a T, value: &'a T) -> &'a T {
    target(root, value).map_or(value, |(_, target)| target)
}

/// The value at a pointer, or the target of its reference, and its pointer.
pub fn follow<'a, T: Tree>(root: &'a T, pointer: &str) -> Option<(String, &'a T)> {
    let value = root.at_pointer(pointer)?;
    match of(value) {
        Some(_) => target(root, value),
        None => Some((pointer.to_owned(), value)),
    }
}

/// A schema with everything that applies to the same value: the targets of its references and the
/// members of its `allOf`, each once, with its pointer.
pub fn parts<'a, T: Tree>(root: &'a T, pointer: &str) -> Vec<(String, &'a T)> {
    let mut found = Vec::new();
    add_parts(root, pointer.to_owned(), &mut found, 0);
    found
}

fn add_parts<'a, T: Tree>(root: &'a T, at: String, found: &mut Vec<(String, &'a T)>, depth: usize) {
    let Some(value) = root.at_pointer(&at) else {
        return;
    };
    if depth > LONGEST_CHAIN || found.iter().any(|(known, _)| *known == at) {
        return;
    }
    found.push((at.clone(), value));
    if let Some(target) = of(value).and_then(local) {
        add_parts(root, target.into_owned(), found, depth + 1);
    }
    let members = value.member("allOf").map(T::list).unwrap_or_default();
    for index in 0..members.len() {
        let member = pointer::join(&format!("{at}/allOf"), &index.to_string());
        add_parts(root, member, found, depth + 1);
    }
}

/// All references in a value, as written, except in data such as examples.
pub fn all<T: Tree>(value: &T) -> Vec<&str> {
    let mut found = Vec::new();
    add_all(value, &mut found);
    found
}

fn add_all<'a, T: Tree>(value: &'a T, found: &mut Vec<&'a str>) {
    for item in value.list() {
        add_all(item, found);
    }
    for (key, member) in value.members() {
        match member.text() {
            Some(reference) if key == "$ref" => found.push(reference),
            _ if is_data(key) => {}
            _ if has_names(key) => {
                let named = member.members().map(|(_, named)| named);
                named.chain(member.list()).for_each(|it| add_all(it, found));
            }
            _ => add_all(member, found),
        }
    }
}

/// All references in values and in what those lead to within the document, breadth first.
pub fn reachable<'a, T: Tree>(
    root: &'a T,
    from: impl IntoIterator<Item = &'a T>,
) -> IndexSet<&'a str> {
    let mut found: IndexSet<&str> = from.into_iter().flat_map(all).collect();
    let mut next = 0;
    while let Some(reference) = found.get_index(next).copied() {
        next += 1;
        let target = local(reference).and_then(|pointer| root.at_pointer(&pointer));
        found.extend(target.into_iter().flat_map(all));
    }
    found
}

/// Calls `visit` with each reference in a JSON value, except in data such as examples.
pub fn visit_mut(value: &mut Value, visit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| visit_mut(item, visit)),
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                match member {
                    Value::String(reference) if key == "$ref" => visit(reference),
                    _ if is_data(key) => {}
                    Value::Object(named) if has_names(key) => {
                        named.values_mut().for_each(|it| visit_mut(it, visit));
                    }
                    _ => visit_mut(member, visit),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Document;

    fn document() -> Value {
        json!({
            "paths": { "/a": { "get": { "responses": {
                "default": { "$ref": "#/components/responses/Failure" },
                "200": { "example": { "$ref": "#/data" } },
            } } } },
            "components": {
                "responses": { "Failure": { "schema": { "$ref": "#/components/schemas/a%7Bb" } } },
                "schemas": {
                    "a{b": { "properties": { "enum": { "$ref": "#/components/schemas/Second" } } },
                    "Second": { "allOf": [{ "$ref": "#/components/schemas/Third" }, {}] },
                    "Third": { "$ref": "#/components/schemas/Last" },
                    "Last": { "type": "string" },
                    "Loop": { "$ref": "#/components/schemas/Loop" },
                    "Other": { "$ref": "other.yaml#/a" },
                },
            },
        })
    }

    #[test]
    fn chains_are_followed_to_their_end() {
        let document = document();
        let follow = |name: &str| follow(&document, &format!("/components/schemas/{name}"));
        let (pointer, value) = follow("Third").unwrap();
        assert_eq!(pointer, "/components/schemas/Last");
        assert_eq!(value, &json!({ "type": "string" }));
        assert_eq!(follow("Last").unwrap().0, pointer);
        assert_eq!(follow("Loop"), None);
        assert_eq!(follow("Other"), None);
        assert_eq!(follow("Missing"), None);
    }

    #[test]
    fn parts_are_targets_and_members_of_all_of() {
        let document = document();
        let parts = parts(&document, "/components/schemas/Second");
        let pointers: Vec<&str> = parts.iter().map(|(pointer, _)| pointer.as_str()).collect();
        let expected = [
            "Second",
            "Second/allOf/0",
            "Third",
            "Last",
            "Second/allOf/1",
        ];
        assert_eq!(
            pointers,
            expected.map(|it| format!("/components/schemas/{it}"))
        );
    }

    #[test]
    fn names_of_properties_and_responses_do_not_hide_references() {
        let document = document();
        let expected = ["responses/Failure", "schemas/a%7Bb", "schemas/Second"];
        let expected = expected.map(|it| format!("#/components/{it}"));
        let found = reachable(&document, [&document["paths"]]);
        assert_eq!(found.into_iter().take(3).collect::<Vec<_>>(), expected);

        let node = Document::parse("a.json", document.to_string()).unwrap();
        assert_eq!(all(node.root()), all(&document));

        let mut visited = Vec::new();
        visit_mut(&mut document.clone(), &mut |it| visited.push(it.clone()));
        assert_eq!(visited, all(&document));
    }
}
