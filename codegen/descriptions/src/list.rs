//! The texts to write, once per distinct meaning.

use std::collections::HashMap;

use indexmap::IndexMap;

use crate::kind::{SubjectKind, TextField, phrase};
use crate::layout::unwrapped;
use crate::pattern::Pattern;
use crate::reading::Filled;
use crate::source::Sources;
use crate::text::{Named, Text};
use crate::words::{letters, same};

/// The texts to list.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Include written texts, to revise them.
    pub all: bool,
    /// Only for things whose name matches.
    pub name: Option<Pattern>,
    /// Only in these documents, by name; in all if empty. The others still provide existing
    /// wordings.
    pub documents: Vec<String>,
}

/// The texts to write, once per distinct meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worklist {
    /// The entries, in the order of the documents.
    pub entries: Vec<Entry>,
}

/// A text to write, for all its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The kind: `property`, `operation summary`.
    pub phrase: String,
    /// The name of the described thing.
    pub name: String,
    /// The text of the source.
    pub source: Option<String>,
    /// The current text of the documents, unless it is only a placeholder.
    pub now: Option<String>,
    /// The places: `file:line operation`.
    pub places: Vec<String>,
    /// Existing descriptions of things with the same kind and name.
    pub used: Vec<Usage>,
    /// The written text.
    pub text: String,
}

/// An existing wording for the same kind and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// The text.
    pub words: String,
    /// The first place with it.
    pub place: String,
    /// The number of places with it.
    pub count: usize,
}

/// The number of existing wordings per entry.
const MOST_USAGES: usize = 5;

/// The identity of a meaning.
#[derive(PartialEq, Eq, Hash)]
struct Meaning {
    kind: SubjectKind,
    field: TextField,
    name: String,
    source: Option<String>,
    now: Option<String>,
    /// The place, if each place has its own meaning.
    place: Option<String>,
}

/// The things with the same name.
type Name = (SubjectKind, TextField, String);

impl Worklist {
    /// Lists the texts to write.
    pub fn of(documents: &[Named], sources: &Sources, selection: &Selection) -> Worklist {
        let texts: Vec<(&Named, Text)> = documents
            .iter()
            .flat_map(|named| {
                let texts = Text::all(&named.document).into_iter();
                texts.map(move |text| (named, text))
            })
            .collect();
        let usages = usages(&texts);
        let mut entries: IndexMap<Meaning, Entry> = IndexMap::new();
        for (named, text) in texts
            .iter()
            .filter(|(named, text)| selection.has(named, text))
        {
            let source = sources.of(named.document.path(), text);
            let meaning = Meaning::of(named, text, source);
            let entry = entries
                .entry(meaning)
                .or_insert_with(|| entry(text, source, &usages));
            entry.places.push(shown(named, text));
        }
        Worklist {
            entries: entries.into_values().collect(),
        }
    }

    /// Copies written texts from an older list, unless the documents have them already. Returns
    /// those without an entry.
    pub fn keep<'o>(&mut self, old: &'o [Filled], documents: &[Named]) -> Vec<&'o Filled> {
        let said = said(documents);
        let mut lost = Vec::new();
        for filled in old {
            let Some(text) = filled.new_text() else {
                continue;
            };
            if !self.keep_one(filled, text) && !is_said(filled, text, &said) {
                lost.push(filled);
            }
        }
        lost
    }

    /// Copies the text of an older entry. An entry with more places is split, like the older one
    /// was.
    fn keep_one(&mut self, filled: &Filled, text: &str) -> bool {
        let mut is_kept = false;
        let mut index = 0;
        while let Some(entry) = self.entries.get_mut(index) {
            index += 1;
            if !entry.is_of(filled) {
                continue;
            }
            let places = std::mem::take(&mut entry.places);
            let (own, rest): (Vec<_>, Vec<_>) =
                places.into_iter().partition(|place| filled.has(place));
            let is_whole = rest.is_empty();
            if own.is_empty() {
                entry.places = rest;
                continue;
            }
            let others = Entry {
                places: rest,
                ..entry.clone()
            };
            entry.places = own;
            text.clone_into(&mut entry.text);
            is_kept = true;
            if !is_whole {
                self.entries.insert(index, others);
            }
        }
        is_kept
    }

    /// The number of places of all entries.
    pub fn places(&self) -> usize {
        self.entries.iter().map(|entry| entry.places.len()).sum()
    }
}

impl Entry {
    /// Whether an entry of an older list is about the same thing.
    fn is_of(&self, filled: &Filled) -> bool {
        let same =
            |one: Option<&str>, other: Option<&str>| one.map(unwrapped) == other.map(unwrapped);
        self.phrase == phrase(filled.kind, filled.field)
            && self.name == filled.name
            && same(self.now.as_deref(), filled.now.as_deref())
    }
}

/// The texts of documents, by document, kind, name and place.
type Said = HashMap<(String, String, String, String), String>;

fn said(documents: &[Named]) -> Said {
    let texts = documents.iter().flat_map(|named| {
        let texts = Text::all(&named.document).into_iter();
        texts.map(|text| {
            let key = (named.name.clone(), text.phrase(), text.name, text.place);
            (key, text.words)
        })
    });
    texts.collect()
}

/// Whether all places of an entry have its text.
fn is_said(filled: &Filled, text: &str, said: &Said) -> bool {
    filled.places.iter().all(|place| {
        let phrase = phrase(filled.kind, filled.field);
        let (file, home) = (place.file.clone(), place.home.clone());
        let words = said.get(&(file, phrase, filled.name.clone(), home));
        words.is_some_and(|words| same(words, text))
    })
}

impl Selection {
    fn has(&self, named: &Named, text: &Text) -> bool {
        let document = self.documents.is_empty() || self.documents.contains(&named.name);
        let name = self.name.as_ref().is_none_or(|name| name.fits(&text.name));
        document && name && (self.all || text.is_unwritten())
    }
}

impl Meaning {
    fn of(named: &Named, text: &Text, source: Option<&str>) -> Meaning {
        // Two documents have two titles, and two pages two URLs. The meaning of `0` depends on the
        // enumeration, unless a source states it.
        let is_own = matches!(text.field, TextField::Title | TextField::Url)
            || text.kind == SubjectKind::Value && source.is_none() && text.is_unwritten();
        Meaning {
            kind: text.kind,
            field: text.field,
            name: text.name.clone(),
            // A trailing period makes no difference.
            source: source.map(letters),
            now: (!text.is_unwritten()).then(|| unwrapped(&text.words)),
            place: is_own.then(|| format!("{} {}", named.name, text.place)),
        }
    }
}

/// A place in worklist notation.
fn shown(named: &Named, text: &Text) -> String {
    format!("{}:{} {}", named.name, text.line, text.place)
}

fn name(text: &Text) -> Name {
    (text.kind, text.field, text.name.clone())
}

fn entry(text: &Text, source: Option<&str>, usages: &HashMap<Name, Vec<Usage>>) -> Entry {
    let now = (!text.is_unwritten()).then(|| text.words.clone());
    let others = usages.get(&name(text)).into_iter().flatten();
    let differs = |usage: &&Usage| now.as_deref().map(unwrapped) != Some(unwrapped(&usage.words));
    Entry {
        phrase: phrase(text.kind, text.field),
        name: text.name.clone(),
        source: source.map(str::to_owned),
        places: Vec::new(),
        used: others.filter(differs).take(MOST_USAGES).cloned().collect(),
        text: now.clone().unwrap_or_default(),
        now,
    }
}

/// The wordings of each name, the most frequent first.
fn usages(texts: &[(&Named, Text)]) -> HashMap<Name, Vec<Usage>> {
    let mut usages: HashMap<Name, IndexMap<String, Usage>> = HashMap::new();
    let is_shared = |text: &Text| !matches!(text.field, TextField::Title | TextField::Url);
    for (named, text) in texts {
        if text.is_unwritten() || !is_shared(text) || text.words.trim().is_empty() {
            continue;
        }
        let usage = usages
            .entry(name(text))
            .or_default()
            .entry(unwrapped(&text.words))
            .or_insert_with(|| Usage {
                words: text.words.clone(),
                place: shown(named, text),
                count: 0,
            });
        usage.count += 1;
    }
    let sorted = usages.into_iter().map(|(name, usages)| {
        let mut usages: Vec<Usage> = usages.into_values().collect();
        usages.sort_by_key(|usage| std::cmp::Reverse(usage.count));
        (name, usages)
    });
    sorted.collect()
}
