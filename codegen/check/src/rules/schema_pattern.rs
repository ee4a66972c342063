//! Patterns that are no regular expressions.

use huaweicloud_json_schema::Pattern;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "schema-pattern",
    summary: "a pattern is no regular expression of ECMAScript",
    explanation: "\
A `pattern` is a regular expression in the dialect of ECMAScript 5.1. Other dialects have more:
`(?i)`, `\\A`, `\\Z`, possessive quantifiers and POSIX classes mean nothing there, or something else. A
pattern that cannot be read checks nothing, or makes a client fail when it starts. Slashes around the
pattern are not delimiters but part of it.

Write it in the dialect of ECMAScript; in YAML, in single quotes, where a backslash is a backslash.",
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
                format!("the pattern is no regular expression of ECMAScript: {problem}"),
                hint(pattern),
            ));
        } else if pattern.len() > 2 && pattern.starts_with('/') && pattern.ends_with('/') {
            report.warn(Finding::new(
                place(),
                "the slashes around the pattern are part of it",
                "remove them, unless the values have them",
            ));
        } else if let Some(escape) = ["\\A", "\\Z", "\\z", "\\h"]
            .into_iter()
            .find(|escape| has_escape(pattern, escape))
        {
            let plain = &escape[1..];
            report.warn(Finding::new(
                place(),
                format!("`{escape}` means the letter {plain} in ECMAScript"),
                "write `^` and `$` for the beginning and the end",
            ));
        }
    }
}

/// Whether a pattern has an escape, and not a backslash followed by a letter.
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
        "ECMAScript has no flags inside a pattern: write out both cases"
    } else if pattern.contains("(?P<") {
        "write a named group as `(?<name>...)`"
    } else {
        "close every bracket, and put a backslash before a character that is meant as itself"
    }
}
