//! Text of doc comments: escaped descriptions, links, and limits in words.

use codegen_contract::{Bounds, Limits};

/// The text as a doc comment, indented by `depth` levels.
pub(crate) fn doc_comment(text: &str, depth: usize) -> String {
    let indent = "    ".repeat(depth);
    let mut comment = String::new();
    for line in text.trim().lines() {
        let line = line.trim_end();
        let blank = if line.is_empty() { "" } else { " " };
        comment += &format!("{indent}///{blank}{line}\n");
    }
    comment
}

/// Joins paragraphs, except empty ones.
pub(crate) fn paragraphs(paragraphs: &[&str]) -> String {
    let kept: Vec<&str> = paragraphs
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    kept.join("\n\n")
}

/// The escaped description, followed by the limits and the default in words.
pub(crate) fn description_with_limits(description: &str, limits: &Limits) -> String {
    let text = paragraphs(&[
        &escape_markdown(description),
        &limit_sentences(limits).join(" "),
    ]);
    if text.is_empty() {
        // Every public item has a doc comment.
        "The documentation does not describe it.".to_owned()
    } else {
        text
    }
}

/// A sentence for each limit and the default.
fn limit_sentences(limits: &Limits) -> Vec<String> {
    let mut sentences = Vec::new();
    sentences.extend(range(&limits.length, "Length", " characters"));
    sentences.extend(range(&limits.value, "Value", ""));
    sentences.extend(range(&limits.items, "Items", ""));
    if let Some(pattern) = &limits.pattern {
        sentences.push(format!("Pattern: {}.", code_span(pattern)));
    }
    if !limits.values.is_empty() {
        let values: Vec<String> = limits.values.iter().map(|value| code_span(value)).collect();
        sentences.push(format!("Values: {}.", values.join(", ")));
    }
    if let Some(default) = &limits.default {
        sentences.push(format!("Default: {}.", code_span(default)));
    }
    sentences
}

fn range(bounds: &Bounds, what: &str, unit: &str) -> Option<String> {
    let is_exclusive = bounds.exclusive_least || bounds.exclusive_most;
    let least = match bounds.exclusive_least {
        true => "more than",
        false => "at least",
    };
    let most = match bounds.exclusive_most {
        true => "less than",
        false => "at most",
    };
    let range = match (&bounds.least, &bounds.most) {
        (Some(from), Some(to)) if is_exclusive => format!("{least} {from} and {most} {to}"),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("{least} {from}"),
        (None, Some(to)) => format!("{most} {to}"),
        (None, None) => return None,
    };
    Some(format!("{what}: {range}{unit}."))
}

/// The text as a code span, which may contain backticks and line breaks.
pub(crate) fn code_span(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text
        .split(|sign| sign != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Escapes what rustdoc would interpret as links, tags or code blocks, except within code spans. In
/// particular, indented lines would become examples that do not compile.
pub(crate) fn escape_markdown(text: &str) -> String {
    // Code fences would open an example.
    let is_fence = |line: &&str| line.starts_with("```") || line.starts_with("~~~");
    let lines = text.lines().map(str::trim).filter(|line| !is_fence(line));
    let mut width = 0;
    let lines: Vec<String> = lines
        .map(|line| {
            let (marker, text) = list_item(line).unwrap_or(("", line));
            let start = match marker {
                "" => " ".repeat(width),
                marker => format!("{marker} "),
            };
            // Lines of an item are indented, as Clippy requires.
            width = if line.is_empty() { 0 } else { start.len() };
            format!("{start}{}", escape(text)).trim_end().to_owned()
        })
        .collect();
    lines.join("\n").trim().to_owned()
}

/// The marker of a list item, and its text without the blanks before it, which could make it code.
fn list_item(line: &str) -> Option<(&str, &str)> {
    let (marker, text) = line.split_once(' ')?;
    let number = marker.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    (is_number || matches!(marker, "-" | "*" | "+")).then(|| (marker, text.trim_start()))
}

fn escape(line: &str) -> String {
    // An odd number of backticks leaves one open.
    let is_balanced = line.matches('`').count().is_multiple_of(2);
    let parts = line.split('`').enumerate().map(|(index, part)| {
        if index % 2 == 0 || !is_balanced {
            link_addresses(&part.chars().flat_map(escaped).collect::<String>())
        } else {
            part.to_owned()
        }
    });
    let separator = if is_balanced { "`" } else { "\\`" };
    parts.collect::<Vec<_>>().join(separator)
}

fn escaped(sign: char) -> Vec<char> {
    match sign {
        '[' | ']' | '<' | '>' => vec!['\\', sign],
        _ => vec![sign],
    }
}

/// Escaped text in which each name becomes a link if `target` has an address for it.
pub(crate) fn link_names(text: &str, target: impl Fn(&str) -> Option<String>) -> String {
    let lines = text.lines().map(|line| {
        if line.contains("\\`") {
            return line.to_owned();
        }
        let parts = line.split('`').enumerate();
        let parts = parts.map(|(index, part)| match (index % 2, target(part)) {
            (0, _) => link_names_in_words(part, &target),
            (_, Some(address)) => format!("[`{part}`]({address})"),
            (_, None) => format!("`{part}`"),
        });
        parts.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn link_names_in_words(text: &str, target: &impl Fn(&str) -> Option<String>) -> String {
    let mut linked = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|it: char| !it.is_alphanumeric())
            .unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        linked += before;
        // A part of an address is not a name.
        let is_part = linked.ends_with(['/', '#', '_']) || after.starts_with(['/', '_']);
        match target(word).filter(|_| !is_part) {
            Some(address) => linked += &format!("[`{word}`]({address})"),
            None => linked += word,
        }
        rest = after;
    }
    linked + rest
}

/// Adds angle brackets to URLs, which makes them links.
fn link_addresses(text: &str) -> String {
    let mut linked = String::new();
    let mut rest = text;
    while let Some(start) = rest
        .find("http://")
        .or_else(|| rest.find("https://"))
        .map(|_| {
            let one = rest.find("http://").unwrap_or(usize::MAX);
            let other = rest.find("https://").unwrap_or(usize::MAX);
            one.min(other)
        })
    {
        let (before, address) = rest.split_at(start);
        let is_part =
            |sign: char| sign.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%{}".contains(sign);
        let end = address.find(|sign| !is_part(sign)).unwrap_or(address.len());
        let (address, after) = address.split_at(end);
        let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        linked += before;
        linked += &format!("<{trimmed}>{}", &address[trimmed.len()..]);
        rest = after;
    }
    linked + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_become_sentences() {
        let bounds = |least: Option<&str>, most: Option<&str>| Bounds {
            least: least.map(str::to_owned),
            most: most.map(str::to_owned),
            ..Bounds::default()
        };
        let limits = Limits {
            length: bounds(Some("1"), Some("64")),
            default: Some("minute".to_owned()),
            ..Limits::default()
        };
        assert_eq!(
            description_with_limits("A name.", &limits),
            "A name.\n\nLength: 1 to 64 characters. Default: `minute`."
        );
        let limits = Limits {
            value: bounds(None, Some("5")),
            values: vec!["200".to_owned(), "404".to_owned()],
            ..Limits::default()
        };
        assert_eq!(
            description_with_limits("", &limits),
            "Value: at most 5. Values: `200`, `404`."
        );
        let limits = Limits {
            value: Bounds {
                exclusive_least: true,
                ..bounds(Some("0"), Some("5"))
            },
            ..Limits::default()
        };
        assert_eq!(
            description_with_limits("", &limits),
            "Value: more than 0 and at most 5."
        );
        assert_eq!(
            description_with_limits("A name.", &Limits::default()),
            "A name."
        );
        assert!(description_with_limits("", &Limits::default()).contains("does not describe"));
    }

    #[test]
    fn markdown_is_escaped() {
        for (text, expected) in [
            ("a [b] `[c]` <d>", "a \\[b\\] `[c]` \\<d\\>"),
            ("a ` b [c]", "a \\` b \\[c\\]"),
            ("    indented\n```\ncode\n```", "indented\ncode"),
            ("see https://a.b/c?d=1.", "see <https://a.b/c?d=1>."),
            ("`https://a.b`", "`https://a.b`"),
            ("-      a\n  b\n\nc", "- a\n  b\n\nc"),
            ("1) a\nb\nc\n2) d", "1) a\n   b\n   c\n2) d"),
            ("1.5 a\n-b\nc", "1.5 a\n-b\nc"),
        ] {
            assert_eq!(escape_markdown(text), expected);
        }
        assert_eq!(code_span("a`b"), "``a`b``");
    }

    #[test]
    fn names_become_links_except_within_addresses() {
        let target = |name: &str| (name == "ListApps").then(|| "Client::list_apps".to_owned());
        for (text, expected) in [
            (
                "See ListApps, `ListApps`.",
                "See [`ListApps`](Client::list_apps), [`ListApps`](Client::list_apps).",
            ),
            ("`ListApps x` ListAppsV2", "`ListApps x` ListAppsV2"),
            ("<https://a.b/ListApps.html>", "<https://a.b/ListApps.html>"),
            ("a \\` ListApps", "a \\` ListApps"),
            ("a\n\nb", "a\n\nb"),
        ] {
            assert_eq!(link_names(text, target), expected);
        }
    }

    #[test]
    fn every_line_of_a_doc_comment_has_slashes() {
        assert_eq!(
            doc_comment("a\n\nb  ", 1),
            "    /// a\n    ///\n    /// b\n"
        );
    }
}
