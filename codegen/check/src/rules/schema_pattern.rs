//! Patterns that are not valid regular expressions.

use huaweicloud_json_schema::Pattern;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "schema-pattern",
    summary: "a pattern is not a valid ECMAScript regular expression",
    explanation: "\
A `pattern` is a regular expression in the dialect of ECMAScript 5.1. Constructs of other dialects,
such as `(?i)`, `\\A`, `\\Z`, possessive quantifiers and POSIX classes, are invalid there or have
another meaning. An invalid pattern is ignored, or makes a client fail when it starts. Slashes
around a pattern are not delimiters, but part of it.

Use the syntax of ECMAScript. In YAML, use single quotes, in which a backslash is literal.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::Schema) {
        let Some(pattern) = visit.text("pattern") else {
            continue;
        };
        let place = || context.place(id).join("pattern");
        if let Err(problem) = Pattern::new(pattern) {
            report.add(Finding::new(
                place(),
                format!("invalid ECMAScript regular expression: {problem}"),
                hint(pattern),
            ));
        } else if pattern.len() > 2 && pattern.starts_with('/') && pattern.ends_with('/') {
            report.warn(Finding::new(
                place(),
                "the slashes around the pattern are part of it",
                "remove them, unless the values contain them",
            ));
        } else if let Some(escape) = ["\\A", "\\Z", "\\z", "\\h"]
            .into_iter()
            .find(|escape| has_escape(pattern, escape))
        {
            let plain = &escape[1..];
            report.warn(Finding::new(
                place(),
                format!("`{escape}` matches the letter `{plain}` in ECMAScript"),
                match plain {
                    "h" => "use `[ \\t]` for whitespace",
                    _ => "use `^` for the start and `$` for the end",
                },
            ));
        }
    }
}

/// Whether a pattern contains an escape sequence, and not an escaped backslash followed by a letter.
fn has_escape(pattern: &str, escape: &str) -> bool {
    let mut rest = pattern;
    while let Some(backslash) = rest.find('\\') {
        if rest[backslash..].starts_with(escape) {
            return true;
        }
        let mut characters = rest[backslash + 1..].chars();
        characters.next();
        rest = characters.as_str();
    }
    false
}

fn hint(pattern: &str) -> &'static str {
    if pattern.contains("(?i)") || pattern.starts_with("(?") {
        "write out both cases: ECMAScript has no inline flags"
    } else if pattern.contains("(?P<") {
        "write named groups as `(?<name>...)`"
    } else {
        "close every bracket, and escape literal characters with a backslash"
    }
}
