//! Findings as entries of a ledger.

use std::collections::BTreeSet;
use std::path::Path;

use codegen_document::normalized;

use crate::diagnostic::Diagnostic;

/// Rules whose findings nothing can excuse: they are about files that cannot be read, and about the
/// ledger and the settings themselves.
const INEXCUSABLE: [&str; 3] = ["syntax", "ledger", "settings"];

/// Entries of a ledger in `folder` that excuse what was found, so that a check finds only what
/// comes later, and how many findings cannot be excused there: those about files outside of the
/// folder, or that cannot be read.
pub fn exceptions(diagnostics: &[Diagnostic], folder: &Path) -> (String, usize) {
    let folder = normalized(folder);
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    let mut left = 0;
    let places = diagnostics
        .iter()
        .flat_map(|diagnostic| diagnostic.pointers().map(move |it| (diagnostic, it)));
    for (diagnostic, pointer) in places {
        let path = normalized(&diagnostic.file);
        let Some(document) = path
            .strip_prefix(&folder)
            .ok()
            .filter(|_| !INEXCUSABLE.contains(&diagnostic.rule))
        else {
            left += 1;
            continue;
        };
        let document = document.display().to_string();
        if !seen.insert((document.clone(), pointer, diagnostic.rule)) {
            continue;
        }
        let why = format!("Found when checking began: {}.", diagnostic.message);
        for (index, (key, value)) in [
            ("document", document.as_str()),
            ("pointer", pointer),
            ("rule", diagnostic.rule),
            ("page", "Not compared yet."),
            ("why", &why),
        ]
        .into_iter()
        .enumerate()
        {
            let dash = if index == 0 { "- " } else { "  " };
            // A text in JSON is one in YAML, whatever it contains.
            let value = serde_json::Value::from(value);
            text.push_str(&format!("{dash}{key}: {value}\n"));
        }
    }
    (text, left)
}
