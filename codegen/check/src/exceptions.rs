//! Applies the ledger: checks its claims, and removes the findings that it accepts.

use std::path::Path;

use codegen_document::{Document, Ledger, LedgerEntry};
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Finding};
use crate::place::Place;
use crate::rules;
use crate::severity::Severity;
use crate::source::Source;
use crate::suggestion;

/// What the entries are checked against.
pub(crate) struct Run<'a> {
    pub(crate) sources: &'a [Source],
    /// The date, as `YYYY-MM-DD`.
    pub(crate) today: &'a str,
    /// Whether a rule is off for a document: claims about its findings are not checked.
    pub(crate) is_off: &'a dyn Fn(&Document, &str) -> bool,
}

/// Removes the findings that the ledger accepts, and adds one for each entry that does not apply.
pub(crate) fn apply(ledger: &Ledger, run: &Run<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let folder = ledger.source.path().parent().unwrap_or(Path::new(""));
    for (index, entry) in ledger.entries.iter().enumerate() {
        let path = folder.join(&entry.document);
        let source = run.sources.iter().find(|source| source.path() == path);
        let finding = expired(entry, run.today).or_else(|| match source {
            Some(Source::Document(document) | Source::Referenced(document)) => {
                check(run, document, entry, diagnostics)
            }
            Some(_) => None,
            None if path.is_file() => None,
            None => Some(FalseClaim::new(
                "document",
                format!("cannot find document `{}`", entry.document),
                "correct the name, or remove the entry",
            )),
        });
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

fn expired(entry: &LedgerEntry, today: &str) -> Option<FalseClaim> {
    let until = entry.until.as_deref().filter(|until| *until < today)?;
    Some(FalseClaim::new(
        "until",
        format!("the entry expired on {until}"),
        "correct the document and remove the entry, or set a new date with a new reason",
    ))
}

/// A claim of an entry that is false.
struct FalseClaim {
    /// The key of the entry that makes the claim.
    key: &'static str,
    message: String,
    help: String,
}

impl FalseClaim {
    fn new(key: &'static str, message: impl Into<String>, help: impl Into<String>) -> FalseClaim {
        FalseClaim {
            key,
            message: message.into(),
            help: help.into(),
        }
    }
}

fn check(
    run: &Run<'_>,
    document: &Document,
    entry: &LedgerEntry,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FalseClaim> {
    let Some(node) = document.at(&entry.pointer) else {
        return Some(unresolved(document, entry));
    };
    let found = bundled(node.to_json());
    if let Some(value) = entry.value.as_ref().filter(|value| found != **value) {
        return Some(FalseClaim::new(
            "value",
            format!("expected `{}`, found `{}`", excerpt(value), excerpt(&found)),
            "correct the document or the entry, or remove the entry if it is settled",
        ));
    }
    let absent = entry.absent.as_deref();
    if let Some((key, found)) = absent.and_then(|key| Some((key, node.get(key)?))) {
        return Some(FalseClaim::new(
            "absent",
            format!("expected no `{key}`, found `{}`", excerpt(&found.to_json())),
            "remove it from the document, or remove the entry if it is settled",
        ));
    }
    entry
        .rule
        .as_ref()
        .filter(|rule| !(run.is_off)(document, rule))
        .and_then(|rule| accept(document, entry, rule, diagnostics))
}

/// A value with its references to components of other files as they are in the bundled document.
fn bundled(value: Value) -> Value {
    match value {
        Value::String(text) => match text.split_once("#/components/") {
            Some((file, component)) if !file.contains("://") && !file.is_empty() => {
                Value::String(format!("#/components/{component}"))
            }
            _ => Value::String(text),
        },
        Value::Array(items) => items.into_iter().map(bundled).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            Value::Object(members.map(|(key, value)| (key, bundled(value))).collect())
        }
        other => other,
    }
}

fn unresolved(document: &Document, entry: &LedgerEntry) -> FalseClaim {
    let existing = nearest(document, &entry.pointer);
    FalseClaim::new(
        "pointer",
        format!("`{}` does not exist in the document", entry.pointer),
        match existing {
            "" => "correct the pointer, or remove the entry".to_owned(),
            _ => format!("correct the pointer, of which `{existing}` exists, or remove the entry"),
        },
    )
}

/// The longest prefix of a pointer that exists.
fn nearest<'a>(document: &Document, pointer: &'a str) -> &'a str {
    let mut pointer = pointer;
    while document.at(pointer).is_none() {
        pointer = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
    pointer
}

/// Removes the finding that an entry accepts. The claim is false if there is none.
fn accept(
    document: &Document,
    entry: &LedgerEntry,
    rule: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FalseClaim> {
    if rules::rule(rule).is_none() {
        let names = rules::rules().iter().map(crate::Rule::name);
        let help = suggestion::help(rule, names, "list the rules with `--explain`");
        return Some(FalseClaim::new(
            "rule",
            format!("unknown rule `{rule}`"),
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
        FalseClaim::new(
            "rule",
            format!("rule `{rule}` reports nothing there"),
            "remove the entry",
        )
    })
}

/// A value as JSON, shortened.
fn excerpt(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
