//! Applies the changes of a page to the document and the record, and lists what is left.

mod findings;
mod orphans;
mod report;
#[cfg(test)]
mod tests;
mod write;

use codegen_document::{Document, Node, pointer};
use codegen_pages::{Record, Rendering};
use serde_json::Value;

use crate::application::findings::{Finding, Findings};
use crate::change::{Change, SourceLocation};
use crate::difference::{Difference, difference};
use crate::edit::{Edit, Slot, edited};
use crate::folder::Folder;
use crate::operation_locator::OperationLocator;
use crate::plan::{Plan, plan};
use crate::subject::Subject;

pub use report::{Application, ApplyError, Decision, FileChange, Outcome, Remark};
pub use write::write;

/// Applies pages to the documents of a folder. Nothing is written yet.
///
/// All pages are applied together: a change to a shared component is applied only if all its pages
/// have it.
///
/// # Errors
///
/// An operation is in no document, two pages describe the same one, a page is of another kind than
/// the recorded one, or a file cannot be read.
pub fn apply(folder: &Folder, subjects: &[Subject<'_>]) -> Result<Outcome, ApplyError> {
    let ledger = folder.ledger.as_ref();
    let records = folder.records.iter().chain(&folder.definitions);
    let mut state = State {
        folder,
        before: Vec::new(),
        documents: folder.documents.clone(),
        records: records.cloned().collect(),
    };
    for document in &folder.documents {
        let has = |subject: &Subject<'_>| {
            OperationLocator::find(std::slice::from_ref(document), &subject.old.operation).is_some()
        };
        // Operations without a page stay unchanged.
        state.before.push(match subjects.iter().any(has) {
            true => Findings::of(document, &state.records, ledger),
            false => Findings::default(),
        });
    }
    refuse_twice(subjects)?;
    for subject in subjects {
        refuse_other_source(subject)?;
        state.replace_record(subject);
    }
    let mut operations = Vec::new();
    for subject in subjects {
        operations.push(state.operation(subject)?);
    }
    let mut files = Vec::new();
    for (old, new) in folder.documents.iter().zip(&state.documents) {
        for (path, before) in old.files() {
            let after = new.files().find(|file| file.0 == path);
            let after = after.map_or(before, |file| file.1);
            if before != after && files.iter().all(|known: &FileChange| known.path != path) {
                files.push(FileChange {
                    path: path.to_owned(),
                    before: before.to_owned(),
                    after: after.to_owned(),
                });
            }
        }
    }
    for subject in subjects {
        files.extend(report::record_file(subject)?);
    }
    Ok(Outcome { operations, files })
}

/// Rejects two pages of the same operation.
fn refuse_twice(subjects: &[Subject<'_>]) -> Result<(), ApplyError> {
    for (index, subject) in subjects.iter().enumerate() {
        let same = |other: &&Subject<'_>| other.old.operation == subject.old.operation;
        if let Some(other) = subjects[..index].iter().find(same) {
            return Err(ApplyError::Twice {
                operation: subject.old.operation.clone(),
                one: other.page.clone(),
                other: subject.page.clone(),
            });
        }
    }
    Ok(())
}

struct State<'a> {
    folder: &'a Folder,
    /// The existing differences of each document.
    before: Vec<Findings>,
    documents: Vec<Document>,
    records: Vec<Record>,
}

impl State<'_> {
    fn operation(&mut self, subject: &Subject<'_>) -> Result<Application, ApplyError> {
        let id = &subject.old.operation;
        let index = self.documents.iter().position(|document| {
            OperationLocator::find(std::slice::from_ref(document), id).is_some()
        });
        let index = index.ok_or_else(|| ApplyError::NoOperation {
            operation: id.clone(),
        })?;
        let found = difference(subject, &self.documents);
        let ledger = self.folder.ledger.as_ref();
        let mut work = Work {
            document: self.documents[index].clone(),
            records: &self.records,
            ledger,
            subject,
            findings: Findings::of(&self.documents[index], &self.records, ledger),
            remarks: Vec::new(),
        };
        let (applied, decisions) = work.changes(&found);
        work.date();
        let remarks = std::mem::take(&mut work.remarks);
        let after = Findings::of(&work.document, work.records, ledger);
        let document = work.document;
        let application = Application {
            operation: id.clone(),
            left: after
                .beyond(&self.before[index])
                .filter(|finding| finding.is_of(id))
                .map(Finding::to_string)
                .collect(),
            claims: findings::claims(
                &self.documents[index],
                &document,
                ledger,
                &self.before[index],
                &after,
            ),
            changes: found,
            applied,
            decisions,
            remarks: remarks
                .iter()
                .map(|remark| remark.placed(&document, id))
                .collect(),
        };
        self.documents[index] = document;
        Ok(application)
    }

    fn replace_record(&mut self, subject: &Subject<'_>) {
        let id = &subject.old.operation;
        if let Some(record) = self
            .records
            .iter_mut()
            // Those of pages come first.
            .find(|record| record.operation == *id)
        {
            *record = subject.new.clone();
            record.path.clone_from(&subject.old.path);
        }
    }
}

/// Rejects a definition for the record of a page, and the reverse, because they omit different
/// facts.
fn refuse_other_source(subject: &Subject<'_>) -> Result<(), ApplyError> {
    let definition = |record: &Record| {
        matches!(
            record.page.rendering,
            Rendering::Openapi | Rendering::ApiExplorer
        )
    };
    if definition(&subject.old) == definition(&subject.new) {
        return Ok(());
    }
    Err(ApplyError::OtherSource {
        page: subject.page.display().to_string(),
        operation: subject.old.operation.clone(),
    })
}

/// A remark whose location is not known yet.
struct Note {
    text: String,
    change: Change,
}

impl Note {
    fn placed(&self, document: &Document, id: &str) -> Remark {
        let locator = OperationLocator::find(std::slice::from_ref(document), id);
        let place = self.change.place.as_ref();
        let found = locator
            .as_ref()
            .zip(place)
            .and_then(|(locator, place)| locator.field(place, &self.change.path));
        let known = found.map(|found| found.pointer);
        let status = || locator.as_ref()?.status(place?.status()?);
        let pointer = known
            .or_else(status)
            .or_else(|| locator.as_ref().map(|locator| locator.operation.clone()));
        let pointer = pointer.unwrap_or_default();
        Remark {
            text: self.text.clone(),
            document: SourceLocation::new(&document.location(&pointer), &pointer),
        }
    }
}

/// The edits to one document.
struct Work<'a> {
    document: Document,
    records: &'a [Record],
    ledger: Option<&'a codegen_document::Ledger>,
    subject: &'a Subject<'a>,
    findings: Findings,
    remarks: Vec<Note>,
}

impl Work<'_> {
    /// Applies the edits. Those that fail are retried at the end, when they may succeed.
    fn changes(&mut self, found: &Difference) -> (Vec<usize>, Vec<Decision>) {
        let mut applied = Vec::new();
        let mut open: Vec<usize> = (0..found.changes.len()).collect();
        loop {
            let mut decisions = Vec::new();
            let mut left = Vec::new();
            for index in &open {
                match self.change(&found.changes[*index]) {
                    Ok(()) => applied.push(*index),
                    Err(why) => {
                        left.push(*index);
                        decisions.push(Decision {
                            change: *index,
                            why,
                        });
                    }
                }
            }
            if left.is_empty() || left.len() == open.len() {
                applied.sort_unstable();
                return (applied, decisions);
            }
            open = left;
        }
    }

    fn change(&mut self, change: &Change) -> Result<(), String> {
        let id = &self.subject.old.operation;
        let documents = std::slice::from_ref(&self.document);
        let Some(locator) = OperationLocator::find(documents, id) else {
            return Err("the operation is not in any document".to_owned());
        };
        let (edits, remarks) = match plan(change, &locator, &self.subject.old, &self.subject.new) {
            Plan::Already => return Ok(()),
            Plan::Decide(why) => return Err(why),
            Plan::Edits { edits, remarks } => (edits, remarks),
        };
        let next = edited(&self.document, &edits).map_err(|error| error.to_string())?;
        let (next, gone) = orphans::removed(&self.document, next);
        let findings = Findings::of(&next, self.records, self.ledger);
        if let Some(finding) = findings.beyond(&self.findings).next() {
            return Err(format!(
                "the document would then differ from another page, or from another part of this one: {finding}"
            ));
        }
        self.document = next;
        self.findings = findings;
        let gone = gone
            .into_iter()
            .map(|name| format!("{name} was removed: it is no longer used"));
        for text in remarks.into_iter().chain(gone) {
            self.remarks.push(Note {
                text,
                change: change.clone(),
            });
        }
        Ok(())
    }

    /// The date of the page, as recorded in the operation's source.
    fn date(&mut self) {
        let Some(date) = self.subject.new.page.date.clone() else {
            return;
        };
        let documents = std::slice::from_ref(&self.document);
        let Some(locator) = OperationLocator::find(documents, &self.subject.old.operation) else {
            return;
        };
        let source = pointer::join(&locator.operation, "x-source");
        let Some(node) = self.document.at(&source) else {
            return;
        };
        let edit = match node.get("updated").and_then(Node::as_str) {
            Some(known) if known == date => return,
            Some(_) => Edit::Set {
                pointer: pointer::join(&source, "updated"),
                value: Value::from(date),
            },
            None => Edit::Insert {
                mapping: source,
                slot: Slot::End,
                key: "updated".to_owned(),
                value: Value::from(date),
            },
        };
        if let Ok(next) = edited(&self.document, &[edit]) {
            self.document = next;
        }
    }
}
