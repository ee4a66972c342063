//! Every difference on purpose between documentation and documents.

mod target;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::bundle::Files;
use crate::document::Document;
use crate::error::{LoadError, Problem};
use crate::file_names;
use crate::node::{Content, Node};
use crate::pointer;
use crate::span::Location;
use target::Target;

/// Every difference on purpose between documentation and documents.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// The entries, in the order of the file.
    pub entries: Vec<LedgerEntry>,
    /// The file itself, so that findings about entries can show their place.
    pub source: Document,
}

/// One difference on purpose.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerEntry {
    /// The document's file, relative to the ledger's folder.
    pub document: String,
    /// Where in the document, as a JSON pointer. That of an entry that names what the document does
    /// not have leads nowhere.
    pub pointer: String,
    /// The check that the entry excuses at the pointer.
    pub rule: Option<String>,
    /// What the page says.
    pub page: String,
    /// Why the document says otherwise.
    pub why: String,
    /// What the document has at the pointer.
    pub value: Option<Value>,
    /// The key that the node at the pointer does not have.
    pub absent: Option<String>,
    /// The path of the field where reading the example fails.
    pub parse_fails_at: Option<String>,
    /// The last day on which the entry excuses anything, as `YYYY-MM-DD`.
    pub until: Option<String>,
    /// Position of the entry in the ledger.
    pub location: Location,
}

const KEYS: [&str; 14] = [
    "document",
    "pointer",
    "operation",
    "parameter",
    "schema",
    "property",
    "at",
    "rule",
    "page",
    "why",
    "value",
    "absent",
    "parse_fails_at",
    "until",
];

/// A label of entries until 0.1.0. Ledgers of older revisions have it.
const FORMER: &str = "trap";

impl Ledger {
    /// The name of a ledger for the documents of its folder, which its entries name.
    pub const FILE_NAME: &str = file_names::LEDGER;

    /// The end of the name of a ledger for one document: `apis.ledger.yaml` is that of `apis.yaml`.
    pub const SUFFIX: &str = file_names::LEDGER_SUFFIX;

    /// Whether a file's name is that of a ledger.
    pub fn is_ledger(path: &Path) -> bool {
        file_names::is_ledger(path)
    }

    /// Path of the ledger of a single document.
    pub fn path_for(document: &Path) -> PathBuf {
        let stem = document.file_stem().unwrap_or_default().to_string_lossy();
        document.with_file_name(format!("{stem}{}", Ledger::SUFFIX))
    }

    /// Reads a ledger; a ledger next to its document reads the document too, to resolve names.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or does not say what a ledger says.
    pub fn load(path: &Path) -> Result<Ledger, LoadError> {
        let document = subject(path).and_then(|document| Document::load(&document).ok());
        Ledger::read(Document::load(path)?, document.as_ref())
    }

    /// Everything that the ledgers next to a document's files, and those of their folders, say about it; `None`
    /// where there are none.
    ///
    /// # Errors
    ///
    /// A ledger cannot be read, or does not say what a ledger says.
    pub fn of(document: &Document, files: &dyn Files) -> Result<Option<Ledger>, LoadError> {
        let mut joined: Option<Ledger> = None;
        let name = document.path().file_name().unwrap_or_default();
        for (file, _) in document.files() {
            for path in [
                Ledger::path_for(file),
                file.with_file_name(Ledger::FILE_NAME),
            ] {
                let source = match files.load(&path) {
                    Ok(source) => source,
                    Err(LoadError::Io { .. }) => continue,
                    Err(invalid) => return Err(invalid),
                };
                let mut ledger = Ledger::read(source, Some(document))?;
                let own = file.file_name().unwrap_or_default().to_string_lossy();
                ledger.entries.retain(|entry| entry.document == own);
                for entry in &mut ledger.entries {
                    entry.document = name.to_string_lossy().into_owned();
                }
                match &mut joined {
                    Some(joined) => joined.entries.extend(ledger.entries),
                    None => joined = Some(ledger),
                }
            }
        }
        Ok(joined)
    }

    /// Takes a file as a ledger; `document` is the one whose operations its entries name.
    ///
    /// # Errors
    ///
    /// The file does not say what a ledger says.
    pub fn read(source: Document, document: Option<&Document>) -> Result<Ledger, LoadError> {
        let mut reader = Reader {
            source: &source,
            subject: subject(source.path()),
            document,
            problems: Vec::new(),
        };
        let entries = reader.entries();
        let problems = reader.problems;
        if problems.is_empty() {
            Ok(Ledger { entries, source })
        } else {
            let text = source.text().to_owned();
            Err(LoadError::invalid(source.path(), text, problems))
        }
    }
}

/// The document of a ledger that has one alone.
fn subject(ledger: &Path) -> Option<PathBuf> {
    let name = ledger.file_name()?.to_str()?;
    let stem = name.strip_suffix(Ledger::SUFFIX)?;
    Some(ledger.with_file_name(format!("{stem}.yaml")))
}

struct Reader<'a> {
    source: &'a Document,
    /// The document that all entries are about.
    subject: Option<PathBuf>,
    document: Option<&'a Document>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn entries(&mut self) -> Vec<LedgerEntry> {
        let root = self.source.root();
        match root.content() {
            Content::Null => Vec::new(),
            Content::Sequence(items) => items.iter().filter_map(|item| self.item(item)).collect(),
            _ => {
                self.complain(
                    root,
                    format!("the ledger is {}, not a list", root.kind()),
                    "begin each entry with `- operation: ...`, `- schema: ...` or `- document: ...`",
                );
                Vec::new()
            }
        }
    }

    fn item(&mut self, node: &Node) -> Option<LedgerEntry> {
        if node.as_mapping().is_none() {
            self.complain(
                node,
                format!("the entry is {}, not a mapping", node.kind()),
                "begin each entry with `- operation: ...`, `- schema: ...` or `- document: ...`",
            );
            return None;
        }
        Some(self.entry(node))
    }

    fn entry(&mut self, node: &Node) -> LedgerEntry {
        let is_known = |key: &str| KEYS.contains(&key) || key == FORMER;
        for entry in node.entries().filter(|entry| !is_known(entry.key)) {
            let problem = Problem::new(
                entry.key_span.start,
                format!("a ledger entry is missing `{}`", entry.key),
                format!("known are {}", KEYS.join(", ")),
            );
            self.problems.push(problem.over(entry.key_span));
        }
        let subject = self.subject.as_ref().and_then(|path| path.file_name());
        let entry = LedgerEntry {
            document: match subject {
                Some(name) => name.to_string_lossy().into_owned(),
                None => self.required(node, "document"),
            },
            pointer: self.pointer(node),
            rule: self.text(node, "rule"),
            page: self.required(node, "page"),
            why: self.required(node, "why"),
            value: node.get("value").map(Node::to_json),
            absent: self.text(node, "absent"),
            parse_fails_at: self.text(node, "parse_fails_at"),
            until: self.date(node, "until"),
            location: self.source.location_of(node),
        };
        self.completeness(node, &entry);
        entry
    }

    /// Where in the document: by the names in the entry, or by a pointer.
    fn pointer(&mut self, node: &Node) -> String {
        let texts = ["operation", "parameter", "schema", "property", "at"];
        let [operation, parameter, schema, property, at] = texts.map(|key| self.text(node, key));
        if texts.iter().all(|key| node.get(key).is_none()) {
            return self.required(node, "pointer");
        }
        for (key, needs) in [("parameter", "operation"), ("property", "schema")] {
            if let Some(value) = node.get(key).filter(|_| node.get(needs).is_none()) {
                let message = format!("`{key}` without `{needs}`");
                self.complain(value, message, &format!("add the `{needs}` that has it"));
            }
        }
        if let Some(value) = node.get("pointer") {
            let message = "`pointer` next to names";
            self.complain(value, message, "write what follows the names as `at`");
        }
        let target = Target {
            operation: operation.as_deref(),
            parameter: parameter.as_deref(),
            schema: schema.as_deref(),
            property: property.as_deref(),
            at: at.as_deref().unwrap_or_default(),
        };
        target.pointer(self.document)
    }

    fn completeness(&mut self, node: &Node, entry: &LedgerEntry) {
        if !pointer::is_valid(&entry.pointer) {
            self.complain(
                node.get("pointer").or(node.get("at")).unwrap_or(node),
                format!("`{}` is not a JSON pointer", entry.pointer),
                "write it as `/paths/~1v2~1status/get`: `/` in a key is `~1`, `~` is `~0`",
            );
        }
        if entry.value.is_none() && entry.absent.is_none() && entry.rule.is_none() {
            self.complain(
                node,
                "the entry claims nothing that can be checked",
                "add `value`, `absent` or `rule`",
            );
        }
    }

    fn required(&mut self, node: &Node, key: &str) -> String {
        let text = self.text(node, key);
        // The root's pointer is empty; nothing else may be.
        let missing = match &text {
            Some(text) => text.trim().is_empty() && key != "pointer",
            None => node.get(key).is_none(),
        };
        if missing {
            self.complain(
                node,
                format!("the entry is missing `{key}`"),
                "every entry has `page`, `why` and what it is about: `operation`, `schema`, or `document` and `pointer`",
            );
        }
        text.unwrap_or_default()
    }

    fn text(&mut self, node: &Node, key: &str) -> Option<String> {
        let value = node.get(key)?;
        if value.as_str().is_none() {
            self.complain(
                value,
                format!("`{key}` is {}, not a string", value.kind()),
                "quote it if it is meant as a text",
            );
        }
        value.as_str().map(str::to_owned)
    }

    fn date(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key)?;
        if !is_date(&text) {
            let message = format!("`{text}` is not a date");
            let value = node.get(key).unwrap_or(node);
            self.complain(value, message, "write it as `2030-12-31`");
            return None;
        }
        Some(text)
    }

    fn complain(&mut self, node: &Node, message: impl Into<String>, help: &str) {
        let problem = Problem::new(node.position(), message, help);
        self.problems.push(problem.over(node.span()));
    }
}

/// `YYYY-MM-DD`, which sorts like the days do.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let number = |range: std::ops::Range<usize>| {
        let digits = text.get(range)?;
        let all = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| all)
    };
    bytes.len() == 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && number(0..4).is_some()
        && number(5..7).is_some_and(|month| (1..=12).contains(&month))
        && number(8..10).is_some_and(|day| (1..=31).contains(&day))
}
