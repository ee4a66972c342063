//! The labels in a description, and the text after each.

use crate::block::Line;
use crate::pattern::Pattern;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// No label, or one for prose.
    Text,
    Constraints,
    Range,
    Enumeration,
    Default,
    Pattern,
    ArrayLength,
    /// A range of lengths.
    Length,
    MinLength,
    MaxLength,
    /// English, for values and lengths alike.
    Minimum,
    Maximum,
    /// Chinese, for values only.
    ValueMinimum,
    ValueMaximum,
}

impl Label {
    /// Whether the announced text ends with its line.
    fn is_short(self) -> bool {
        !matches!(
            self,
            Label::Text | Label::Constraints | Label::Range | Label::Enumeration
        )
    }

    fn of(word: &str) -> Label {
        match word.to_ascii_lowercase().as_str() {
            "约束限制" | "约束" | "constraint" | "constraints" => Label::Constraints,
            "取值范围" | "value range" | "range" => Label::Range,
            "枚举值" | "enumeration values" | "enumeration value" | "enumerated values"
            | "enumerated value" => Label::Enumeration,
            "默认取值" | "默认值" | "缺省值" | "default" | "default value" => {
                Label::Default
            }
            "正则匹配" | "正则表达式" | "regex match" | "regular expression" => {
                Label::Pattern
            }
            "数组长度" | "array length" => Label::ArrayLength,
            "长度" | "长度范围" | "字符长度" | "length" => Label::Length,
            "最小长度" | "minimum length" | "min length" => Label::MinLength,
            "最大长度" | "maximum length" | "max length" => Label::MaxLength,
            "最小值" => Label::ValueMinimum,
            "最大值" => Label::ValueMaximum,
            "minimum" | "minimum value" => Label::Minimum,
            "maximum" | "maximum value" => Label::Maximum,
            _ => Label::Text,
        }
    }
}

/// A label and the lines after it.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) label: Label,
    pub(super) lines: Vec<Line>,
}

impl Segment {
    fn new(label: Label) -> Segment {
        Segment {
            label,
            lines: Vec::new(),
        }
    }

    /// The whole text on one line.
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.lines.iter().map(|line| line.text.trim()).collect();
        texts.join(" ").trim().to_owned()
    }

    /// Whether it says that there is nothing.
    pub(super) fn is_void(&self) -> bool {
        static VOID: Pattern = Pattern::new(
            r"(?i)^(?:不涉及|无|无限制|暂无|空|N/?A|None|null|Not applicable|not involved|-+)?[.。;；\s]*$",
        );
        VOID.is_match(&self.text())
    }

    /// Whether it may contain a value: a number, or a Latin word.
    pub(super) fn has_values(&self) -> bool {
        self.text().bytes().any(|byte| byte.is_ascii_alphanumeric())
    }

    fn push(&mut self, number: u32, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.lines.push(Line::new(number, text));
        }
    }

    /// Takes part of a line, which is the item of the line.
    fn push_part(&mut self, line: &Line, text: &str) {
        self.lines.push(Line {
            text: text.to_owned(),
            ..line.clone()
        });
    }
}

/// A label in a line: its start, the start of its text, and its kind.
struct Mark {
    start: usize,
    end: usize,
    label: Label,
}

/// A description, split at its labels.
pub(super) fn segments(lines: &[Line]) -> Vec<Segment> {
    let mut segments = vec![Segment::new(Label::Text)];
    for line in lines {
        let marks = marks(&line.text);
        let first = marks.first().map_or(line.text.len(), |mark| mark.start);
        let before = line.text[..first].trim();
        if !before.is_empty() {
            let current = current(&mut segments);
            current.push_part(line, before);
        }
        let ends = marks.iter().skip(1).map(|mark| mark.start);
        let ends: Vec<usize> = ends.chain([line.text.len()]).collect();
        for (mark, end) in marks.iter().zip(ends) {
            let mut segment = Segment::new(mark.label);
            segment.push(line.number, &line.text[mark.end..end]);
            segments.push(segment);
        }
    }
    segments.retain(|segment| !segment.lines.is_empty());
    segments.into_iter().flat_map(split_short).collect()
}

/// The segment of a line without a label. A short segment that has its text ends.
fn current(segments: &mut Vec<Segment>) -> &mut Segment {
    let filled = segments
        .last()
        .is_none_or(|last| last.label.is_short() && !last.lines.is_empty());
    if filled {
        segments.push(Segment::new(Label::Text));
    }
    let last = segments.len() - 1;
    &mut segments[last]
}

/// A number or default with prose after it on the same line: the prose becomes text again.
fn split_short(mut segment: Segment) -> Vec<Segment> {
    static BEHIND: Pattern =
        Pattern::new(r"^(-?\d+(?:\.\d+)?|true|false|\S+?)[。.;；]?\s+(\p{Han}.*|[A-Z][a-z]+ .*)$");
    static RANGE_BEHIND: Pattern =
        Pattern::new(r"^(\d+\s*[-~–～]\s*\d+)[。.;；]?\s+(\p{Han}.*|[A-Z][a-z]+ .*)$");
    let pattern = match segment.label {
        Label::ArrayLength => &RANGE_BEHIND,
        Label::Pattern => return vec![segment],
        label if label.is_short() => &BEHIND,
        _ => return vec![segment],
    };
    let Some(line) = segment.lines.first().cloned() else {
        return vec![segment];
    };
    let Some(captures) = pattern.captures(&line.text) else {
        return vec![segment];
    };
    let mut rest = Segment::new(Label::Text);
    rest.push(line.number, &captures[2]);
    segment.lines = vec![Line::new(line.number, &captures[1])];
    vec![segment, rest]
}

fn marks(text: &str) -> Vec<Mark> {
    static MARK: Pattern = Pattern::new(
        r"(?:^|[\s。.;；,，)）])(?P<strong>\**)(?P<word>参数解释|参数说明|功能说明|功能描述|使用场景|约束限制|约束|取值范围|枚举值|默认取值|默认值|缺省值|正则匹配|正则表达式|数组长度|最小长度|最大长度|长度范围|字符长度|长度|最小值|最大值|Definition|Explanation|Constraints?|Value [Rr]ange|Range|Enumerat(?:ion|ed) [Vv]alues?|Default [Vv]alue|Default|Regex Match|Regular [Ee]xpression|Array [Ll]ength|Length|Min(?:imum)? [Ll]ength|Max(?:imum)? [Ll]ength|Minimum [Vv]alue|Maximum [Vv]alue|Minimum|Maximum)\**\s*(?:[:：]\**|$)",
    );
    let found = MARK.captures_all(text);
    let marks = found.iter().filter_map(|captures| {
        let word = captures.name("word")?;
        Some(Mark {
            start: captures.name("strong")?.start(),
            end: captures.get(0)?.end(),
            label: Label::of(word.as_str()),
        })
    });
    marks.collect()
}
