//! Values on one line: `old:存量 new:新建`, `16(被取消) 99(开始)`, `Options: a, b, or c`.

use crate::description::entries::{self, Entry};
use crate::description::prose;
use crate::page::AllowedValue;
use crate::pattern::Pattern;
use crate::vocabulary::FieldType;

/// The values on a line, if it lists any.
pub(super) fn values(text: &str, kind: Option<&FieldType>) -> Option<Vec<AllowedValue>> {
    let integers = matches!(kind, Some(FieldType::Integer));
    let lists = [
        bracketed(text, integers),
        meant(text, integers),
        dashed(text, integers),
        counted(text, integers),
    ];
    let longest = lists.into_iter().max_by_key(Vec::len)?;
    if longest.len() > 1
        && let Some(values) = entries::allowed(&longest, kind)
        && values.len() > 1
    {
        return Some(values);
    }
    let named = named(text)?;
    let values = entries::allowed(&named, kind)?;
    (values.len() > 1).then_some(values)
}

/// Whether a word is not part of a sentence.
pub(super) fn is_code(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_ascii_alphabetic());
    matches!(word, "true" | "false")
        || word.contains(['_', '.', '-'])
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || letters().skip(1).any(|c| c.is_ascii_uppercase())
}

/// Whether a text contains Chinese.
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// `RUNNING(执行中) ERROR(执行异常)`: only separators between the entries. The brackets may be nested.
fn bracketed(text: &str, integers: bool) -> Vec<Entry> {
    static START: Pattern =
        Pattern::new(r"(?:^|[\s:：、,，;；])([A-Za-z0-9_][A-Za-z0-9_.\-]*)\s?[(（]");
    let mut found: Vec<Entry> = Vec::new();
    let mut from = 0;
    while let Some(captures) = START.captures(&text[from..]) {
        let (Some(whole), Some(value)) = (captures.get(0), captures.get(1)) else {
            break;
        };
        let inside = from + whole.end();
        let Some(length) = closing(&text[inside..]) else {
            break;
        };
        let between = &text[from..from + value.start()];
        if !found.is_empty() && !is_separator(between) {
            break;
        }
        let meaning = &text[inside..inside + length];
        let explained = has_han(meaning) || is_numbered(value.as_str(), meaning, integers);
        found.extend(entries::entry(value.as_str(), Some(meaning)).filter(|_| explained));
        from = inside + length;
    }
    found
}

/// Whether there are only commas and conjunctions between two entries.
fn is_separator(between: &str) -> bool {
    static SEPARATOR: Pattern =
        Pattern::new(r"^[\s)）、,，;；。/]*(?:\b(?:and|or)\b|和|或|以及)?\s*$");
    SEPARATOR.is_match(between)
}

/// `0 (closed)`: a small number and words.
fn is_numbered(value: &str, meaning: &str, integers: bool) -> bool {
    let words = meaning.starts_with(|c: char| c.is_ascii_alphabetic());
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    integers && words && digits && value.len() < 5
}

/// The closing bracket of the one that starts the text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some(at),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `oracle:甲 mysql:乙`, `SECOND:秒、MINUTE:分`. A list with commas needs an introduction, because units
/// are explained the same way.
fn meant(text: &str, integers: bool) -> Vec<Entry> {
    static START: Pattern = Pattern::new(
        r"(?:^|[\s:：、,，;；。])(?:[-•*]\s+)?([A-Za-z0-9_][A-Za-z0-9_.\-/]*)\s*(?:[(（](?:default|默认)[)）]\s*)?[:：]",
    );
    if text.contains("{\"") || text.contains("{ \"") {
        return Vec::new();
    }
    let found = spans(text, &START);
    let meanings = || found.iter().filter_map(|entry| entry.meaning.as_deref());
    let plain = found
        .iter()
        .all(|entry| is_code(&entry.value) || entry.meaning.as_deref().is_some_and(has_han));
    let commas = meanings()
        .rev()
        .skip(1)
        .any(|text| text.ends_with([',', '，', ';', '；']));
    if !plain || (commas && !integers && !is_introduced(text)) {
        return Vec::new();
    }
    found.into_iter().map(Entry::trimmed).collect()
}

fn is_introduced(text: &str) -> bool {
    static INTRODUCTION: Pattern =
        Pattern::new(r"取值|如下|以下|枚举|可选|包括|[Oo]ptions|[Vv]alues?\b");
    INTRODUCTION.is_match(text)
}

/// `0-启用 1-禁用`, `NORMAL-正在运行, NODE_END-结束`; with numbers also `0-mqtt,1-coap`.
fn dashed(text: &str, integers: bool) -> Vec<Entry> {
    static CHINESE: Pattern =
        Pattern::new(r"(?:^|[\s:：、,，;；。])([A-Za-z0-9_][A-Za-z0-9_.]*)\s*[-–—]+\s*\p{Han}");
    static NUMBERED: Pattern =
        Pattern::new(r"(?:^|[\s:：、,，;；。])([0-9]{1,4})\s*[-–—]+\s*(?:\p{Han}|[A-Za-z]{2,})");
    let found = spans(text, if integers { &NUMBERED } else { &CHINESE });
    found.into_iter().map(Entry::trimmed).collect()
}

/// `0启用 1禁用`, `1,是;2,否`, for numbers only.
fn counted(text: &str, integers: bool) -> Vec<Entry> {
    static START: Pattern = Pattern::new(r"(?:^|[\s:：;；])([0-9]{1,4})[,，]?(?:\p{Han})");
    if !integers || prose::is_conditional(text) {
        return Vec::new();
    }
    let found = spans(text, &START);
    let number = |entry: &Entry| entry.value.parse::<u32>().unwrap_or(u32::MAX);
    let rising = found
        .windows(2)
        .all(|pair| number(&pair[0]) < number(&pair[1]));
    if rising {
        found.into_iter().map(Entry::trimmed).collect()
    } else {
        Vec::new()
    }
}

/// The values that start at each match of a pattern. The text up to the next match is the meaning.
fn spans(text: &str, start: &Pattern) -> Vec<Entry> {
    let mut starts = Vec::new();
    let mut from = 0;
    while let Some(captures) = start.captures(&text[from..]) {
        let Some(value) = captures.get(1) else {
            break;
        };
        starts.push((from + value.start(), from + value.end()));
        from += value.end();
    }
    let ends = starts.iter().skip(1).map(|start| start.0);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let entries = starts.iter().zip(ends).filter_map(|((begin, end), next)| {
        let meaning = text[*end..next].trim_start_matches([':', '：', ' ', '"', '”', ',', '，']);
        entries::entry(&text[*begin..*end], Some(first_words(meaning)))
    });
    entries.collect()
}

/// The meaning of a value, up to the end of a line: in Chinese, at a space.
fn first_words(text: &str) -> &str {
    static END: Pattern = Pattern::new(r"[\p{Han}。；;）)]\s");
    let text = text.trim_end_matches([' ', '-', '•']);
    match END.find(text) {
        Some(end) => text[..end.end()].trim_end(),
        None => text,
    }
}

/// `Options: a, b, or c.`, `取值为A、B`, `请求协议:HTTP、HTTPS`.
fn named(text: &str) -> Option<Vec<Entry>> {
    static INTRODUCED: Pattern = Pattern::new(
        r"(?:^|[^A-Za-z0-9_])(?:取值范围[为是]|取值有|取值为|取值包括|取值如下|取值|可选值为?|可选项|枚举值为?|支持的值为?|[Oo]ptions(?: are)?|[Tt]he options are|[Pp]ossible values(?: are)?|[Aa]vailable values(?: are)?|[Vv]alue options)\s*[:：]?\s*([^。;；]+?)(?:[。;；]|\.(?:\s|$)|$)",
    );
    static WEAK: Pattern = Pattern::new(
        r"(?:[Tt]he value can be|[Tt]he value is|[Tt]he value must be)\s+([^。;；:]+?)(?:\.(?:\s|$)|$)",
    );
    static UPPER: Pattern = Pattern::new(
        r"^[^:：。,，]*\p{Han}[:：]\s*([A-Z][A-Z0-9_]+(?:、[A-Z][A-Z0-9_]+)+)[。.]?\s*$",
    );
    if prose::is_conditional(text) {
        return None;
    }
    let strong = INTRODUCED.captures(text).or_else(|| UPPER.captures(text));
    let weak = || WEAK.captures(text);
    let (list, certain) = match strong {
        Some(list) => (list, true),
        None => (weak()?, false),
    };
    let found = words(list.get(1)?.as_str(), false)?;
    let codes = found
        .iter()
        .all(|entry| is_code(&entry.value) || starts_upper(&entry.value));
    (found.len() > 1 && (certain || codes)).then_some(found)
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a line announces values on the next one.
pub(super) fn announces(text: &str) -> bool {
    static ANNOUNCEMENT: Pattern = Pattern::new(
        r"(?i)(?:取值(?:范围|有|为|包括|如下)?|可选值|枚举值|如下值|以下值|options(?: are(?: as follows)?)?|values(?: are(?: as follows)?)?|as follows)\s*[:：]$",
    );
    !prose::is_conditional(text) && ANNOUNCEMENT.is_match(text.trim())
}

/// Bare values, if the text has nothing else. Spaces separate them only if that is known.
pub(super) fn words(text: &str, blanks: bool) -> Option<Vec<Entry>> {
    static SEPARATOR: Pattern = Pattern::new(
        r"\s*[、,，|;；]\s*(?:(?:or|and)\s+|或|和)?|\s+(?:or|and)\s+|\s*[或和]\s*|\s+-\s+",
    );
    static BLANK: Pattern = Pattern::new(r"\s+");
    static GROUPED: Pattern = Pattern::new(r"^\d{1,3}(?:,\d{3})+$");
    let text = text
        .trim()
        .trim_start_matches("- ")
        .trim_end_matches(['。', '.']);
    if GROUPED.is_match(text) {
        return None;
    }
    let mut marked = SEPARATOR.replace_all(text, "\u{1f}").into_owned();
    if blanks {
        marked = BLANK.replace_all(&marked, "\u{1f}").into_owned();
    }
    let words = marked.split('\u{1f}').filter(|word| !word.is_empty());
    words
        .map(|word| entries::of_line(word).filter(|entry| entry.meaning.is_none()))
        .collect()
}
