//! Values in strong print in a sentence: `The value can be **on**, **off**, or **auto**.`

use crate::description::entries::{self, Entry};
use crate::description::prose::{self, Extracted};
use crate::pattern::Pattern;

/// The values of a sentence that lists them.
pub(super) fn values(line: &str) -> Extracted<Vec<Entry>> {
    static LIST: Pattern = Pattern::new(
        r"(?i)(?:\bthe (?:valid |possible |available |supported )?(?:values?|options?)(?: (?:can|may|must|should)(?: only)? be(?: set to)?| is| are|:)(?: either| one of)?|\b(?:it|options|values?)(?: can be| are|:)|\bvalue [^.]{0,40}\bcan be|\bcan be set to|取值(?:可以|范围)?[为是:：]|可选值[为是:：]?)\s*:?\s*(?P<list>\*\*[^*\s]+\*\*(?:\s?[(（][^()（）]*[)）])?(?:(?:\s*[,，、;；]\s*(?:(?:and|or)\s+)?|\s+(?:or|and)\s+|\s*[或和]\s*)\*\*[^*\s]+\*\*(?:\s?[(（][^()（）]*[)）])?)+)\s*(?:[.。;；]|,\s+and the default|$)",
    );
    static WORD: Pattern =
        Pattern::new(r"\*\*(?P<word>[^*\s]+)\*\*(?:\s?[(（](?P<meaning>[^()（）]*)[)）])?");
    let Some(captures) = LIST.captures(line) else {
        return Extracted::Nothing;
    };
    let (Some(whole), Some(list)) = (captures.get(0), captures.name("list")) else {
        return Extracted::Nothing;
    };
    let before = &line[..whole.start()];
    let sentence = before.rfind(['.', '。', ';', '；']).map_or(0, |end| end);
    if prose::is_conditional(&line[sentence..whole.start()]) {
        return Extracted::Sometimes;
    }
    let words = WORD.captures_all(list.as_str());
    let entries: Option<Vec<Entry>> = words
        .iter()
        .map(|word| {
            let meaning = word.name("meaning").map(|meaning| meaning.as_str());
            entries::entry(&word["word"], meaning)
        })
        .collect();
    entries.map_or(Extracted::Sometimes, Extracted::Plainly)
}

/// Whether a sentence lists words that may be values or part of the sentence.
pub(super) fn perhaps(line: &str) -> bool {
    static LIST: Pattern = Pattern::new(
        r"(?i)\b(?:the value(?: (?:can|may|must) be| is)(?: either| one of)?|the options are|options are)\s+[\w.\-]+(?:, [\w.\-]+)*,? or [\w.\-]+\s*(?:[.;]|$)",
    );
    LIST.is_match(line)
}
