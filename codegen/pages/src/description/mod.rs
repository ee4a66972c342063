//! Limits, defaults and allowed values in a description.

mod entries;
mod inline_lists;
mod labels;
mod lists;
mod numbers;
mod prose;
mod sentences;
mod strong;
mod value;

use crate::block::Line;
use crate::markup;
use crate::page::{AllowedValue, Row, Unplaced};
use crate::vocabulary::{FieldType, type_kind};
use labels::{Label, Segment};

/// Reads a description into its row.
pub(crate) fn read(lines: &[Line], row: &mut Row, unplaced: &mut Vec<Unplaced>) {
    if lines.is_empty() {
        return;
    }
    let kind = row.type_.as_deref().and_then(type_kind);
    let mut reader = Reader {
        kind,
        row,
        unplaced,
        enumeration: Vec::new(),
        range: Vec::new(),
        prose: Vec::new(),
    };
    let segments = labels::segments(&weak(lines));
    for segment in &segments {
        reader.segment(segment);
    }
    reader.values();
    if reader.row.values.is_empty() {
        reader.strong_values(lines);
    } else {
        reader.mixed_list(lines);
    }
    reader.prose(&segments);
}

/// Reads the limits, the default and the values in a description of this type, in the notation of
/// pages (`String`, `Array of strings`).
pub fn read_description(text: &str, type_: &str) -> Row {
    let text = text.replace("<br>", "\n").replace("<br/>", "\n");
    let numbered = text.lines().zip(1..);
    let lines: Vec<Line> = numbered
        .map(|(line, number)| Line::of_cell(number, line))
        .filter(|line| !line.text.is_empty())
        .collect();
    let mut row = Row {
        type_: Some(type_.to_owned()),
        ..Row::default()
    };
    read(&lines, &mut row, &mut Vec::new());
    row
}

/// Lines without markers of strong text.
fn weak(lines: &[Line]) -> Vec<Line> {
    let weak = lines.iter().map(|line| Line {
        text: markup::weak(&line.text).into_owned(),
        ..line.clone()
    });
    weak.collect()
}

/// Reads the column of defaults.
pub(crate) fn read_default(lines: &[Line], row: &mut Row, unplaced: &mut Vec<Unplaced>) {
    labelled(Label::Default, lines, row, unplaced);
}

/// Reads the column of ranges.
pub(crate) fn read_range(lines: &[Line], row: &mut Row, unplaced: &mut Vec<Unplaced>) {
    labelled(Label::Range, lines, row, unplaced);
}

fn labelled(label: Label, lines: &[Line], row: &mut Row, unplaced: &mut Vec<Unplaced>) {
    let kind = row.type_.as_deref().and_then(type_kind);
    let mut reader = Reader {
        kind,
        row,
        unplaced,
        enumeration: Vec::new(),
        range: Vec::new(),
        prose: Vec::new(),
    };
    reader.segment(&Segment {
        label,
        lines: weak(lines),
    });
    reader.values();
}

struct Reader<'a> {
    kind: Option<FieldType>,
    row: &'a mut Row,
    unplaced: &'a mut Vec<Unplaced>,
    /// The values of three kinds of lists, most reliable first.
    enumeration: Vec<AllowedValue>,
    range: Vec<AllowedValue>,
    prose: Vec<AllowedValue>,
}

impl Reader<'_> {
    fn segment(&mut self, segment: &Segment) {
        if segment.is_void() {
            return;
        }
        match segment.label {
            Label::Text => self.text_list(segment),
            Label::Constraints => {}
            Label::Range => self.range(segment),
            Label::Enumeration => self.enumeration(segment),
            Label::Default => self.default(segment),
            Label::Pattern => self.row.pattern = Some(segment.text()),
            Label::ArrayLength => self.array_length(segment),
            Label::Length => self.length_range(segment),
            Label::MinLength | Label::MaxLength => self.length(segment),
            Label::Minimum | Label::Maximum | Label::ValueMinimum | Label::ValueMaximum => {
                self.bound(segment);
            }
        }
    }

    fn complain(&mut self, segment: &Segment, why: &str) {
        let line = segment
            .lines
            .first()
            .map_or(self.row.line, |line| line.number);
        let text = format!("{}: {}", self.row.name, segment.text());
        self.unplaced.push(Unplaced::new(line, text, why));
    }

    fn innermost(&self) -> Option<&FieldType> {
        self.kind.as_ref().map(FieldType::innermost)
    }

    fn text_list(&mut self, segment: &Segment) {
        match lists::values(&segment.lines, self.innermost()) {
            lists::Found::Values(values) if self.prose.is_empty() => self.prose = values,
            lists::Found::Doubtful(why) => self.complain(segment, why),
            _ => {}
        }
    }

    fn enumeration(&mut self, segment: &Segment) {
        let values = lists::labelled(&segment.lines, self.innermost());
        if values.is_empty() {
            self.complain(segment, "could not separate the allowed values");
        }
        self.enumeration = values;
    }

    fn range(&mut self, segment: &Segment) {
        let text = segment.text();
        if let Some(range) = numbers::range(&text) {
            self.numeric_range(segment, &range);
            return;
        }
        if let lists::Found::Values(values) = lists::values(&segment.lines, self.innermost()) {
            self.range = values;
            return;
        }
        let values = lists::codes(&segment.lines, self.innermost());
        if values.len() > 1 {
            self.range = values;
        } else if let Some(range) = numbers::leading_range(&text) {
            self.numeric_range(segment, &range);
        } else if segment.has_values() {
            self.complain(segment, "neither a plain range nor a list of values");
        }
    }

    fn numeric_range(&mut self, segment: &Segment, range: &numbers::Range) {
        let counts = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        match self.innermost() {
            Some(FieldType::Integer | FieldType::Number) if !range.characters => {
                self.row.minimum = range.lowest.as_deref().and_then(numbers::number);
                self.row.maximum = range.highest.as_deref().and_then(numbers::number);
            }
            Some(FieldType::Text) if range.characters => {
                self.row.min_length = counts(&range.lowest);
                self.row.max_length = counts(&range.highest);
            }
            _ => self.complain(
                segment,
                "it does not say whether it is a range of numbers or of lengths",
            ),
        }
    }

    fn default(&mut self, segment: &Segment) {
        let text = segment.text();
        match self
            .kind
            .as_ref()
            .and_then(|kind| entries::default(&text, kind))
        {
            Some(value) => self.row.default = Some(value),
            None => self.complain(segment, "the default does not match the type"),
        }
    }

    fn array_length(&mut self, segment: &Segment) {
        let range = numbers::range(&segment.text());
        let count = |text: Option<String>| text.and_then(|text| text.parse().ok());
        match range {
            Some(range) if matches!(self.kind, Some(FieldType::Array(_)) | None) => {
                self.row.min_items = count(range.lowest);
                self.row.max_items = count(range.highest);
            }
            _ => self.complain(segment, "could not read the number of items"),
        }
    }

    fn length_range(&mut self, segment: &Segment) {
        match numbers::range(&segment.text()) {
            Some(mut range) if matches!(self.innermost(), Some(FieldType::Text)) => {
                range.characters = true;
                self.numeric_range(segment, &range);
            }
            _ => self.complain(segment, "could not read the length"),
        }
    }

    fn length(&mut self, segment: &Segment) {
        let number = numbers::count(&segment.text());
        let text = !matches!(
            self.innermost(),
            Some(FieldType::Integer | FieldType::Number | FieldType::Boolean)
        );
        match number {
            Some(number) if text && segment.label == Label::MinLength => {
                self.row.min_length = Some(number);
            }
            Some(number) if text => self.row.max_length = Some(number),
            _ => self.complain(
                segment,
                "a length that is not a number, or of something without a length",
            ),
        }
    }

    /// For a string, `Minimum` and `Maximum` mean a length. The Chinese words always mean a value.
    fn bound(&mut self, segment: &Segment) {
        let text = segment.text();
        let value = matches!(segment.label, Label::ValueMinimum | Label::ValueMaximum);
        let least = matches!(segment.label, Label::ValueMinimum | Label::Minimum);
        let placed = match self.innermost() {
            Some(FieldType::Integer | FieldType::Number) => self.value_bound(&text, least),
            Some(FieldType::Text) if value => self.value_bound(&text, least),
            Some(FieldType::Text) => match numbers::count(&text) {
                Some(count) if least => {
                    self.row.min_length = Some(count);
                    true
                }
                Some(count) => {
                    self.row.max_length = Some(count);
                    true
                }
                None => false,
            },
            _ => false,
        };
        if !placed {
            self.complain(
                segment,
                "a bound that is not a 64-bit number, or of something without bounds",
            );
        }
    }

    fn value_bound(&mut self, text: &str, least: bool) -> bool {
        let Some(number) = numbers::number(text) else {
            return false;
        };
        if least {
            self.row.minimum = Some(number);
        } else {
            self.row.maximum = Some(number);
        }
        true
    }

    /// The values are those of the most reliable list. The others may add their meanings.
    fn values(&mut self) {
        let mut lists = [&mut self.enumeration, &mut self.range, &mut self.prose]
            .into_iter()
            .map(std::mem::take)
            .filter(|list| !list.is_empty());
        let Some(mut values) = lists.next() else {
            return;
        };
        let others: Vec<AllowedValue> = lists.flatten().collect();
        for value in &mut values {
            if value.meaning.is_none() {
                let other = others.iter().find(|other| other.value == value.value);
                value.meaning = other.and_then(|other| other.meaning.clone());
            }
        }
        self.row.values = values;
    }
}
