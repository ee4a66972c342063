//! Facts in sentences without a label. Uncertain ones are reported as not placed.

use serde_json::Value;

use crate::block::Line;
use crate::description::labels::{Label, Segment};
use crate::description::prose::{self, Extracted};
use crate::description::{Reader, entries, numbers, strong};
use crate::markup;
use crate::page::Unplaced;
use crate::vocabulary::FieldType;

impl Reader<'_> {
    /// Values that are marked in sentences.
    pub(super) fn strong_values(&mut self, lines: &[Line]) {
        let text = matches!(
            self.innermost(),
            Some(FieldType::Text | FieldType::Integer | FieldType::Number)
        );
        let mut cases = lines.iter().filter(|line| {
            let found = strong::values(&line.text);
            matches!(found, Extracted::Plainly(_))
        });
        let several = cases.nth(1).is_some();
        for line in lines.iter().filter(|_| text) {
            match strong::values(&line.text) {
                // An item of a list describes one of several cases.
                Extracted::Plainly(_) if line.bullet || several => {
                    self.doubt(line, "values that apply only under a condition");
                }
                Extracted::Plainly(found) => {
                    let values = entries::allowed(&found, self.innermost());
                    if let Some(values) = values.filter(|values| values.len() > 1) {
                        self.row.values = values;
                    }
                }
                Extracted::Sometimes => {
                    self.doubt(line, "values that apply only under a condition")
                }
                Extracted::Nothing if strong::perhaps(&markup::weak(&line.text)) => {
                    self.doubt(
                        line,
                        "these words may be the allowed values, or describe them",
                    );
                }
                Extracted::Nothing => {}
            }
        }
    }

    /// If a list has its values in strong print, other items are descriptions.
    pub(super) fn mixed_list(&mut self, lines: &[Line]) {
        let entry = |line: &&Line| entries::of_line(&markup::weak(&line.text)).is_some();
        let items = || lines.iter().filter(|line| line.bullet).filter(entry);
        let strong = items().filter(|line| line.text.starts_with("**")).count();
        let weak = items().find(|line| !line.text.starts_with("**"));
        if let Some(line) = weak.filter(|_| strong > 0) {
            self.row.values.clear();
            self.doubt(
                line,
                "it may be a value like the others of the list, or describe values",
            );
        }
    }

    /// Facts in sentences, if no label has them.
    pub(super) fn prose(&mut self, segments: &[Segment]) {
        let texts = segments
            .iter()
            .filter(|segment| matches!(segment.label, Label::Text | Label::Range));
        let lines: Vec<&Line> = texts.flat_map(|segment| &segment.lines).collect();
        self.prose_default(&lines);
        for line in lines {
            self.sentences(line);
        }
        let constraints = segments
            .iter()
            .filter(|segment| segment.label == Label::Constraints);
        for line in constraints.flat_map(|segment| &segment.lines) {
            self.constraint(line);
        }
    }

    /// A constraint may contain a limit.
    fn constraint(&mut self, line: &Line) {
        let row = &self.row;
        let hidden = match self.kind {
            Some(FieldType::Text) if row.min_length.is_none() && row.max_length.is_none() => {
                prose::mentions_length(&line.text)
            }
            Some(FieldType::Integer | FieldType::Number)
                if row.minimum.is_none() && row.maximum.is_none() =>
            {
                prose::mentions_bound(&line.text)
            }
            _ => false,
        };
        if hidden {
            self.doubt(line, "a limit that only a sentence states");
        }
    }

    /// The default in sentences, if they agree.
    fn prose_default(&mut self, lines: &[&Line]) {
        let Some(kind) = self.kind.clone().filter(|_| self.row.default.is_none()) else {
            return;
        };
        let mut found: Vec<Value> = Vec::new();
        for line in lines {
            match prose::default(&line.text) {
                Extracted::Plainly(text) => found.extend(entries::default(text, &kind)),
                Extracted::Sometimes => {
                    self.doubt(line, "a default that applies only under a condition")
                }
                Extracted::Nothing => {}
            }
        }
        found.dedup();
        match found.as_slice() {
            [default] => self.row.default = Some(default.clone()),
            [] => {}
            [first, ..] => {
                let text = format!("{}: {first}", self.row.name);
                let why = "several defaults, possibly for different cases";
                self.unplaced.push(Unplaced::new(self.row.line, text, why));
            }
        }
    }

    fn sentences(&mut self, line: &Line) {
        let Some(kind) = self.kind.clone() else {
            return;
        };
        let bounded = self.row.minimum.is_some() || self.row.maximum.is_some();
        if !bounded && matches!(kind, FieldType::Integer | FieldType::Number) {
            match prose::range(&line.text) {
                Extracted::Plainly(range) => {
                    self.row.minimum = range.lowest.as_deref().and_then(numbers::number);
                    self.row.maximum = range.highest.as_deref().and_then(numbers::number);
                }
                Extracted::Sometimes => {
                    self.doubt(line, "a range that applies only under a condition")
                }
                Extracted::Nothing if prose::mentions_bound(&line.text) => {
                    self.doubt(line, "a limit that only a sentence states");
                }
                Extracted::Nothing => {}
            }
        }
        let sized = self.row.min_length.is_some() || self.row.max_length.is_some();
        if !sized && matches!(kind, FieldType::Text) && prose::mentions_length(&line.text) {
            self.doubt(line, "a limit that only a sentence states");
        }
    }

    fn doubt(&mut self, line: &Line, why: &str) {
        let text = format!("{}: {}", self.row.name, line.text);
        self.unplaced.push(Unplaced::new(line.number, text, why));
    }
}
