//! Machine-readable findings.

use crate::diagnostic::Diagnostic;

/// One JSON object a line, one line a finding.
pub fn json(diagnostics: &[Diagnostic]) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics {
        // A finding has no keys but texts and no floats: it cannot fail.
        if let Ok(line) = serde_json::to_string(diagnostic) {
            lines.push_str(&line);
            lines.push('\n');
        }
    }
    lines
}
