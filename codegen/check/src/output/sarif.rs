//! Findings as SARIF 2.1.0, which code scanning services read.

use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::text;
use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::rules;
use crate::severity::{Level, Severity};

/// All findings as one SARIF document.
pub fn sarif(diagnostics: &[Diagnostic]) -> String {
    let rules: Vec<Value> = rules::rules().iter().map(rule).collect();
    let results: Vec<Value> = diagnostics.iter().map(result).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "xtask check",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn rule(rule: &Rule) -> Value {
    let level = match rule.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Off => "none",
    };
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "defaultConfiguration": {"enabled": rule.level != Level::Off, "level": level},
    })
}

fn result(diagnostic: &Diagnostic) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let index = rules::rules()
        .iter()
        .position(|rule| rule.name == diagnostic.rule);
    json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": level,
        "message": {"text": text(diagnostic)},
        "locations": [{
            "physicalLocation": {
                "artifactLocation": {"uri": uri(&diagnostic.file)},
                "region": {
                    "startLine": diagnostic.line,
                    "startColumn": diagnostic.column,
                    "endLine": diagnostic.end.line,
                    "endColumn": diagnostic.end.column,
                },
            },
            "logicalLocations": [{"fullyQualifiedName": diagnostic.pointer}],
        }],
    })
}

/// Characters that need no escape in a segment of a URI.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A path as a URI: relative ones stay relative.
fn uri(path: &Path) -> String {
    let mut segments = Vec::new();
    let mut start = "";
    for component in path.components() {
        match component {
            Component::RootDir => start = "file:///",
            Component::Prefix(prefix) => {
                segments.push(encoded(&prefix.as_os_str().to_string_lossy()))
            }
            Component::CurDir => {}
            Component::ParentDir => segments.push("..".to_owned()),
            Component::Normal(name) => segments.push(encoded(&name.to_string_lossy())),
        }
    }
    start.to_owned() + &segments.join("/")
}

fn encoded(segment: &str) -> String {
    utf8_percent_encode(segment, SEGMENT).to_string()
}
