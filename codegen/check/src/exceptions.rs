//! The ledger against the documents and against what was found in them.

use std::path::Path;

use codegen_document::{Document, Ledger, LedgerEntry};
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Finding};
use crate::place::Place;
use crate::rules;
use crate::severity::Severity;
use crate::source::Source;
use crate::suggestion;

/// What an entry is judged by.
pub(crate) struct Run<'a> {
    pub(crate) sources: &'a [Source],
    /// As `YYYY-MM-DD`.
    pub(crate) today: &'a str,
    /// Whether a rule does not look at a document: entries for it are left alone.
    pub(crate) is_off: &'a dyn Fn(&Document, &str) -> bool,
}

/// Removes the findings that the ledger excuses, and adds one for each entry that does not apply.
pub(crate) fn apply(ledger: &Ledger, run: &Run<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let folder = ledger.source.path().parent().unwrap_or(Path::new(""));
    for (index, entry) in ledger.entries.iter().enumerate() {
        let path = folder.join(&entry.document);
        let source = run.sources.iter().find(|source| source.path() == path);
        let finding = match source {
            _ if is_past(entry, run.today) => Some(Claim::new(
                "until",
                "the entry is past its date: it excuses nothing any more",
                "correct the document and remove the entry, or give it a new date with a new reason",
            )),
            Some(Source::Document(document) | Source::Referenced(document)) => {
                judge(run, document, entry, diagnostics)
            }
            Some(_) => None,
            None if path.is_file() => None,
            None => Some(Claim::new(
                "document",
                format!(
                    "there is no document `{}` beside the ledger",
                    entry.document
                ),
                "correct the name, or remove the entry",
            )),
        };
        if let Some(claim) = finding {
            let place = Place::new(0, format!("/{index}")).join(claim.key);
            let finding = Finding::new(place, claim.message, claim.help);
            diagnostics.push(finding.at_key().in_document(
                &ledger.source,
                rules::ledger::RULE.name,
                Severity::Error,
            ));
        }
    }
}

fn is_past(entry: &LedgerEntry, today: &str) -> bool {
    entry.until.as_deref().is_some_and(|until| until < today)
}

/// A claim of an entry that is not true.
struct Claim {
    /// The key of the entry that makes the claim.
    key: &'static str,
    message: String,
    help: String,
}

impl Claim {
    fn new(key: &'static str, message: impl Into<String>, help: impl Into<String>) -> Claim {
        Claim {
            key,
            message: message.into(),
            help: help.into(),
        }
    }
}

fn judge(
    run: &Run<'_>,
    document: &Document,
    entry: &LedgerEntry,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Claim> {
    let Some(node) = document.at(&entry.pointer) else {
        return Some(unresolved(document, entry));
    };
    let found = within(node.to_json());
    if entry.value.as_ref().is_some_and(|value| found != *value) {
        return Some(Claim::new(
            "value",
            format!("the document has {} there", shown(&found)),
            "correct the document or the entry, or remove the entry if it is settled",
        ));
    }
    let absent = entry.absent.as_deref();
    if let Some(key) = absent.filter(|key| node.get(key).is_some()) {
        return Some(Claim::new(
            "absent",
            format!("the document has `{key}` there"),
            "remove it from the document, or remove the entry if it is settled",
        ));
    }
    entry
        .rule
        .as_ref()
        .filter(|rule| !(run.is_off)(document, rule))
        .and_then(|rule| excuse(document, entry, rule, diagnostics))
}

/// A value whose references to other files lead to the same components, as in the document that the
/// files are together.
fn within(value: Value) -> Value {
    match value {
        Value::String(text) => match text.split_once("#/components/") {
            Some((file, component)) if !file.contains("://") && !file.is_empty() => {
                Value::String(format!("#/components/{component}"))
            }
            _ => Value::String(text),
        },
        Value::Array(items) => items.into_iter().map(within).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            Value::Object(members.map(|(key, value)| (key, within(value))).collect())
        }
        other => other,
    }
}

fn unresolved(document: &Document, entry: &LedgerEntry) -> Claim {
    let existing = nearest(document, &entry.pointer);
    Claim::new(
        "pointer",
        format!("the document has nothing at `{}`", entry.pointer),
        format!("it has `{existing}`: correct the pointer, or remove the entry"),
    )
}

/// The longest beginning of a pointer that leads somewhere.
fn nearest<'a>(document: &Document, pointer: &'a str) -> &'a str {
    let mut pointer = pointer;
    while document.at(pointer).is_none() {
        pointer = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
    pointer
}

/// Removes the finding that an entry excuses. A claim that is not true if there is none.
fn excuse(
    document: &Document,
    entry: &LedgerEntry,
    rule: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Claim> {
    if rules::rule(rule).is_none() {
        let names = rules::rules().iter().map(crate::Rule::name);
        let help = suggestion::help(rule, names, "`--explain` lists the rules");
        return Some(Claim::new(
            "rule",
            format!("there is no rule `{rule}`"),
            help,
        ));
    }
    let before = diagnostics.len();
    diagnostics.retain(|diagnostic| {
        diagnostic.rule != rule
            || diagnostic.pointer != entry.pointer
            || diagnostic.file != document.path()
    });
    (diagnostics.len() == before).then(|| {
        Claim::new(
            "rule",
            format!("`{rule}` finds nothing there that would need an excuse"),
            "remove the entry",
        )
    })
}

/// A value in one line, not at length.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
