//! The few sentences that say a fact as plainly as a label would.

use crate::description::numbers::{self, Range};
use crate::pattern::Pattern;

/// The default in a sentence that names one and no condition.
pub(super) fn default(text: &str) -> Option<&str> {
    static DEFAULT: Pattern = Pattern::new(
        r#"(?:^|[,，;；。.(（]\s*)(?:默认值?为|默认是|默认值是|缺省值?为|[Tt]he default value is|[Dd]efault value is|[Tt]he default is|[Dd]efaults to)\s*["“'‘]?([A-Za-z0-9_][A-Za-z0-9_\-]*(?:\.[A-Za-z0-9_\-]+)*)["”'’]?\s*(?:$|[,，;；。)）]|\.(?:\s|$))"#,
    );
    if is_conditional(text) {
        return None;
    }
    Some(DEFAULT.captures(text)?.get(1)?.as_str())
}

/// The range in a text that calls it one.
pub(super) fn range(text: &str) -> Option<Range> {
    static RANGE: Pattern = Pattern::new(
        r"(?:取值范围[为是:：]?\s*|[Vv]alue range(?: is|:)?\s+|[Tt]he value ranges from )\[?(-?\d+\s*(?:[-~–～]|to|,|，)\s*-?\d+)\]?\s*(?:$|[,，;；。.)）]|\s)",
    );
    if is_conditional(text) {
        return None;
    }
    let range = numbers::range(RANGE.captures(text)?.get(1)?.as_str())?;
    (!range.characters).then_some(range)
}

/// Whether a sentence tells a number of characters.
pub(super) fn mentions_length(text: &str) -> bool {
    static LENGTH: Pattern = Pattern::new(
        r"(?i)\d+\s*[-~–～到至]\s*\d+\s*(?:个|位)?(?:字符|字节|个)|长度[为是]?\s*\d+|\d+ to \d+ characters|(?:maximum|at most|up to|exceed) \d+ characters",
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
