//! Formats that do not fit the type.

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "schema-format",
    summary: "a format does not fit the type, or is misspelt",
    explanation: "\
`int32` and `int64` are for integers, `float` and `double` for numbers, `date-time`, `byte`, `password`
and the like for strings. Beside another type a format is ignored by some tools and obeyed by others,
so that clients disagree about what is sent. Formats that nobody knows are allowed; one that differs
from a known one only in its dashes or letters' case is a slip.

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
        let Some((_, kinds)) = known else {
            let meant = FORMATS
                .iter()
                .find(|(name, _)| plain(name) == plain(format));
            if let Some((meant, _)) = meant {
                report.add(Finding::new(
                    place(),
                    format!("nobody knows the format `{format}`"),
                    format!("did you mean `{meant}`?"),
                ));
            }
            continue;
        };
        // A type that OpenAPI does not have, such as Swagger's `file`, is a finding of its own.
        let is_known = |kind: &&str| TYPES.contains(kind);
        let Some(kind) = visit.text("type").filter(is_known) else {
            continue;
        };
        if !kinds.contains(&kind) {
            report.add(Finding::new(
                place(),
                format!("the format `{format}` does not fit the type `{kind}`"),
                format!("it is for the type `{}`: correct one of the two", kinds[0]),
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
