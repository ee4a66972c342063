//! Replacements for responses and values.

use serde_json::Value;

/// Replacements for a value: of other types, beyond all limits, or not JSON at all.
pub(crate) fn replacements(original: &Value) -> Vec<&'static str> {
    let mut texts = vec![
        "NaN",
        "-Infinity",
        "undefined",
        "'x'",
        "[1,]",
        "\"",
        "\"\\ud800\"",
    ];
    texts.extend(match original {
        Value::Number(_) => NUMBERS,
        Value::String(_) => TEXTS,
        Value::Bool(_) => &["\"true\"", "\"\"", "1", "0", "[true]", "{}", "TRUE"],
        Value::Array(_) => &[
            "{}",
            "\"[]\"",
            "0",
            "false",
            "{\"0\":1}",
            "[null]",
            "[[[]]]",
        ],
        Value::Object(_) => &["[]", "\"{}\"", "0", "true", "[{}]", "[1,2,3]"],
        Value::Null => &[],
    });
    texts
}

const NUMBERS: &[&str] = &[
    "5.0",
    "5.5",
    "-0.0",
    "1e3",
    "1E-3",
    "0.1",
    "0.30000000000000004",
    "123456789.12345679",
    "2.638344616030823e-256",
    "1.7976931348623157e308",
    "5e-324",
    "1e400",
    "-9223372036854775808",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "99999999999999999999999999999999999999999",
    "9007199254740993",
    "\"5\"",
    "\"\"",
    "\"5.0\"",
    "true",
    "[5]",
    "{}",
    "05",
    "+5",
    "0x10",
    "5.",
    ".5",
    "-",
    "1_000",
];

const TEXTS: &[&str] = &[
    "5",
    "5.0",
    "true",
    "[]",
    "[\"x\"]",
    "{}",
    "\"\"",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00\"",
    "\"\\udc00\\ud800\"",
    "\"\\uFEFF\"",
    "\"\\x41\"",
    "\"a\nb\"",
    "\"<script>\"",
    "\"null\"",
];

/// Bodies that are not responses, derived from a valid one.
pub(crate) fn whole_bodies(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut torn = text.as_bytes().to_vec();
    let middle = torn.len() / 2;
    torn.insert(middle, 0xff);
    let owned = |text: &str| text.as_bytes().to_vec();
    vec![
        ("nothing", Vec::new()),
        ("blanks", owned(" \r\n\t ")),
        ("null", owned("null")),
        ("a number", owned("17")),
        ("a text", owned("\"ok\"")),
        ("a text of the answer", Value::from(text).to_string().into()),
        ("a page", owned("<html><body>OK</body></html>")),
        ("twice", format!("{text}{text}").into()),
        ("something behind it", format!("{text} OK").into()),
        ("a zero behind it", format!("{text}\0").into()),
        ("a comment before it", format!("/* ok */{text}").into()),
        ("a call of a function", format!("callback({text})").into()),
        ("a list around it twice", format!("[[{text}]]").into()),
        (
            "a byte order mark before it",
            format!("\u{feff}{text}").into(),
        ),
        ("UTF-16", utf16),
        ("not UTF-8", torn),
        ("compressed", vec![0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]),
    ]
}

/// Truncated bodies of megabytes.
pub(crate) fn endless_bodies() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("lists without an end", vec![b'['; 1_000_000]),
        ("objects without an end", "{\"a\":".repeat(200_000).into()),
        (
            "a long text without an end",
            format!("\"{}", "x".repeat(10_000_000)).into(),
        ),
    ]
}
