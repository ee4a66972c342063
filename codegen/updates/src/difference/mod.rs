//! Compares a page with the record of its operation.

mod examples;
mod fields;
mod moves;
mod rows;
mod statuses;
mod values;

pub(crate) use rows::same;
pub(crate) use values::replaced;

use codegen_document::{Document, pointer};
use codegen_pages::{MessagePart, Record, Rendering};
use serde::Serialize;
use serde_json::Value;

use crate::change::{Action, Aspect, Change, Effect, Line, SourceLocation};
use crate::classification::Classification;
use crate::fields::ComparableField;
use crate::operation_locator::OperationLocator;
use crate::subject::Subject;

/// The differences between a page and its record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The operation's identifier.
    pub operation: String,
    /// The changes, in the order of the page.
    pub changes: Vec<Change>,
    /// Notes that are not changes.
    pub notes: Vec<String>,
}

/// The differences between a page and the record of its operation.
///
/// Line numbers, rendering and date do not count as changes, nor do type names that only one
/// rendering shows.
pub fn difference(subject: &Subject<'_>, documents: &[Document]) -> Difference {
    let (old, new) = (subject.old.as_ref(), &subject.new);
    let mut comparison = Comparison {
        old,
        new,
        page: subject.page.display().to_string(),
        locator: OperationLocator::find(documents, &old.operation),
        changes: Vec::new(),
        notes: Vec::new(),
    };
    let page = &comparison.page;
    let notes = subject.notes.iter().map(|note| format!("{page}: {note}"));
    comparison.notes = notes.collect();
    comparison.call();
    comparison.statuses();
    comparison.fields();
    comparison.examples();
    comparison.unplaced();
    // Removals come last.
    let line = |change: &Change| change.page.as_ref().map_or(0, |place| place.line);
    comparison.changes.sort_by_key(|change| match line(change) {
        0 => u32::MAX,
        line => line,
    });
    moves::suggest(&mut comparison.changes);
    Difference {
        operation: old.operation.clone(),
        changes: comparison.changes,
        notes: comparison.notes,
    }
}

struct Comparison<'a> {
    old: &'a Record,
    new: &'a Record,
    page: String,
    locator: Option<OperationLocator<'a>>,
    changes: Vec<Change>,
    notes: Vec<String>,
}

/// The values of both sides.
#[derive(Default)]
struct Sides {
    before: Option<Value>,
    after: Option<Value>,
    /// The line in the record.
    old_line: u32,
    /// The line on the page.
    new_line: u32,
}

impl Sides {
    fn action(&self) -> Action {
        match (&self.before, &self.after) {
            (None, _) => Action::Added,
            (_, None) => Action::Removed,
            _ => Action::Changed,
        }
    }
}

impl Comparison<'_> {
    /// Whether the page has another rendering than the recorded one, which may omit other facts.
    fn is_rendered_otherwise(&self) -> bool {
        self.old.page.rendering != self.new.page.rendering
    }

    /// Whether one side is a page and the other a definition, which omit different facts.
    fn is_other_source(&self) -> bool {
        let definition = |record: &Record| {
            matches!(
                record.page.rendering,
                Rendering::Openapi | Rendering::ApiExplorer
            )
        };
        definition(self.old) != definition(self.new)
    }

    /// Whether one side may omit a place that the other describes: definitions and pages omit
    /// different facts, and a fragment may omit any.
    fn may_be_silent(&self) -> bool {
        let fragments = |record: &Record| !record.page.parts.is_empty();
        self.is_other_source() || fragments(self.old) != fragments(self.new)
    }

    fn page_line(&self, line: u32) -> Option<Line> {
        Some(Line {
            file: self.page.clone(),
            line,
        })
    }

    fn record_line(&self, line: u32) -> Option<Line> {
        Some(Line {
            file: self.old.path.display().to_string(),
            line,
        })
    }

    /// The location of a field in the document, or of the nearest enclosing node.
    fn location(&self, place: Option<&MessagePart>, path: &[String]) -> Option<SourceLocation> {
        let locator = self.locator.as_ref()?;
        let pointer = place.map_or_else(
            || locator.operation.clone(),
            |place| {
                let near = (0..=path.len())
                    .rev()
                    .find_map(|end| locator.field(place, &path[..end]));
                let near = near.map(|found| found.pointer);
                let status = || locator.status(place.status()?);
                let list = || {
                    let list = format!("{}/parameters", locator.operation);
                    place
                        .parameter()
                        .and(locator.document.at(&list).map(|_| list))
                };
                near.or_else(status)
                    .or_else(list)
                    .unwrap_or_else(|| locator.operation.clone())
            },
        );
        Some(SourceLocation::new(
            &locator.document.location(&pointer),
            &pointer,
        ))
    }

    fn push(
        &mut self,
        subject: String,
        aspect: Aspect,
        sides: Sides,
        classification: Classification,
        message: String,
        location: Option<SourceLocation>,
    ) -> &mut Change {
        let (effect, reason) = classification;
        let action = sides.action();
        let change = Change {
            operation: self.old.operation.clone(),
            subject,
            action,
            aspect,
            page: self.page_line(sides.new_line),
            record: self.record_line(sides.old_line),
            before: sides.before,
            after: sides.after,
            effect,
            reason: reason.to_owned(),
            message,
            hint: None,
            document: location,
            place: None,
            path: Vec::new(),
        };
        self.changes.push(change);
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Adds a change of a parameter or field.
    fn push_field(
        &mut self,
        field: &ComparableField<'_>,
        aspect: Aspect,
        sides: Sides,
        classification: Classification,
        words: &str,
    ) {
        let subject = field.subject(&self.old.operation);
        let message = format!("{subject}: {words}");
        let location = self.location(Some(&field.place), &field.path);
        let change = self.push(subject, aspect, sides, classification, message, location);
        change.place = Some(field.place.clone());
        change.path.clone_from(&field.path);
    }

    fn call(&mut self) {
        let plain = |uri: &Option<String>| {
            let uri = uri.as_ref()?;
            Some(uri.split('?').next().unwrap_or(uri).to_owned())
        };
        let (old, new) = (&self.old.facts, &self.new.facts);
        let sides = [
            ("method", old.method.clone(), new.method.clone()),
            ("address", plain(&old.uri), plain(&new.uri)),
        ];
        for (name, before, after) in sides {
            let (Some(before), Some(after)) = (before, after) else {
                continue;
            };
            if comparable(&before) == comparable(&after) {
                continue;
            }
            let subject = format!("{name} of {}", self.old.operation);
            let message = format!("{subject}: {before} → {after}");
            let location = self.location(None, &[]);
            let sides = Sides {
                before: Some(before.into()),
                after: Some(after.into()),
                ..Sides::default()
            };
            let classification = (Effect::Breaks, "calls go to another address");
            self.push(
                subject,
                Aspect::Call,
                sides,
                classification,
                message,
                location,
            );
        }
    }

    fn unplaced(&mut self) {
        let known = &self.old.unplaced;
        for (line, why) in &self.new.unplaced {
            if !known.iter().any(|(_, other)| other == why) {
                self.notes
                    .push(format!("{}:{line}: could not be placed: {why}", self.page));
            }
        }
    }

    /// The pointer of a status in the document, or of `responses`.
    fn status_location(&self, status: &str) -> Option<SourceLocation> {
        let locator = self.locator.as_ref()?;
        let own = pointer::join(&locator.responses(), status);
        let at = if locator.document.at(&own).is_some() {
            own
        } else {
            locator.responses()
        };
        Some(SourceLocation::new(&locator.document.location(&at), &at))
    }
}

/// An address in canonical form: `{id}` instead of `:id`, without a trailing slash.
fn comparable(text: &str) -> String {
    let segments = text.trim_end_matches('/').split('/').map(|segment| {
        let name = segment.strip_prefix(':').map(str::to_owned);
        let name = name.map(|name| format!("{{{name}}}"));
        name.unwrap_or_else(|| segment.to_owned())
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A value as messages show it.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        other => other.to_string(),
    }
}
