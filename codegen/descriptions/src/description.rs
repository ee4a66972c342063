//! Copies the texts of a worklist to all their places.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use codegen_document::{Document, Location, marks};
use indexmap::IndexMap;

use crate::kind::phrase;
use crate::reading::{Filled, Problem, WorklistPlace};
use crate::rewriting;
use crate::text::Text;
use crate::words::{copies, same};

/// The result of copying the texts of a worklist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The changed documents, before and after.
    pub files: Vec<Changed>,
    /// The number of entries with a new text.
    pub written: usize,
    /// The number of changed places.
    pub places: usize,
    /// The number of entries without a text.
    pub empty: usize,
    /// The number of entries whose text the documents already have.
    pub unchanged: usize,
}

/// A document before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The file.
    pub path: PathBuf,
    /// Its text.
    pub before: String,
    /// Its new text.
    pub after: String,
}

/// Copies the texts of a worklist to the documents. `load` opens a document by its name in the
/// worklist.
///
/// # Errors
///
/// All problems. Then no document may be changed.
pub fn describe(
    entries: &[Filled],
    load: &dyn Fn(&str) -> Result<Document, String>,
) -> Result<Outcome, Vec<Problem>> {
    let mut work = Work {
        load,
        documents: IndexMap::new(),
        outcome: Outcome::default(),
        problems: Vec::new(),
    };
    for entry in entries {
        work.entry(entry);
    }
    work.finish()
}

struct Work<'a> {
    load: &'a dyn Fn(&str) -> Result<Document, String>,
    documents: IndexMap<String, Result<Open, String>>,
    outcome: Outcome,
    problems: Vec<Problem>,
}

/// A document being changed.
struct Open {
    document: Document,
    texts: HashMap<(String, String, String), Text>,
    /// The new texts by pointer, each with its location in the worklist.
    new: BTreeMap<String, (String, Location)>,
}

/// The key of a place in a worklist.
fn key(phrase: String, name: &str, home: &str) -> (String, String, String) {
    (phrase, name.to_owned(), home.to_owned())
}

impl Open {
    fn of(document: Document) -> Open {
        let texts = Text::all(&document).into_iter();
        let named = texts.map(|text| (key(text.phrase(), &text.name, &text.place), text));
        Open {
            texts: named.collect(),
            document,
            new: BTreeMap::new(),
        }
    }
}

impl Work<'_> {
    fn entry(&mut self, entry: &Filled) {
        let Some(text) = entry.new_text() else {
            match entry.text.trim() {
                "" => self.outcome.empty += 1,
                _ => self.outcome.unchanged += 1,
            }
            return;
        };
        let before = (self.problems.len(), self.outcome.places);
        if marks::is_marked(text) || text.contains(marks::MARK) {
            let help = "write it, or leave it empty";
            self.complain(
                &entry.location,
                "the text is still marked as unwritten",
                help,
            );
        }
        if entry
            .source
            .as_deref()
            .is_some_and(|source| copies(text, source))
        {
            let help = "use your own words; facts, names and values may stay";
            self.complain(&entry.location, "the text copies its source", help);
        }
        for place in &entry.places {
            if let Err((message, help)) = self.place(entry, place, text) {
                self.complain(&place.location, message, &help);
            }
        }
        if self.problems.len() > before.0 {
            return;
        }
        match self.outcome.places - before.1 {
            0 => self.outcome.unchanged += 1,
            _ => self.outcome.written += 1,
        }
    }

    fn place(
        &mut self,
        entry: &Filled,
        place: &WorklistPlace,
        text: &str,
    ) -> Result<(), (String, String)> {
        let load = self.load;
        let document = self.documents.entry(place.file.clone());
        let open = document.or_insert_with(|| load(&place.file).map(Open::of));
        let open = open
            .as_mut()
            .map_err(|message| (message.clone(), AGAIN.to_owned()))?;
        let (what, file) = (phrase(entry.kind, entry.field), &place.file);
        let found = open.texts.get(&key(what.clone(), &entry.name, &place.home));
        let Some(found) = found else {
            let (name, home) = (&entry.name, &place.home);
            let message = format!("no text for the {what} `{name}` at `{home}` in {file}");
            return Err((message, AGAIN.to_owned()));
        };
        let is_expected = match &entry.now {
            Some(now) => same(now, &found.words),
            None => found.is_unwritten(),
        };
        if same(text, &found.words) {
            return Ok(());
        }
        if !is_expected {
            let line = found.line;
            let message = format!(
                "the text at {file}:{line} was changed: {}",
                short(&found.words)
            );
            return Err((message, AGAIN.to_owned()));
        }
        let new = (text.to_owned(), place.location.clone());
        match open.new.insert(found.pointer.clone(), new) {
            Some((other, first)) if !same(&other, text) => Err((
                format!("line {} has another text for this place", first.line),
                "remove the place from one of the two entries".to_owned(),
            )),
            Some(_) => Ok(()),
            None => {
                self.outcome.places += 1;
                Ok(())
            }
        }
    }

    fn finish(mut self) -> Result<Outcome, Vec<Problem>> {
        for (name, open) in std::mem::take(&mut self.documents) {
            let Ok(open) = open else { continue };
            let texts = open.new.iter();
            let texts = texts.map(|(pointer, (text, _))| (pointer.as_str(), text.as_str()));
            match rewriting::rewritten(&open.document, texts.collect()) {
                Ok(after) if after != open.document.text() => self.outcome.files.push(Changed {
                    path: open.document.path().to_owned(),
                    before: open.document.text().to_owned(),
                    after,
                }),
                Ok(_) => {}
                Err(error) => {
                    let asked = open.new.get(&error.pointer).or(open.new.values().next());
                    let line = open.document.location(&error.pointer).line;
                    if let Some((_, location)) = asked {
                        let message = format!("{name}:{line} {}", error.reason);
                        let help = "edit this text in the document by hand";
                        self.complain(&location.clone(), message, help);
                    }
                }
            }
        }
        if self.problems.is_empty() {
            Ok(self.outcome)
        } else {
            self.problems
                .sort_by(|one, other| one.location.cmp(&other.location));
            Err(self.problems)
        }
    }

    fn complain(&mut self, location: &Location, message: impl Into<String>, help: &str) {
        self.problems.push(Problem {
            location: location.clone(),
            message: message.into(),
            help: help.to_owned(),
        });
    }
}

const AGAIN: &str = "run `docs worklist` again: it keeps the texts that still apply";

/// The start of a text, in quotes.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("`{}...`", &line[..end]),
        None => format!("`{line}`"),
    }
}
