//! Findings as a code quality report of GitLab.

use serde_json::{Value, json};

use super::text;
use crate::diagnostic::Diagnostic;
use crate::severity::Severity;

/// One JSON document; GitLab shows it on merge requests.
pub fn gitlab(diagnostics: &[Diagnostic]) -> String {
    let issues: Vec<Value> = diagnostics.iter().map(issue).collect();
    format!("{:#}\n", Value::from(issues))
}

fn issue(diagnostic: &Diagnostic) -> Value {
    let file = diagnostic.file.display().to_string().replace('\\', "/");
    let Diagnostic {
        rule,
        pointer,
        message,
        ..
    } = diagnostic;
    json!({
        "description": text(diagnostic),
        "check_name": rule,
        // Without the line, so that a finding that only moves is the same one.
        "fingerprint": format!("{rule} {file}#{pointer} {message}"),
        "severity": match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
        },
        "location": {"path": file, "lines": {"begin": diagnostic.line, "end": diagnostic.end.line}},
    })
}
