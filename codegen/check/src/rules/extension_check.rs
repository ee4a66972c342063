//! Checks the structure of extensions.

use codegen_document::Node;

use crate::diagnostic::Finding;
use crate::place::Place;
use crate::rule::Report;
use crate::suggestion;

/// Checks the structure of an extension, and adds findings at its nodes.
pub(super) struct ExtensionCheck<'r, 'c, 'a> {
    pub(super) report: &'r mut Report<'c, 'a>,
    pub(super) place: Place,
}

impl ExtensionCheck<'_, '_, '_> {
    pub(super) fn add(&mut self, steps: &[&str], message: String, help: impl Into<String>) {
        let place = steps
            .iter()
            .fold(self.place.clone(), |place, step| place.join(step));
        self.report.add(Finding::new(place, message, help).at_key());
    }

    pub(super) fn word(&mut self, node: &Node, what: &str, words: &[&str]) {
        let text = node.as_str().unwrap_or_default();
        if !words.contains(&text) {
            let known = suggestion::one_of(words.iter().copied());
            let help = suggestion::help(text, words.iter().copied(), known);
            self.add(&[], format!("unknown {what} `{text}`"), help);
        }
    }

    /// Whether a node is a mapping; adds findings for unknown keys.
    pub(super) fn keys(&mut self, steps: &[&str], node: &Node, known: &[&str]) -> bool {
        if node.as_mapping().is_none() {
            let message = format!("expected a mapping, found {}", node.kind());
            self.add(steps, message, suggestion::one_of(known.iter().copied()));
            return false;
        }
        for entry in node.entries().filter(|entry| !known.contains(&entry.key)) {
            let otherwise = suggestion::one_of(known.iter().copied());
            let help = suggestion::help(entry.key, known.iter().copied(), otherwise);
            let steps = [steps, &[entry.key]].concat();
            self.add(&steps, format!("unknown key `{}`", entry.key), help);
        }
        true
    }

    pub(super) fn members_are_strings(&mut self, node: &Node, help: &str) {
        let entries = node.entries();
        for entry in entries.filter(|entry| entry.value.as_str().is_none()) {
            let message = format!(
                "invalid `{}`: expected a string, found {}",
                entry.key,
                entry.value.kind()
            );
            self.add(&[entry.key], message, help);
        }
    }

    pub(super) fn strings(&mut self, steps: &[&str], node: &Node) {
        if node.as_sequence().is_none() || node.items().iter().any(|item| item.as_str().is_none()) {
            self.add(
                steps,
                "expected a list of strings".to_owned(),
                "use the form `[one, two]`",
            );
        }
    }
}
