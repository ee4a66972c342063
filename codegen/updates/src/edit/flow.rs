//! Edits of flow style in YAML, and of JSON.

use std::ops::Range;

use codegen_document::Node;
use serde_json::Value;

use crate::edit::splice::Splice;
use crate::edit::{EditError, Slot};

/// An entry or item in a flow collection, with its start and end in the text.
type Part = Range<usize>;

impl Splice<'_> {
    /// Whether the text is JSON.
    pub(super) fn is_json(&self) -> bool {
        let extension = self.document.path().extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
    }

    /// The entries or items of a flow collection.
    fn parts(&self, container: &Node) -> Result<Vec<Part>, EditError> {
        if container.as_mapping().is_some() {
            let entries = container.entries();
            return entries
                .map(|entry| self.range(entry.key_span.start, entry.value.span().end))
                .collect();
        }
        let items = container.items().iter();
        items
            .map(|item| self.range(item.span().start, item.span().end))
            .collect()
    }

    /// The indentation of a part, if it is the first on its line.
    fn margin(&self, part: &Part) -> Option<&str> {
        let start = self.text[..part.start].rfind('\n').map_or(0, |at| at + 1);
        let margin = &self.text[start..part.start];
        margin.chars().all(char::is_whitespace).then_some(margin)
    }

    pub(super) fn insert_in_brackets(
        &self,
        mapping: &Node,
        slot: &Slot,
        key: &str,
        value: &Value,
    ) -> Result<String, EditError> {
        let index = |key: &String| mapping.entries().position(|entry| entry.key == key);
        let missing = |key: &String| EditError::Nothing(key.clone());
        let place = match slot {
            Slot::End => mapping.entries().count(),
            Slot::After(key) => index(key).ok_or_else(|| missing(key))? + 1,
            Slot::Before(key) => index(key).ok_or_else(|| missing(key))?,
        };
        self.insert_part(mapping, place, Some(key), value)
    }

    /// Inserts an entry or item into a flow collection.
    pub(super) fn insert_part(
        &self,
        container: &Node,
        place: usize,
        key: Option<&str>,
        value: &Value,
    ) -> Result<String, EditError> {
        let parts = self.parts(container)?;
        let near = parts.get(place.min(parts.len().saturating_sub(1)));
        let margin = near.and_then(|part| self.margin(part));
        let name = key.map_or(String::new(), |key| format!("{}: ", self.flow_key(key)));
        let new = format!("{name}{}", self.in_brackets(value, margin));
        let gap = margin.map_or(" ".to_owned(), |margin| format!("\n{margin}"));
        match (
            place.checked_sub(1).and_then(|before| parts.get(before)),
            near,
        ) {
            (Some(before), _) => Ok(self.replaced(before.end..before.end, &format!(",{gap}{new}"))),
            (None, Some(next)) => {
                Ok(self.replaced(next.start..next.start, &format!("{new},{gap}")))
            }
            (None, None) => {
                let span = self.range(container.span().start, container.span().end)?;
                let (open, close) = if key.is_some() {
                    ('{', '}')
                } else {
                    ('[', ']')
                };
                Ok(self.replaced(span, &format!("{open}{new}{close}")))
            }
        }
    }

    /// Removes an entry or item from a flow collection.
    pub(super) fn remove_part(&self, container: &Node, index: usize) -> Result<String, EditError> {
        let parts = self.parts(container)?;
        let own = parts.get(index).ok_or(EditError::Otherwise)?;
        let range = match (
            index.checked_sub(1).and_then(|at| parts.get(at)),
            parts.get(index + 1),
        ) {
            (_, Some(next)) => own.start..next.start,
            (Some(before), None) => before.end..own.end,
            (None, None) => own.clone(),
        };
        Ok(self.replaced(range, ""))
    }

    /// Replaces a value in a flow collection.
    pub(super) fn set_in_brackets(&self, node: &Node, value: &Value) -> Result<String, EditError> {
        let range = self.range(node.span().start, node.span().end)?;
        let line = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[line..].find(|c: char| !c.is_whitespace());
        let margin = end.map_or("", |end| &self.text[line..line + end]);
        let margin = self.is_json().then_some(margin);
        Ok(self.replaced(range, &self.in_brackets(value, margin)))
    }

    fn flow_key(&self, key: &str) -> String {
        if self.is_json() {
            Value::from(key).to_string()
        } else {
            crate::edit::write::key(key)
        }
    }

    /// A value in flow style, on several lines in multi-line JSON.
    fn in_brackets(&self, value: &Value, margin: Option<&str>) -> String {
        match value {
            Value::Object(members) if !members.is_empty() => {
                let entries = members.iter().map(|(key, value)| (Some(key), value));
                self.bracketed(('{', '}'), entries.collect(), margin)
            }
            Value::Array(items) if !items.is_empty() => {
                let items = items.iter().map(|value| (None, value));
                self.bracketed(('[', ']'), items.collect(), margin)
            }
            Value::String(text) if !self.is_json() => crate::edit::write::scalar(text),
            other => other.to_string(),
        }
    }

    fn bracketed(
        &self,
        (open, close): (char, char),
        parts: Vec<(Option<&String>, &Value)>,
        margin: Option<&str>,
    ) -> String {
        let margin = margin.filter(|_| self.is_json());
        let inner = margin.map(|margin| format!("{margin}  "));
        let part = |(key, value): (Option<&String>, &Value)| {
            let name = key.map_or(String::new(), |key| format!("{}: ", self.flow_key(key)));
            format!("{name}{}", self.in_brackets(value, inner.as_deref()))
        };
        let parts: Vec<String> = parts.into_iter().map(part).collect();
        match (&inner, margin) {
            (Some(inner), Some(margin)) => {
                let parts = parts.join(&format!(",\n{inner}"));
                format!("{open}\n{inner}{parts}\n{margin}{close}")
            }
            _ => format!("{open}{}{close}", parts.join(", ")),
        }
    }
}
