//! Numbers and ranges of numbers.

use serde_json::Number;

use crate::pattern::Pattern;

/// A range as its ends are written.
pub(super) struct Range {
    pub(super) lowest: Option<String>,
    pub(super) highest: Option<String>,
    /// Whether it counts characters.
    pub(super) characters: bool,
}

/// A number of at most 64 bits, without anything around it.
pub(super) fn number(text: &str) -> Option<Number> {
    let text = bare(text);
    if let Ok(number) = text.parse::<i64>() {
        return Some(Number::from(number));
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(Number::from(number));
    }
    let decimal = text.contains('.')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    let number = text.parse::<f64>().ok().filter(|_| decimal)?;
    Number::from_f64(number)
}

/// A count, without anything around it.
pub(super) fn count(text: &str) -> Option<u64> {
    bare(text).parse().ok()
}

fn bare(text: &str) -> &str {
    text.trim()
        .trim_end_matches(['。', ';', '；', '，', ','])
        .trim_end_matches('.')
        .trim()
}

/// The range that a whole text is.
pub(super) fn range(text: &str) -> Option<Range> {
    static RANGE: Pattern = Pattern::new(
        r"(?i)^(?:the value ranges from |the value range is |value range:? |from |取值范围[为是:：]?\s*|大于等于|为)?(?P<lead>(?:字符)?长度(?:范围)?[为是:：]?\s*|(?:a )?length (?:of |range:? |from )?)?[\[(（]?\s*(?P<low>-?\d+(?:\.\d+)?)\s*(?:[-~–—～]|到|至|\bto\b|,|，)\s*(?P<high>-?\d+(?:\.\d+)?)\s*[\])）]?\s*(?P<unit>个?字符(?:长度)?|位(?:字符)?|字节|characters?(?: long| in length)?)?(?:的字符串|之间)?[.。;；]?$",
    );
    static ENDS: Pattern =
        Pattern::new(r"^最小值[为是:：]?\s*(-?\d+)[,，;；、\s]*最大值[为是:：]?\s*(-?\d+)[.。]?$");
    let text = text.trim();
    if let Some(captures) = ENDS.captures(text) {
        return Some(Range {
            lowest: Some(captures[1].to_owned()),
            highest: Some(captures[2].to_owned()),
            characters: false,
        });
    }
    let captures = RANGE.captures(text)?;
    let open =
        text.starts_with(['(', '（']) || text.trim_end_matches(['.', '。']).ends_with([')', '）']);
    if open {
        return None;
    }
    Some(Range {
        lowest: Some(captures["low"].to_owned()),
        highest: Some(captures["high"].to_owned()),
        characters: captures.name("lead").is_some() || captures.name("unit").is_some(),
    })
}
