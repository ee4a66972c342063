//! Keywords that do not apply to the type.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "schema-keyword",
    summary: "a keyword has no effect on values of the type",
    explanation: "\
`minimum` has no effect on a string, `maxLength` on an integer, or `items` on an object: the keyword
is ignored, and the intended limit does not apply. Usually the type is wrong, or another keyword is
meant (`minLength` instead of `minimum`). `exclusiveMinimum` has no effect without `minimum`.

Correct the type, use the keyword for this type, or remove it.",
    level: Level::Warning,
    check: Check::Documents(check),
};

/// Keywords, and the types that they apply to.
const KEYWORDS: [(&str, &[&str]); 18] = [
    ("minimum", NUMBERS),
    ("maximum", NUMBERS),
    ("exclusiveMinimum", NUMBERS),
    ("exclusiveMaximum", NUMBERS),
    ("multipleOf", NUMBERS),
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("pattern", &["string"]),
    ("items", &["array"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("properties", &["object"]),
    ("additionalProperties", &["object"]),
    ("required", &["object"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
    ("discriminator", &["object"]),
];

const NUMBERS: &[&str] = &["integer", "number"];

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        for (exclusive, limit) in [
            ("exclusiveMinimum", "minimum"),
            ("exclusiveMaximum", "maximum"),
        ] {
            if visit.is_true(exclusive) && visit.node.get(limit).is_none() {
                let place = context.place(id).join(exclusive);
                let message = format!("`{exclusive}` has no effect without `{limit}`");
                let help = format!("add `{limit}`: in OpenAPI 3.0, `{exclusive}` is a boolean");
                report.add(Finding::new(place, message, help).at_key());
            }
        }
        let Some(type_name) = visit.text("type") else {
            continue;
        };
        let unused: Vec<_> = KEYWORDS
            .iter()
            .filter(|(keyword, types)| {
                visit.node.get(keyword).is_some() && !types.contains(&type_name)
            })
            .collect();
        let Some((first, types)) = unused.first() else {
            continue;
        };
        let names: Vec<&str> = unused.iter().map(|(keyword, _)| *keyword).collect();
        let verb = if names.len() == 1 { "has" } else { "have" };
        let message = format!("{} {verb} no effect on type `{type_name}`", listed(&names));
        let replacements: Option<Vec<&str>> = names
            .iter()
            .map(|name| replacement(name, type_name))
            .collect();
        let help = match replacements {
            Some(names) => format!("did you mean {}?", listed(&names)),
            None => {
                let it = if names.len() == 1 { "it" } else { "them" };
                format!(
                    "remove {it}, or correct the type: `{first}` applies to {}",
                    listed(types)
                )
            }
        };
        report.add(Finding::new(context.place(id).join(first), message, help).at_key());
    }
}

/// Distinct names, in backquotes.
fn listed(names: &[&str]) -> String {
    let mut list: Vec<String> = Vec::new();
    for name in names.iter().map(|name| format!("`{name}`")) {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    list.join(" and ")
}

/// The corresponding keyword for another type.
fn replacement(keyword: &str, type_name: &str) -> Option<&'static str> {
    let is_least = keyword.starts_with("min");
    let is_limit = is_least || keyword.starts_with("max");
    match (type_name, is_limit, is_least) {
        ("string", true, true) => Some("minLength"),
        ("string", true, false) => Some("maxLength"),
        ("array", true, true) => Some("minItems"),
        ("array", true, false) => Some("maxItems"),
        ("object", true, true) => Some("minProperties"),
        ("object", true, false) => Some("maxProperties"),
        ("integer" | "number", true, true) => Some("minimum"),
        ("integer" | "number", true, false) => Some("maximum"),
        _ => None,
    }
}
