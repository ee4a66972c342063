//! Findings about values that are consequences of other findings, and are not reported.

use std::cmp::Ordering;

use codegen_document::Node;
use huaweicloud_json_schema::{Fault, Finding, SizeKeyword, compare};
use serde_json::Value;

use super::subjects::EXAMPLE;

/// Whether another rule reports the cause in the schema, or the value does not match on purpose.
pub(super) fn is_consequence(finding: &Finding<'_, '_>, schema: &Node, title: &str) -> bool {
    match &finding.fault {
        Fault::Type(_) => has_keywords_for(schema, finding.value),
        Fault::Minimum(_) | Fault::Maximum(_) => is_reversed(schema, "minimum", "maximum"),
        Fault::Size { keyword, .. } => {
            let (least, most) = match keyword {
                SizeKeyword::MinLength | SizeKeyword::MaxLength => ("minLength", "maxLength"),
                SizeKeyword::MinItems | SizeKeyword::MaxItems => ("minItems", "maxItems"),
                SizeKeyword::MinProperties | SizeKeyword::MaxProperties => {
                    ("minProperties", "maxProperties")
                }
            };
            is_reversed(schema, least, most)
        }
        // `schema-required` reports required properties that are not defined.
        Fault::Required { is_described, .. } => !is_described && schema.get("properties").is_some(),
        Fault::Pattern(_) | Fault::Format(_) => title == EXAMPLE && is_masked(finding.value),
        // Defaults and enumerations belong to the schema, which serves both directions.
        Fault::ReadOnly(_) | Fault::WriteOnly(_) => title != EXAMPLE,
        _ => false,
    }
}

/// Whether a schema has keywords for values of this type although it has another type, which
/// `schema-keyword` reports.
fn has_keywords_for(schema: &Node, value: &Value) -> bool {
    let type_name = schema.get("type").and_then(Node::as_str);
    let keywords: &[&str] = match value {
        Value::String(_) => &["minLength", "maxLength", "pattern"],
        // They apply to `integer`, too.
        Value::Number(_) if type_name != Some("integer") => &["minimum", "maximum", "multipleOf"],
        Value::Array(_) => &["items", "minItems", "maxItems"],
        Value::Object(_) => &["properties", "minProperties", "maxProperties"],
        Value::Number(_) | Value::Null | Value::Bool(_) => &[],
    };
    keywords.iter().any(|keyword| schema.get(keyword).is_some())
}

/// Whether the limits are reversed, which `schema-limits` reports.
fn is_reversed(schema: &Node, least: &str, most: &str) -> bool {
    let limit = |key| schema.get(key).and_then(Node::as_number);
    let pair = limit(least).zip(limit(most));
    pair.is_some_and(|(least, most)| compare(least, most) == Some(Ordering::Greater))
}

/// Whether a string is partly masked: `6be5axxxxxxxx`.
fn is_masked(value: &Value) -> bool {
    /// The number of repetitions from which a character is a mask.
    const MASKED: usize = 4;
    let masks = ['x', 'X', '*'];
    value.as_str().is_some_and(|text| {
        let mut masks = masks.iter().map(|mask| mask.to_string().repeat(MASKED));
        masks.any(|mask| text.contains(&mask))
    })
}
