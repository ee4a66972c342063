//! The few sentences that say a fact as plainly as a label would.

use crate::description::numbers::{self, Range};
use crate::pattern::Pattern;

/// What a sentence says of a fact.
pub(super) enum Said<T> {
    Plainly(T),
    /// Only under a condition.
    Sometimes,
    Nothing,
}

/// The default in a sentence that names one.
pub(super) fn default(text: &str) -> Said<&str> {
    static DEFAULT: Pattern = Pattern::new(
        r#"(?:^|[,，;；。.(（]\s*)(?:默认值?为|默认是|默认值是|缺省值?为|[Tt]he default value is|[Dd]efault value is|[Tt]he default is|[Dd]efaults to)\s*["“'‘]?([A-Za-z0-9_][A-Za-z0-9_\-]*(?:\.[A-Za-z0-9_\-]+)*)["”'’]?\s*(?:$|[,，;；。)）]|\.(?:\s|$))"#,
    );
    said(text, DEFAULT.captures(text).and_then(|found| found.get(1)))
}

/// The range in a text that calls it one.
pub(super) fn range(text: &str) -> Said<Range> {
    static RANGE: Pattern = Pattern::new(
        r"(?:取值范围[为是:：]?\s*|[Vv]alue range(?: is|:)?\s+|[Tt]he value ranges from )(\[?-?\d+\s*(?:[-~–～]|to|至|,|，)\s*-?\d+\]?)\s*(?:$|[,，;；。.)）]|\s)",
    );
    static ENDS: Pattern = Pattern::new(r"最小值为\s*-?\d+\s*[,，、]\s*最大值为\s*-?\d+");
    let found = RANGE.captures(text).and_then(|found| found.get(1));
    let found = found.or_else(|| ENDS.find(text));
    match said(text, found) {
        Said::Plainly(range) => match numbers::range(range) {
            Some(range) if !range.characters => Said::Plainly(range),
            _ => Said::Nothing,
        },
        Said::Sometimes => Said::Sometimes,
        Said::Nothing => Said::Nothing,
    }
}

fn said<'t>(text: &str, found: Option<regex::Match<'t>>) -> Said<&'t str> {
    match found {
        Some(found) if !is_conditional(text) => Said::Plainly(found.as_str()),
        Some(_) => Said::Sometimes,
        None => Said::Nothing,
    }
}

/// Whether a sentence tells a number of characters.
pub(super) fn mentions_length(text: &str) -> bool {
    static LENGTH: Pattern = Pattern::new(
        r"(?i)\d+\s*[-~–～到至]\s*\d+\s*(?:个|位)?(?:字符|字节|个)|长度[为是]?\s*\d+|\d+ to \d+ characters|(?:maximum of|at most|up to|exceed|more than) \d+ characters",
    );
    LENGTH.is_match(text)
}

/// Whether a sentence holds only under a condition.
pub(super) fn is_conditional(text: &str) -> bool {
    static CONDITION: Pattern = Pattern::new(
        r"(?i)\b(?:if|when|unless|only|for|except|depending|in case)\b|当|如果|若|时[,，有生必]|场景|情况|除非|仅",
    );
    CONDITION.is_match(text)
}
