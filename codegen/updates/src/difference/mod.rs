//! A page against the record of its operation.

mod examples;
mod fields;
mod moves;
mod rows;
mod statuses;
mod values;

pub(crate) use rows::same;
pub(crate) use values::replaced;

use codegen_document::{Document, pointer};
use codegen_pages::{Record, Rendering};
use serde::Serialize;
use serde_json::Value;

use crate::change::{Action, Aspect, Change, Effect, Line, Spot};
use crate::document::Home;
use crate::fields::{Field, Place};
use crate::judgement::Verdict;
use crate::subject::Subject;

/// What a page says otherwise than its record.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The operation's identifier.
    pub operation: String,
    /// The changes, in the order of the page.
    pub changes: Vec<Change>,
    /// What the reader of changes should know, without being one.
    pub notes: Vec<String>,
}

/// What a page says otherwise than the record of its operation.
///
/// Lines, rendering, date, and names of types that only another rendering gives are no changes.
pub fn difference(subject: &Subject<'_>, documents: &[Document]) -> Difference {
    let (old, new) = (subject.old.as_ref(), &subject.new);
    let mut comparison = Comparison {
        old,
        new,
        page: subject.page.display().to_string(),
        home: Home::find(documents, &old.operation),
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
    // What the page no longer has comes last.
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
    home: Option<Home<'a>>,
    changes: Vec<Change>,
    notes: Vec<String>,
}

/// What was said and is said of one thing.
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
    /// Whether the page is written in another way than the one that the record was made from: it
    /// may be silent on what the other says.
    fn is_rendered_otherwise(&self) -> bool {
        self.old.page.rendering != self.new.page.rendering
    }

    /// Whether the one is a page and the other a definition, which leave out different things.
    fn is_other_source(&self) -> bool {
        let definition = |record: &Record| {
            matches!(
                record.page.rendering,
                Rendering::Openapi | Rendering::ApiExplorer
            )
        };
        definition(self.old) != definition(self.new)
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

    /// The place in the document of a field, or of the nearest thing around it.
    fn spot(&self, place: Option<&Place>, path: &[String]) -> Option<Spot> {
        let home = self.home.as_ref()?;
        let pointer = place.map_or_else(
            || home.operation.clone(),
            |place| {
                let near = (0..=path.len())
                    .rev()
                    .find_map(|end| home.field(place, &path[..end]));
                let near = near.map(|found| found.pointer);
                let status = || home.status(place.status()?);
                let list = || {
                    let list = format!("{}/parameters", home.operation);
                    place.parameter().and(home.document.at(&list).map(|_| list))
                };
                near.or_else(status)
                    .or_else(list)
                    .unwrap_or_else(|| home.operation.clone())
            },
        );
        Some(Spot::new(&home.document.location(&pointer), &pointer))
    }

    fn push(
        &mut self,
        subject: String,
        aspect: Aspect,
        sides: Sides,
        verdict: Verdict,
        message: String,
        spot: Option<Spot>,
    ) -> &mut Change {
        let (effect, reason) = verdict;
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
            document: spot,
            place: None,
            path: Vec::new(),
        };
        self.changes.push(change);
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// A change of a parameter or field.
    fn push_field(
        &mut self,
        field: &Field<'_>,
        aspect: Aspect,
        sides: Sides,
        verdict: Verdict,
        words: &str,
    ) {
        let subject = field.subject(&self.old.operation);
        let message = format!("{subject}: {words}");
        let spot = self.spot(Some(&field.place), &field.path);
        let change = self.push(subject, aspect, sides, verdict, message, spot);
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
            let spot = self.spot(None, &[]);
            let sides = Sides {
                before: Some(before.into()),
                after: Some(after.into()),
                ..Sides::default()
            };
            let verdict = (Effect::Breaks, "calls go somewhere else");
            self.push(subject, Aspect::Call, sides, verdict, message, spot);
        }
    }

    fn unplaced(&mut self) {
        let known = &self.old.unplaced;
        for (line, why) in &self.new.unplaced {
            if !known.iter().any(|(_, other)| other == why) {
                self.notes
                    .push(format!("{}:{line}: not placed: {why}", self.page));
            }
        }
    }

    /// The pointer of a status in the document, or of the list of them.
    fn status_spot(&self, status: &str) -> Option<Spot> {
        let home = self.home.as_ref()?;
        let own = pointer::join(&home.responses(), status);
        let at = if home.document.at(&own).is_some() {
            own
        } else {
            home.responses()
        };
        Some(Spot::new(&home.document.location(&at), &at))
    }
}

/// An address without what pages write in several ways: `{id}` and `:id`, a slash at the end.
fn comparable(text: &str) -> String {
    let segments = text.trim_end_matches('/').split('/').map(|segment| {
        let name = segment.strip_prefix(':').map(str::to_owned);
        let name = name.map(|name| format!("{{{name}}}"));
        name.unwrap_or_else(|| segment.to_owned())
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A value as it is written in a sentence.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        other => other.to_string(),
    }
}
