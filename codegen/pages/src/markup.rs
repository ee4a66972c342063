//! Inline markup: emphasis, links, entities and tags within a text.

use std::borrow::Cow;

use crate::pattern::Pattern;

/// Plain text of Markdown that may contain HTML. Line breaks become `\n`.
pub(crate) fn markdown(text: &str) -> String {
    static BREAK: Pattern = Pattern::new(r"(?i)\s*</?(?:br|p|div|ul|ol|tr)\b[^<>]*>\s*");
    static ITEM: Pattern = Pattern::new(r"(?i)\s*<li\b[^<>]*>\s*(?:<p\b[^<>]*>)?\s*");
    static TAG: Pattern = Pattern::new(
        r"(?i)</?(?:li|a|b|strong|em|i|span|code|pre|sup|sub|u|font|img|table|tbody|td|th|dl|dt|dd|h[1-6])(?:\s[^<>]*)?/?>",
    );
    static LINK: Pattern = Pattern::new(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)");
    static ESCAPE: Pattern = Pattern::new(r"\\([\\_*|<>\[\]{}()#+.!`~-])");
    let mut text = Cow::Borrowed(text);
    if text.contains('<') {
        text = owned(ITEM.replace_all(&text, "\n- "));
        text = owned(BREAK.replace_all(&text, "\n"));
        text = owned(TAG.replace_all(&text, ""));
    }
    if text.contains("](") {
        text = owned(LINK.replace_all(&text, "$1"));
    }
    text = owned(emphasis(&text));
    if text.contains('\\') {
        text = owned(ESCAPE.replace_all(&text, "$1"));
    }
    entities(&text).trim().to_owned()
}

/// Plain text of reStructuredText.
pub(crate) fn restructured(text: &str) -> String {
    emphasis(&restructured_strong(text)).trim().to_owned()
}

/// Plain text of reStructuredText, with markers around strong text.
pub(crate) fn restructured_strong(text: &str) -> String {
    static ROLE: Pattern = Pattern::new(r":[\w:.+-]+:`([^`<>]*?)\s*(?:<[^`<>]*>)?`");
    static LINK: Pattern = Pattern::new(r"`([^`<>]*?)\s*<[^`<>]*>`_{1,2}");
    static ESCAPE: Pattern = Pattern::new(r"\\(?:([^\w\s])|\s|(\w))");
    let mut text = Cow::Borrowed(text);
    if text.contains('`') {
        text = owned(ROLE.replace_all(&text, "$1"));
        text = owned(LINK.replace_all(&text, "$1"));
    }
    if text.contains('\\') {
        text = owned(ESCAPE.replace_all(&text, "$1$2"));
    }
    text.trim().to_owned()
}

/// The text without markers around strong text.
pub(crate) fn weak(text: &str) -> Cow<'_, str> {
    static STRONG: Pattern = Pattern::new(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*");
    if text.contains("**") {
        STRONG.replace_all(text, "$1")
    } else {
        Cow::Borrowed(text)
    }
}

/// The text without markers of strong text and code.
pub(crate) fn emphasis(text: &str) -> Cow<'_, str> {
    static STRONG: Pattern = Pattern::new(r"\*\*");
    static CODE: Pattern = Pattern::new(r"`{1,2}([^`]*)`{1,2}");
    if !text.contains("**") && !text.contains('`') {
        return Cow::Borrowed(text);
    }
    let strong = owned(STRONG.replace_all(text, ""));
    owned(CODE.replace_all(&strong, "$1"))
}

fn owned<'a>(text: Cow<'_, str>) -> Cow<'a, str> {
    Cow::Owned(text.into_owned())
}

/// The entities that pages use.
pub(crate) fn entities(text: &str) -> Cow<'_, str> {
    static NUMBER: Pattern = Pattern::new(r"&#(x?[0-9A-Fa-f]{1,6});");
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    for captures in NUMBER.captures_all(&text.clone()) {
        let digits = &captures[1];
        let code = match digits.strip_prefix('x') {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        if let Some(character) = code.ok().and_then(char::from_u32) {
            text = text.replace(&captures[0], &character.to_string());
        }
    }
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, character);
    }
    Cow::Owned(text)
}
