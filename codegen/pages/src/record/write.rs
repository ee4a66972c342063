//! Writes records as readable YAML, with one row per line.

use std::fmt::Write;

use codegen_document::yaml::scalar;
use serde::Serialize;
use serde_json::Value;

use crate::record::Record;

const OPENING: &str = "# The facts of a documentation page about this operation.\n# Written by `cargo xtask docs record`; `cargo xtask docs compare` compares the documents with it.\n";

impl Record {
    /// The record as text.
    pub fn to_yaml(&self) -> String {
        let mut text = OPENING.to_owned();
        let _ = writeln!(text, "operation: {}", scalar(&self.operation));
        self.write_source(&mut text);
        let facts = &self.facts;
        for (key, value) in [("method", &facts.method), ("uri", &facts.uri)] {
            if let Some(value) = value {
                let _ = writeln!(text, "{key}: {}", scalar(value));
            }
        }
        for (key, texts) in [("statuses", &facts.statuses), ("schemas", &facts.schemas)] {
            if !texts.is_empty() {
                let texts: Vec<String> = texts.iter().map(|text| scalar(text)).collect();
                let _ = writeln!(text, "{key}: [{}]", texts.join(", "));
            }
        }
        self.write_tables(&mut text);
        self.write_examples(&mut text);
        if !self.unplaced.is_empty() {
            text.push_str("unplaced:\n");
        }
        for (line, why) in &self.unplaced {
            let _ = writeln!(text, "  - {{line: {line}, why: {}}}", scalar(why));
        }
        text
    }

    fn write_source(&self, text: &mut String) {
        let page = &self.page;
        text.push_str("page:\n");
        let language = page.language.map(|language| plain(&language));
        let rendering = Some(plain(&page.rendering));
        let sha256 = Some(page.sha256.clone());
        let parts = (!page.parts.is_empty()).then(|| {
            let parts: Vec<String> = page.parts.iter().map(ToString::to_string).collect();
            format!("[{}]", parts.join(", "))
        });
        for (key, value) in [
            ("title", page.title.clone()),
            ("address", page.address.clone()),
            ("date", page.date.clone()),
            ("language", language),
            ("rendering", rendering),
            ("sha256", sha256),
        ] {
            if let Some(value) = value {
                let _ = writeln!(text, "  {key}: {}", scalar(&value));
            }
        }
        if let Some(parts) = parts {
            let _ = writeln!(text, "  parts: {parts}");
        }
    }

    fn write_tables(&self, text: &mut String) {
        if !self.facts.tables.is_empty() {
            text.push_str("tables:\n");
        }
        for table in &self.facts.tables {
            let _ = writeln!(text, "  - role: {}", plain(&table.role));
            if let Some(status) = &table.status {
                let _ = writeln!(text, "    status: {}", scalar(status));
            }
            if let Some(name) = &table.type_name {
                let _ = writeln!(text, "    type_name: {}", scalar(name));
            }
            let none = if table.rows.is_empty() { " []" } else { "" };
            let _ = writeln!(text, "    rows:{none}");
            for row in &table.rows {
                let _ = writeln!(text, "      - {}", flow(&json(row)));
            }
        }
    }

    fn write_examples(&self, text: &mut String) {
        if !self.facts.examples.is_empty() {
            text.push_str("examples:\n");
        }
        for example in &self.facts.examples {
            let _ = writeln!(text, "  - role: {}", plain(&example.role));
            if let Some(status) = &example.status {
                let _ = writeln!(text, "    status: {}", scalar(status));
            }
            let _ = writeln!(text, "    line: {}", example.line);
            let _ = writeln!(text, "    value: {}", indented(&example.value));
        }
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

/// A string value.
fn plain(value: &impl Serialize) -> String {
    match json(value) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(key, value)| format!("{}: {}", scalar(key), flow(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::String(text) => scalar(text),
        other => other.to_string(),
    }
}

/// An example as indented JSON, which is valid YAML.
fn indented(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.replace('\n', "\n      ")
}
