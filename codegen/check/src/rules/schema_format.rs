//! Formats that do not match the type.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "schema-format",
    summary: "a format does not match the type, or is misspelled",
    explanation: "\
`int32` and `int64` apply to integers, `float` and `double` to numbers, and `date-time`, `byte`,
`password` and others to strings. With another type, some tools ignore the format and others apply
it, so clients disagree about what is sent. Unknown formats are allowed, unless they differ from a
known one only in hyphens or case.

Correct the type or the format.",
    level: Level::Warning,
    check: Check::Documents(check),
};

const STRING: &[&str] = &["string"];

const FORMATS: [(&str, &[&str]); 21] = [
    ("int32", &["integer"]),
    ("int64", &["integer"]),
    ("float", &["number"]),
    ("double", &["number"]),
    ("byte", STRING),
    ("binary", STRING),
    ("date", STRING),
    ("date-time", STRING),
    ("password", STRING),
    ("email", STRING),
    ("hostname", STRING),
    ("ipv4", STRING),
    ("ipv6", STRING),
    ("uri", STRING),
    ("uri-reference", STRING),
    ("uri-template", STRING),
    ("uuid", STRING),
    ("json-pointer", STRING),
    ("regex", STRING),
    ("time", STRING),
    ("duration", STRING),
];

const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        let Some(format) = visit.text("format") else {
            continue;
        };
        let place = || context.place(id).join("format");
        let known = FORMATS.iter().find(|(name, _)| *name == format);
        let Some((_, types)) = known else {
            let similar = FORMATS
                .iter()
                .find(|(name, _)| plain(name) == plain(format));
            if let Some((similar, _)) = similar {
                report.add(Finding::new(
                    place(),
                    format!("unknown format `{format}`"),
                    format!("did you mean `{similar}`?"),
                ));
            }
            continue;
        };
        // Unknown types, such as `file` of Swagger, are reported by `structure`.
        let is_known = |type_name: &&str| TYPES.contains(type_name);
        let Some(type_name) = visit.text("type").filter(is_known) else {
            continue;
        };
        if !types.contains(&type_name) {
            report.add(Finding::new(
                place(),
                format!("format `{format}` does not apply to type `{type_name}`"),
                format!("use type `{}`, or correct the format", types[0]),
            ));
        }
    }
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect()
}
