//! A value and its meaning: `ALL: everything`, `RUNNING(执行中)`, `0-启用`.

use serde_json::Value;

use crate::description::value::typed;
use crate::page::AllowedValue;
use crate::pattern::Pattern;
use crate::vocabulary::FieldType;

/// An entry of a list, and whether it is marked as the default.
pub(super) struct Entry {
    pub(super) value: String,
    pub(super) meaning: Option<String>,
}

impl Entry {
    /// The entry without separators around its meaning.
    pub(super) fn trimmed(mut self) -> Entry {
        let around = [',', '，', ';', '；', '、', '-', '–', '—', ' '];
        self.meaning = self
            .meaning
            .map(|text| text.trim_matches(around).to_owned())
            .filter(|text| !text.is_empty());
        self
    }
}

impl From<AllowedValue> for Entry {
    fn from(allowed: AllowedValue) -> Entry {
        Entry {
            value: match allowed.value {
                Value::String(text) => text,
                other => other.to_string(),
            },
            meaning: allowed.meaning,
        }
    }
}

/// Words that introduce remarks instead of values.
const REMARKS: [&str; 30] = [
    "It",
    "This",
    "That",
    "which",
    "Note",
    "NOTE",
    "note",
    "Notes",
    "NOTES",
    "Example",
    "example",
    "Examples",
    "Default",
    "default",
    "Format",
    "format",
    "Constraint",
    "Constraints",
    "Tip",
    "Tips",
    "Caution",
    "CAUTION",
    "Notice",
    "NOTICE",
    "Options",
    "Value",
    "Range",
    "Minimum",
    "Maximum",
    "e.g.",
];

/// The entry on a whole line of a list.
pub(super) fn of_line(text: &str) -> Option<Entry> {
    static MEANT: Pattern = Pattern::new(
        r#"^["“'‘]?(?P<value>[A-Za-z0-9_$][A-Za-z0-9_.\-/+*]{0,79})["”'’]?\s*(?:[(（](?:default|默认值?|缺省值?)[)）])?\s*(?:[:：=]|——|\s[-–]\s|-(?P<han>\p{Han})|[,，](?P<han2>\p{Han})|,?\s(?:indicat(?:ing|es?)|mean(?:s|ing)|represents?|stands for)\s(?:that\s)?)\s*(?P<meaning>.*)$"#,
    );
    static BRACKETED: Pattern = Pattern::new(
        r#"^["“]?(?P<value>[A-Za-z0-9_][A-Za-z0-9_.\-/+*]{0,79})["”]?\s*[(（](?P<meaning>.+)[)）][;；。.,，]?$"#,
    );
    static BARE: Pattern = Pattern::new(
        r#"^["“'‘]?(?P<value>[A-Za-z0-9_][A-Za-z0-9_.\-/+*]{0,79})["”'’]?\s*(?:[(（](?:default|默认值?|缺省值?)[)）])?[;；。.,，、]?$"#,
    );
    static REVERSED: Pattern = Pattern::new(
        r"^(?P<meaning>\p{Han}[\p{Han}\w（）()]*)[:：]\s*(?P<value>[A-Za-z0-9_][A-Za-z0-9_.\-/+*]{0,79})[;；。.,，]?$",
    );
    let text = without_tags(text);
    let text = text.trim();
    let captures = [&BARE, &MEANT, &BRACKETED, &REVERSED]
        .into_iter()
        .find_map(|pattern| pattern.captures(text))?;
    let prefix = ["han", "han2"]
        .into_iter()
        .find_map(|name| captures.name(name));
    let meaning = captures.name("meaning").map(|meaning| {
        let mut text = prefix.map_or(String::new(), |prefix| prefix.as_str().to_owned());
        text.push_str(meaning.as_str().trim());
        text
    });
    entry(&captures["value"], meaning.as_deref()).map(Entry::trimmed)
}

/// A value and its meaning, unless it only looks like one.
pub(super) fn entry(value: &str, meaning: Option<&str>) -> Option<Entry> {
    let value = value.trim_end_matches(['.', '-', '/']);
    if value.is_empty() || REMARKS.contains(&value) || is_time_format(value) {
        return None;
    }
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let meaning = meaning.map(str::trim);
    if let Some(meaning) = meaning {
        let clock = digits && meaning.starts_with(|c: char| c.is_ascii_digit());
        if meaning.starts_with("//") || clock {
            return None;
        }
    }
    Some(Entry {
        value: value.to_owned(),
        meaning: meaning.filter(|text| !text.is_empty()).map(str::to_owned),
    })
}

/// Whether a word is part of a time format: `HH`, `yyyy-MM-ddTHH`.
fn is_time_format(word: &str) -> bool {
    static FORMAT: Pattern = Pattern::new(
        r"^(?:[Yy]{4}|[Yy]{2})?[-/.]?(?:MM)?[-/.]?(?:DD|dd)?T?(?:HH|hh)?(?:mm|MM)?(?:(?:ss|SS)(?:\.S+)?)?Z?$",
    );
    word.len() > 1 && FORMAT.is_match(word)
}

/// Entries as values of a type. All have to match the type, without duplicates.
pub(super) fn allowed(entries: &[Entry], kind: Option<&FieldType>) -> Option<Vec<AllowedValue>> {
    let kind = kind?;
    let mut values: Vec<AllowedValue> = Vec::with_capacity(entries.len());
    for entry in entries {
        let value = typed(&entry.value, kind)?;
        if values.iter().any(|known| known.value == value) {
            continue;
        }
        values.push(AllowedValue {
            value,
            meaning: entry.meaning.clone(),
        });
    }
    (!values.is_empty()).then_some(values)
}

/// A text as a default, which its meaning may follow.
pub(super) fn default(text: &str, kind: &FieldType) -> Option<Value> {
    plain_default(text, kind).or_else(|| {
        let entry = of_line(text).filter(|entry| entry.meaning.is_some())?;
        plain_default(&entry.value, kind)
    })
}

fn plain_default(text: &str, kind: &FieldType) -> Option<Value> {
    let text = text.trim().trim_end_matches(['。', ';', '；']).trim();
    let text = text.strip_suffix('.').unwrap_or(text);
    let quoted = |open: &str, close: &str| {
        text.strip_prefix(open)
            .and_then(|text| text.strip_suffix(close))
    };
    let inner = quoted("\"", "\"")
        .or_else(|| quoted("\\\"", "\\\""))
        .or_else(|| quoted("“", "”"))
        .or_else(|| quoted("'", "'"));
    let value = inner.unwrap_or(text);
    let words = value.split_whitespace().count();
    let plain = words == 1 || inner.is_some();
    let null = inner.is_none() && value.eq_ignore_ascii_case("null");
    if value.is_empty() || !plain || null || value.chars().any(is_prose) {
        return None;
    }
    match kind {
        FieldType::Array(_) | FieldType::Object(_) | FieldType::Map => serde_json::from_str(value)
            .ok()
            .filter(|value: &Value| value.is_array() || value.is_object()),
        kind => typed(value, kind),
    }
}

fn is_prose(character: char) -> bool {
    matches!(character, '，' | '。' | '；' | '：') || ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// A text without the tags of the site generator: `(tag:hws)`.
fn without_tags(text: &str) -> std::borrow::Cow<'_, str> {
    static TAG: Pattern = Pattern::new(r"\[?([^\[\]]*)\]?[(（]tag:[^()（）]*[)）]");
    if text.contains("tag:") {
        TAG.replace_all(text, "$1")
    } else {
        text.into()
    }
}
