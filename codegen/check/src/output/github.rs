//! Findings as annotations of a pull request.

use std::fmt::Write;

use super::text;
use crate::diagnostic::Diagnostic;
use crate::severity::Severity;

/// One workflow command of GitHub Actions a line, one line a finding.
pub fn github(diagnostics: &[Diagnostic]) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let file = diagnostic.file.display().to_string();
        let message = text(diagnostic);
        let _ = writeln!(
            lines,
            "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            property(&file),
            diagnostic.line,
            diagnostic.column,
            diagnostic.end.line,
            // GitHub counts the last character in, we do not.
            diagnostic.end.column.saturating_sub(1).max(1),
            property(diagnostic.rule),
            data(&message),
        );
    }
    lines
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
