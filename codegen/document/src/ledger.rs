//! `ledger.yaml`: every difference on purpose between documentation and documents.

use std::path::Path;

use serde_json::Value;

use crate::document::Document;
use crate::error::{LoadError, Problem};
use crate::node::{Content, Node};
use crate::pointer;
use crate::span::Location;

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
    /// The document's file name, relative to the ledger's folder.
    pub document: String,
    /// Where in the document, as a JSON pointer.
    pub pointer: String,
    /// The number or letter of the known documentation slip.
    pub trap: Option<String>,
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
    /// Where the entry stands in the ledger.
    pub location: Location,
}

const KEYS: [&str; 10] = [
    "document",
    "pointer",
    "trap",
    "rule",
    "page",
    "why",
    "value",
    "absent",
    "parse_fails_at",
    "until",
];

impl Ledger {
    /// The file's name in the folder of the documents.
    pub const FILE_NAME: &str = "ledger.yaml";

    /// Reads the ledger in a folder.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or does not say what a ledger says.
    pub fn load(folder: &Path) -> Result<Ledger, LoadError> {
        Ledger::read(Document::load(&folder.join(Ledger::FILE_NAME))?)
    }

    /// Takes a document as a ledger.
    ///
    /// # Errors
    ///
    /// The document does not say what a ledger says.
    pub fn read(source: Document) -> Result<Ledger, LoadError> {
        let mut reader = Reader {
            source: &source,
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

struct Reader<'a> {
    source: &'a Document,
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
                    "begin each entry with `- document: ...`",
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
                "begin each entry with `- document: ...`",
            );
            return None;
        }
        Some(self.entry(node))
    }

    fn entry(&mut self, node: &Node) -> LedgerEntry {
        for entry in node.entries().filter(|entry| !KEYS.contains(&entry.key)) {
            let problem = Problem::new(
                entry.key_span.start,
                format!("an entry of the ledger has no `{}`", entry.key),
                format!("known are {}", KEYS.join(", ")),
            );
            self.problems.push(problem.over(entry.key_span));
        }
        let entry = LedgerEntry {
            document: self.required(node, "document"),
            pointer: self.required(node, "pointer"),
            trap: self.label(node, "trap"),
            rule: self.text(node, "rule"),
            page: self.required(node, "page"),
            why: self.required(node, "why"),
            value: node.get("value").map(Node::to_json),
            absent: self.text(node, "absent"),
            parse_fails_at: self.text(node, "parse_fails_at"),
            until: self.date(node, "until"),
            location: self.source.location_of(node.position()),
        };
        self.completeness(node, &entry);
        entry
    }

    fn completeness(&mut self, node: &Node, entry: &LedgerEntry) {
        if !pointer::is_valid(&entry.pointer) {
            self.complain(
                node.get("pointer").unwrap_or(node),
                format!("`{}` is no JSON pointer", entry.pointer),
                "write it as `/paths/~1v2~1status/get`: `/` in a key is `~1`, `~` is `~0`",
            );
        }
        if entry.trap.is_none() && entry.rule.is_none() {
            self.complain(
                node,
                "the entry has neither `trap` nor `rule`",
                "name the documentation slip or the rule that it is about",
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
                format!("the entry has no `{key}`"),
                "every entry has `document`, `pointer`, `page` and `why`",
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

    /// A text, or an integer as a text: slips are numbered or lettered.
    fn label(&mut self, node: &Node, key: &str) -> Option<String> {
        match node.get(key).and_then(Node::as_u64) {
            Some(number) => Some(number.to_string()),
            None => self.text(node, key),
        }
    }

    fn date(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key)?;
        if !is_date(&text) {
            let message = format!("`{text}` is no date");
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
