//! Text within limits, formats and patterns.

use huaweicloud_json_schema::StringRules;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::lookaround::plain_patterns;

/// No sample is longer, whatever the document asks for.
const LONGEST: usize = 4_096;

/// A text of the asked length, format and pattern.
pub(super) fn text(rules: Option<&StringRules>, secret: bool) -> String {
    let usual = if secret { "secret" } else { "text" };
    let Some(rules) = rules else {
        return usual.to_owned();
    };
    if let Some(format) = rules.format {
        return format.example().to_owned();
    }
    if let Some(pattern) = &rules.pattern {
        let candidates = from_pattern(pattern.as_str(), rules);
        let fits = |text: &String| {
            let length = text.chars().count();
            pattern.is_match(text) == Some(true)
                && length >= rules.min_length.unwrap_or(0)
                && length <= rules.max_length.unwrap_or(usize::MAX)
        };
        // An empty text says nothing, and cannot be sent in a path.
        let fitting: Vec<String> = candidates.into_iter().filter(fits).collect();
        let filled = fitting.iter().find(|text| !text.is_empty());
        if let Some(text) = filled.or(fitting.first()) {
            return text.clone();
        }
    }
    let longest = rules.max_length.unwrap_or(usize::MAX).min(LONGEST);
    let shortest = rules.min_length.unwrap_or(0).min(longest);
    let letters = usual
        .chars()
        .chain("abcdefghijklmnopqrstuvwxyz".chars().cycle());
    letters
        .take(usual.len().max(shortest).min(longest))
        .collect()
}

/// Texts that are likely to match: with as few repetitions as possible, then with more.
fn from_pattern(pattern: &str, rules: &StringRules) -> Vec<String> {
    let wanted = rules.min_length.unwrap_or(1).clamp(1, LONGEST);
    let repetitions = [0, 1, wanted / 2 + 1, wanted, wanted + 1];
    let parsed = match regex_syntax::parse(pattern) {
        Ok(hir) => vec![hir],
        // Patterns that only ECMAScript knows, such as those that look ahead.
        Err(_) => {
            let plain = plain_patterns(pattern).into_iter();
            plain
                .filter_map(|it| regex_syntax::parse(&it).ok())
                .collect()
        }
    };
    let matching = parsed.iter().flat_map(|hir| {
        repetitions.map(|repetitions| {
            let mut text = String::new();
            write(hir, repetitions, &mut text);
            text
        })
    });
    let usual = ["text", "1", "a", "A1", "a-1", "/"].map(String::from);
    matching.chain(usual).collect()
}

fn write(hir: &Hir, repetitions: usize, text: &mut String) {
    if text.len() > LONGEST {
        return;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(character(class)),
        HirKind::Capture(capture) => write(&capture.sub, repetitions, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, repetitions, text)),
        HirKind::Alternation(parts) => {
            if let Some(first) = parts.first() {
                write(first, repetitions, text);
            }
        }
        HirKind::Repetition(repetition) => {
            let wanted = u32::try_from(repetitions).unwrap_or(u32::MAX);
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..wanted.max(repetition.min).min(most) {
                if text.len() > LONGEST {
                    return;
                }
                write(&repetition.sub, repetitions, text);
            }
        }
    }
}

/// A character of a class: a letter or a digit if there is one.
fn character(class: &Class) -> Option<char> {
    let Class::Unicode(class) = class else {
        return None;
    };
    let ranges = || class.iter().map(|range| (range.start(), range.end()));
    let preferred = ['a', 'A', '1'];
    let found = preferred
        .into_iter()
        .find(|wanted| ranges().any(|(start, end)| (start..=end).contains(wanted)));
    found.or_else(|| ranges().next().map(|(start, _)| start))
}
