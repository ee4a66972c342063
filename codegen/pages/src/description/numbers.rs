//! Numbers and ranges of numbers.

use serde_json::Number;

use crate::pattern::Pattern;

/// The ends of a range, verbatim.
pub(super) struct Range {
    pub(super) lowest: Option<String>,
    pub(super) highest: Option<String>,
    /// Whether it counts characters.
    pub(super) characters: bool,
}

/// A number of at most 64 bits, with nothing around it.
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

/// A count, with nothing around it.
pub(super) fn count(text: &str) -> Option<u64> {
    bare(text).parse().ok()
}

fn bare(text: &str) -> &str {
    text.trim()
        .trim_end_matches(['。', ';', '；', '，', ','])
        .trim_end_matches('.')
        .trim()
}

/// A range that is the whole text.
pub(super) fn range(text: &str) -> Option<Range> {
    let text = text.trim();
    ends(text)
        .or_else(|| two_sided(text))
        .or_else(|| one_sided(text))
        .or_else(|| longest(text))
}

/// A range at the start of a text, unless another follows.
pub(super) fn leading_range(text: &str) -> Option<Range> {
    static HEAD: Pattern = Pattern::new(r"^(.+?)(?:[。；;，]|,\s|\.\s|\s+(?:\p{Han}|[A-Z][a-z]))");
    static ANOTHER: Pattern = Pattern::new(r"\d\s*(?:[-~–～]|to|至)\s*\d|=");
    let head = HEAD.captures(text.trim())?.get(1)?;
    let range = range(head.as_str())?;
    (!ANOTHER.is_match(&text.trim()[head.end()..])).then_some(range)
}

fn ends(text: &str) -> Option<Range> {
    static ENDS: Pattern =
        Pattern::new(r"^最小值[为是:：]?\s*(-?\d+)[,，;；、\s]*最大值[为是:：]?\s*(-?\d+)[.。]?$");
    let captures = ENDS.captures(text)?;
    Some(Range {
        lowest: Some(captures[1].to_owned()),
        highest: Some(captures[2].to_owned()),
        characters: false,
    })
}

/// `1-64`, `[1, 64]`, `1 to 1,000`, `长度1~64个字符`. A comma separates the ends only within brackets:
/// elsewhere it groups digits or separates values.
fn two_sided(text: &str) -> Option<Range> {
    static RANGE: Pattern = Pattern::new(
        r"(?i)^(?:the value ranges from |the value range is |the value (?:is|can be) (?:a number )?(?:from |in the range of )?|(?:it |the value )?(?:can |must )?contains? (?:from )?|value range:? |from |取值范围[为是:：]?\s*|范围[为是:：]?\s*|整数[,，]?\s*|支持|为)?(?P<lead>(?:字符)?长度(?:范围)?[为是:：]?\s*|(?:a )?length (?:of |range:? |from )?)?\s*(?P<low>-?\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+)\s*(?:[-~–—～]+|到|至|\bto\b)\s*(?P<high>-?\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+)\s*(?P<unit>个?字符(?:长度|以?内)?|位(?:字符)?|字节|characters?(?: long| in length)?)?(?:的?(?:正?整数|字符串)|之间)?(?:之间)?[.。;；]?$",
    );
    static BRACKETS: Pattern = Pattern::new(
        r"(?i)^(?:取值范围[为是:：]?\s*|value range:? |from )?(?P<lead>(?:字符)?长度(?:范围)?[为是:：]?\s*)?\[\s*(?P<low>-?\d+(?:\.\d+)?)\s*(?:[-~–—～]|to|,|，)\s*(?P<high>-?\d+(?:\.\d+)?)\s*\](?P<unit>个?字符)?[.。;；]?$",
    );
    let captures = RANGE.captures(text).or_else(|| BRACKETS.captures(text))?;
    let end = |name| Some(captures.name(name)?.as_str().replace(',', ""));
    Some(Range {
        lowest: end("low"),
        highest: end("high"),
        characters: captures.name("lead").is_some() || captures.name("unit").is_some(),
    })
}

/// `大于等于0的整数`, `0及以上`, `Greater than or equal to 0`.
fn one_sided(text: &str) -> Option<Range> {
    static LEAST: Pattern = Pattern::new(
        r"(?i)^(?:大于等于|大于或等于|不小于|≥|>=|(?:the value is |the value must be )?greater than or equal to )\s*(-?\d+)(?:的?正?整数)?[.。;；]?$",
    );
    static MOST: Pattern = Pattern::new(
        r"(?i)^(?:小于等于|小于或等于|不大于|≤|<=|(?:the value is |the value must be )?less than or equal to )\s*(-?\d+)(?:的?正?整数)?[.。;；]?$",
    );
    static OR_MORE: Pattern =
        Pattern::new(r"^(-?\d+)(?:及以上| or (?:above|more|greater))(?:的?整数)?[.。;；]?$");
    let end = |pattern: &Pattern| {
        let captures = pattern.captures(text)?;
        Some(captures[1].to_owned())
    };
    let lowest = end(&LEAST).or_else(|| end(&OR_MORE));
    let highest = end(&MOST);
    (lowest.is_some() || highest.is_some()).then_some(Range {
        lowest,
        highest,
        characters: false,
    })
}

/// `最长255个字符`, `最大长度不超过64`, `A maximum of 64 characters`.
fn longest(text: &str) -> Option<Range> {
    static LONGEST: Pattern = Pattern::new(
        r"(?i)^(?:最大长度(?:不超过|为|是)?\s*(\d+)(?:个字符|字符|位)?|(?:最长|最多|长度不超过|长度不能超过|不超过)(?:支持|为)?\s*(\d+)\s*个?(?:字符|位字符)|(?:the value can contain |can contain |up to |no more than |at most )?(?:a maximum of |up to |no more than |at most )(\d+) characters)[.。;；]?$",
    );
    let captures = LONGEST.captures(text)?;
    let highest = captures.iter().skip(1).flatten().next()?;
    Some(Range {
        lowest: None,
        highest: Some(highest.as_str().to_owned()),
        characters: true,
    })
}
