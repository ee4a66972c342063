//! Generated deviations from an example, as services make them without documenting them.

use serde_json::{Value, json};

/// An example with one deviation.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What was changed, and where.
    pub label: String,
    /// The example with the deviation.
    pub value: Value,
    /// What the generated type must make of it.
    pub expected: Expectation,
}

/// What a generated type must make of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// It parses.
    Parses,
    /// It parses, and is written back with the same content.
    RoundTrips,
    /// It is rejected with an error that names this path.
    Refused(String),
}

/// A value that no documented enumeration has.
const UNKNOWN: &str = "A-VALUE-OF-TOMORROW";
const UNKNOWN_NUMBER: i64 = 987_654_321;

/// Every deviation of the example. `is_enumeration` returns for a JSON pointer whether the schema
/// has an enumeration there.
pub fn variants(example: &Value, is_enumeration: &dyn Fn(&str) -> bool) -> Vec<Variant> {
    let mut variants = Vec::new();
    for node in nodes(example, "") {
        variants.extend(deviations(example, &node, is_enumeration(&node)));
    }
    variants
}

/// The JSON pointers of all nodes from `pointer` on, including itself.
pub fn nodes(value: &Value, pointer: &str) -> Vec<String> {
    let mut found = vec![pointer.to_owned()];
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                found.extend(nodes(
                    field,
                    &codegen_document::pointer::join(pointer, name),
                ));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                found.extend(nodes(item, &format!("{pointer}/{index}")));
            }
        }
        _ => {}
    }
    found
}

fn deviations(example: &Value, node: &str, is_enumeration: bool) -> Vec<Variant> {
    let original = example.pointer(node).unwrap_or(&Value::Null);
    let with = |what: &str, value: Value, expected: Expectation| Variant {
        label: format!(
            "{what} at {}",
            if node.is_empty() { "the root" } else { node }
        ),
        value: replaced(example, node, value),
        expected,
    };
    let is_field = example.pointer(parent(node)).is_some_and(Value::is_object) && !node.is_empty();
    let mut variants = Vec::new();
    if is_field {
        variants.push(with("null", Value::Null, Expectation::Parses));
        variants.push(Variant {
            label: format!("removed {node}"),
            value: removed(example, node),
            expected: Expectation::Parses,
        });
    }
    match original {
        Value::Object(fields) => {
            let mut more = fields.clone();
            more.insert("a_field_of_tomorrow".to_owned(), json!({"nested": [1]}));
            variants.push(with(
                "a list",
                json!([]),
                Expectation::Refused(path_of(node)),
            ));
            variants.push(with(
                "an unknown field",
                Value::Object(more),
                Expectation::Parses,
            ));
        }
        Value::Array(_) => variants.push(with("no items", json!([]), Expectation::Parses)),
        Value::Number(_) => {
            let path = path_of(node);
            variants.push(with("text", json!("many"), Expectation::Refused(path)));
        }
        _ => {}
    }
    if is_enumeration {
        let unknown = if original.is_number() {
            json!(UNKNOWN_NUMBER)
        } else {
            json!(UNKNOWN)
        };
        variants.push(with("an unknown value", unknown, Expectation::RoundTrips));
    }
    variants
}

fn parent(node: &str) -> &str {
    node.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn replaced(example: &Value, node: &str, value: Value) -> Value {
    let mut copy = example.clone();
    if let Some(target) = copy.pointer_mut(node) {
        *target = value;
    }
    copy
}

fn removed(example: &Value, node: &str) -> Value {
    let mut copy = example.clone();
    let name = node.rsplit('/').next().unwrap_or_default();
    let name = codegen_document::pointer::unescape(name).into_owned();
    if let Some(fields) = copy
        .pointer_mut(parent(node))
        .and_then(Value::as_object_mut)
    {
        fields.remove(&name);
    }
    copy
}

/// `/list/0/max_latency` as errors write it: `list[0].max_latency`.
fn path_of(node: &str) -> String {
    if node.is_empty() {
        return String::from(".");
    }
    let mut path = String::new();
    for segment in codegen_document::pointer::segments(node) {
        match segment.parse::<usize>() {
            Ok(index) => path += &format!("[{index}]"),
            Err(_) if path.is_empty() => path += &segment,
            Err(_) => path += &format!(".{segment}"),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_deviation_is_generated() {
        let example = json!({"list": [{"count": 1, "mode": "ALL"}]});
        let made = variants(&example, &|node| node.ends_with("mode"));
        let labels: Vec<&str> = made.iter().map(|variant| variant.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "a list at the root",
                "an unknown field at the root",
                "null at /list",
                "removed /list",
                "no items at /list",
                "a list at /list/0",
                "an unknown field at /list/0",
                "null at /list/0/count",
                "removed /list/0/count",
                "text at /list/0/count",
                "null at /list/0/mode",
                "removed /list/0/mode",
                "an unknown value at /list/0/mode",
            ]
        );
        assert_eq!(
            made[9].value,
            json!({"list": [{"count": "many", "mode": "ALL"}]})
        );
        assert_eq!(
            made[9].expected,
            Expectation::Refused("list[0].count".to_owned())
        );
        assert_eq!(made[8].value, json!({"list": [{"mode": "ALL"}]}));
    }
}
