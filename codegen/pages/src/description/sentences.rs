//! What sentences tell where no label does; what is not certain is told as not placed.

use serde_json::Value;

use crate::block::Line;
use crate::description::labels::{Label, Segment};
use crate::description::prose::{self, Said};
use crate::description::{Reader, entries, numbers, strong};
use crate::markup;
use crate::page::Unplaced;
use crate::vocabulary::Kind;

impl Reader<'_> {
    /// Values that sentences tell by their print.
    pub(super) fn strong_values(&mut self, lines: &[Line]) {
        let text = matches!(
            self.innermost(),
            Some(Kind::Text | Kind::Integer | Kind::Number)
        );
        let mut cases = lines.iter().filter(|line| {
            let found = strong::values(&line.text);
            matches!(found, Said::Plainly(_))
        });
        let several = cases.nth(1).is_some();
        for line in lines.iter().filter(|_| text) {
            match strong::values(&line.text) {
                // An item of a list tells one case of several.
                Said::Plainly(_) if line.bullet || several => {
                    self.doubt(line, "values that hold under a condition");
                }
                Said::Plainly(found) => {
                    let values = entries::allowed(&found, self.innermost());
                    if let Some(values) = values.filter(|values| values.len() > 1) {
                        self.row.values = values;
                    }
                }
                Said::Sometimes => self.doubt(line, "values that hold under a condition"),
                Said::Nothing if strong::perhaps(&markup::weak(&line.text)) => {
                    self.doubt(
                        line,
                        "these words may be the allowed values, or describe them",
                    );
                }
                Said::Nothing => {}
            }
        }
    }

    /// In a list that prints its values strong, an item that is not strong describes something.
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

    /// What sentences say, where no label says it.
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

    /// A constraint may hide a limit.
    fn constraint(&mut self, line: &Line) {
        let row = &self.row;
        let hidden = match self.kind {
            Some(Kind::Text) if row.min_length.is_none() && row.max_length.is_none() => {
                prose::mentions_length(&line.text)
            }
            Some(Kind::Integer | Kind::Number)
                if row.minimum.is_none() && row.maximum.is_none() =>
            {
                prose::mentions_bound(&line.text)
            }
            _ => false,
        };
        if hidden {
            self.doubt(line, "a limit that only a sentence tells");
        }
    }

    /// The default that sentences tell, if they agree.
    fn prose_default(&mut self, lines: &[&Line]) {
        let Some(kind) = self.kind.clone().filter(|_| self.row.default.is_none()) else {
            return;
        };
        let mut found: Vec<Value> = Vec::new();
        for line in lines {
            match prose::default(&line.text) {
                Said::Plainly(text) => found.extend(entries::default(text, &kind)),
                Said::Sometimes => self.doubt(line, "a default that holds under a condition"),
                Said::Nothing => {}
            }
        }
        found.dedup();
        match found.as_slice() {
            [default] => self.row.default = Some(default.clone()),
            [] => {}
            [first, ..] => {
                let text = format!("{}: {first}", self.row.name);
                let why = "several defaults, perhaps one for each of several cases";
                self.unplaced.push(Unplaced::new(self.row.line, text, why));
            }
        }
    }

    fn sentences(&mut self, line: &Line) {
        let Some(kind) = self.kind.clone() else {
            return;
        };
        let bounded = self.row.minimum.is_some() || self.row.maximum.is_some();
        if !bounded && matches!(kind, Kind::Integer | Kind::Number) {
            match prose::range(&line.text) {
                Said::Plainly(range) => {
                    self.row.minimum = range.lowest.as_deref().and_then(numbers::number);
                    self.row.maximum = range.highest.as_deref().and_then(numbers::number);
                }
                Said::Sometimes => self.doubt(line, "a range that holds under a condition"),
                Said::Nothing if prose::mentions_bound(&line.text) => {
                    self.doubt(line, "a limit that only a sentence tells");
                }
                Said::Nothing => {}
            }
        }
        let sized = self.row.min_length.is_some() || self.row.max_length.is_some();
        if !sized && matches!(kind, Kind::Text) && prose::mentions_length(&line.text) {
            self.doubt(line, "a limit that only a sentence tells");
        }
    }

    fn doubt(&mut self, line: &Line, why: &str) {
        let text = format!("{}: {}", self.row.name, line.text);
        self.unplaced.push(Unplaced::new(line.number, text, why));
    }
}
