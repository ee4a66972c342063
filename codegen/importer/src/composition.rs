//! Members of `allOf` that contradict each other.

use std::collections::HashMap;

use codegen_document::pointer::join;
use codegen_document::reference::resolved;
use serde_json::{Map, Value};

use crate::correction::Corrections;
use crate::walk;

/// How deep members and nested properties are followed.
const DEEPEST: usize = 8;

/// Keywords of members that cannot be merged.
const CHOICES: [&str; 5] = ["oneOf", "anyOf", "not", "discriminator", "enum"];

/// Replaces `allOf` by one object where two members give a property different types, because no value
/// could match both. The last member counts, as it extends the others.
pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let unchanged = document.clone();
    walk::schemas(document, &mut |schema, place| {
        if !schema.contains_key("allOf") {
            return;
        }
        let whole = Value::Object(schema.clone());
        let Some(parts) = parts(&unchanged, &whole, 0) else {
            return;
        };
        let Some(property) = contradictory_property(&unchanged, &parts, 0) else {
            return;
        };
        *schema = merged(&parts);
        let message = format!(
            "merged the members of `allOf`, which give `{property}` different types; the last one counts"
        );
        let pointer = join(&place.pointer, "allOf");
        corrections.review("contradictory-members", &pointer, message);
    });
}

/// The members of `allOf`, and theirs, before the schema itself. `None` if they do not end, or if one
/// of them is a choice.
fn parts<'v>(document: &'v Value, schema: &'v Value, depth: usize) -> Option<Vec<&'v Value>> {
    if depth > DEEPEST || CHOICES.iter().any(|keyword| schema.get(keyword).is_some()) {
        return None;
    }
    let mut found = Vec::new();
    let members = schema.get("allOf").and_then(Value::as_array);
    for member in members.into_iter().flatten() {
        found.extend(parts(document, resolved(document, member), depth + 1)?);
    }
    found.push(schema);
    Some(found)
}

/// A property that has different types in two of the parts, there or further within.
fn contradictory_property<'v>(
    document: &'v Value,
    parts: &[&'v Value],
    depth: usize,
) -> Option<&'v str> {
    let objects = parts
        .iter()
        .filter_map(|part| part.get("properties")?.as_object());
    let mut known: HashMap<&str, &Value> = HashMap::new();
    for (name, property) in objects.flatten() {
        let property = resolved(document, property);
        let other = *known.entry(name).or_insert(property);
        let is_contradictory = match (other.get("type"), property.get("type")) {
            (Some(one), Some(other)) if one != other => true,
            _ if std::ptr::eq(other, property) || depth >= DEEPEST => false,
            _ => contradictory_property(document, &[other, property], depth + 1).is_some(),
        };
        if is_contradictory {
            return Some(name);
        }
    }
    None
}

/// One object with the properties of all parts. Of each keyword and each property, the last one counts.
fn merged(parts: &[&Value]) -> Map<String, Value> {
    let mut all = Map::new();
    for (keyword, value) in parts.iter().filter_map(|part| part.as_object()).flatten() {
        match (keyword.as_str(), all.get_mut(keyword), value) {
            ("allOf", _, _) => {}
            ("properties", Some(Value::Object(known)), Value::Object(more)) => {
                known.extend(more.clone());
            }
            ("required", Some(Value::Array(known)), Value::Array(more)) => {
                let more = more.iter().filter(|name| !known.contains(name));
                known.extend(more.cloned().collect::<Vec<_>>());
            }
            (_, Some(known), value) => *known = value.clone(),
            (_, None, value) => {
                all.insert(keyword.clone(), value.clone());
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn corrected(mut document: Value) -> Value {
        correct(&mut document, &mut Corrections::default());
        document
    }

    #[test]
    fn the_last_member_gives_a_property_its_type() {
        let document = corrected(json!({ "paths": {}, "components": { "schemas": {
            "Base": {
                "type": "object",
                "required": ["id"],
                "properties": { "id": { "type": "string" }, "port": { "type": "string" } },
            },
            "Whole": {
                "allOf": [
                    { "$ref": "#/components/schemas/Base" },
                    { "properties": { "port": { "type": "integer" } } },
                ],
                "required": ["port"],
                "description": "All of it.",
            },
        } } }));
        assert_eq!(
            document.pointer("/components/schemas/Whole").unwrap(),
            &json!({
                "type": "object",
                "required": ["id", "port"],
                "properties": { "id": { "type": "string" }, "port": { "type": "integer" } },
                "description": "All of it.",
            })
        );
        let base = document.pointer("/components/schemas/Base/properties/port/type");
        assert_eq!(base.unwrap(), "string");
    }

    #[test]
    fn members_that_agree_stay() {
        let document = json!({ "paths": {}, "components": { "schemas": {
            "Same": { "allOf": [
                { "type": "object", "properties": { "a": { "type": "string" } } },
                { "type": "object", "properties": { "a": { "maxLength": 3 }, "b": {} } },
            ] },
            "Endless": { "allOf": [{ "$ref": "#/components/schemas/Endless" }] },
            "Tree": { "allOf": [
                { "properties": { "next": { "$ref": "#/components/schemas/Tree" } } },
                { "properties": { "next": { "$ref": "#/components/schemas/Tree" } } },
            ] },
        } } });
        assert_eq!(corrected(document.clone()), document);
    }
}
