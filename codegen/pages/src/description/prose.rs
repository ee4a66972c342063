//! Sentences that state a fact as clearly as a label.

use crate::description::numbers::{self, Range};
use crate::pattern::Pattern;

/// A fact extracted from a sentence.
pub(super) enum Extracted<T> {
    Plainly(T),
    /// Only under a condition.
    Sometimes,
    Nothing,
}

/// The default in a sentence that names one.
pub(super) fn default(text: &str) -> Extracted<&str> {
    static DEFAULT: Pattern = Pattern::new(
        r#"(?:^|[,，;；。.(（]\s*|\band )(?:不(?:填写?|传入?|输入|设置|指定|携带)(?:时|则|该参数)*[,，]?)?(?:默认值?为|默认取|默认是|默认值是|缺省值?为|(?:[Tt]he|[Ii]ts) default value is|[Dd]efault value is|[Tt]he default is|[Dd]efaults to)\s*["“'‘]?([A-Za-z0-9_][A-Za-z0-9_\-]*(?:\.[A-Za-z0-9_\-]+)*)["”'’]?\s*(?:$|[,，;；。(（)）]|\.(?:\s|$))"#,
    );
    // "If omitted" is not a condition: it is the meaning of a default.
    static UNSENT: Pattern = Pattern::new(
        r"(?i)\b(?:if|when) (?:(?:this|the) (?:parameter|field|value)|it) is (?:not (?:specified|set|passed|transferred|configured|provided)|left (?:blank|unspecified|empty)|omitted)\b",
    );
    let conditional = is_conditional(&UNSENT.replace_all(text, ""));
    said(
        conditional,
        DEFAULT.captures(text).and_then(|found| found.get(1)),
    )
}

/// The range in a text that calls it one.
pub(super) fn range(text: &str) -> Extracted<Range> {
    static RANGE: Pattern = Pattern::new(
        r"(?:取值范围[为是:：]?\s*|[Vv]alue range(?: is|:)?\s+|[Tt]he value ranges from )(\[?-?\d+\s*(?:[-~–～]|to|至|,|，)\s*-?\d+\]?)\s*(?:$|[,，;；。.)）]|\s)",
    );
    static ENDS: Pattern = Pattern::new(r"最小值为\s*-?\d+\s*[,，、]\s*最大值为\s*-?\d+");
    // `1 to 9 and 33 to 36` is more than one range.
    static MORE: Pattern = Pattern::new(r"^\s*(?:,|，|、|and|or|和|或|及)+\s*(?:from |为)?\[?-?\d");
    let found = RANGE.captures(text).and_then(|found| found.get(1));
    let found = found.filter(|found| !MORE.is_match(&text[found.end()..]));
    let found = found.or_else(|| ENDS.find(text));
    match said(is_conditional(text), found) {
        Extracted::Plainly(range) => match numbers::range(range) {
            Some(range) if !range.characters => Extracted::Plainly(range),
            _ => Extracted::Nothing,
        },
        Extracted::Sometimes => Extracted::Sometimes,
        Extracted::Nothing => Extracted::Nothing,
    }
}

fn said<'t>(conditional: bool, found: Option<regex::Match<'t>>) -> Extracted<&'t str> {
    match found {
        Some(found) if !conditional => Extracted::Plainly(found.as_str()),
        Some(_) => Extracted::Sometimes,
        None => Extracted::Nothing,
    }
}

/// Whether a sentence contains a number of characters.
pub(super) fn mentions_length(text: &str) -> bool {
    static LENGTH: Pattern = Pattern::new(
        r"(?i)\d+\s*[-~–～到至]\s*\d+\s*(?:个|位)?(?:字符|字节|个)|长度[^，。；,;\d]{0,6}\d+|(?:minimum|maximum) (?:value|length) is \d+|\d+ to \d+ characters|(?:maximum of|at most|up to|exceed|more than) \d+ (?:\w+ )?characters",
    );
    LENGTH.is_match(text)
}

/// Whether a sentence contains a bound of a number.
pub(super) fn mentions_bound(text: &str) -> bool {
    static BOUND: Pattern = Pattern::new(
        r"(?i)(?:\b(?:greater|less|larger|smaller|more|fewer|lower|higher) than(?: or equal to)?|\bat (?:least|most)|\bminimum value is|\bmaximum value is|\bup to|\bcannot exceed|大于|小于|不超过|不低于|不高于|最大为?|最小为?|最多为?|最少为?|最大值|最小值|至少为?|至多为?|等于或)(?:或?等于)?\s*-?\d",
    );
    BOUND.is_match(text)
}

/// Whether a sentence applies only under a condition.
pub(super) fn is_conditional(text: &str) -> bool {
    static CONDITION: Pattern = Pattern::new(
        r"(?i)\b(?:if|when|unless|only|for|except|depending|in case)\b|当|如果|若|时[,，有生必]|场景|情况|除非|仅",
    );
    CONDITION.is_match(text)
}
