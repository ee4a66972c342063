//! Loads records with the line of every fact.

use std::collections::BTreeMap;
use std::path::Path;

use codegen_document::{Document, Node};
use serde::de::DeserializeOwned;

use crate::page::{Example, Operation, Row, Table};
use crate::record::{Record, RecordError, RecordedPage};

impl Record {
    /// Loads a record.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is not a record.
    pub fn load(path: &Path) -> Result<Record, RecordError> {
        let document =
            Document::load(path).map_err(|error| RecordError::Load(error.to_string()))?;
        let reader = Reader {
            document: &document,
        };
        reader.record()
    }
}

struct Reader<'a> {
    document: &'a Document,
}

impl Reader<'_> {
    fn record(&self) -> Result<Record, RecordError> {
        const KEYS: [&str; 9] = [
            "operation",
            "page",
            "method",
            "uri",
            "statuses",
            "schemas",
            "tables",
            "examples",
            "unplaced",
        ];
        let root = self.document.root();
        if let Some(entry) = root.entries().find(|entry| !KEYS.contains(&entry.key)) {
            let message = format!(
                "a record has no `{}`; known are {}",
                entry.key,
                KEYS.join(", ")
            );
            return Err(self.error(entry.value, &message));
        }
        let Some(operation) = root.get("operation").and_then(Node::as_str) else {
            return Err(self.error(root, "missing `operation` in the record"));
        };
        let text = |key: &str| root.get(key).and_then(Node::as_str).map(str::to_owned);
        let facts = Operation {
            method: text("method"),
            uri: text("uri"),
            tables: self.tables(root)?,
            examples: self.examples(root)?,
            statuses: self.texts(root, "statuses")?,
            schemas: self.texts(root, "schemas")?,
            ..Operation::default()
        };
        let page = match root.get("page") {
            Some(page) => self.typed::<RecordedPage>(page)?,
            None => return Err(self.error(root, "missing `page` in the record")),
        };
        let page_lines = page_lines(root);
        Ok(Record {
            operation: operation.to_owned(),
            page,
            facts,
            unplaced: self.unplaced(root),
            path: self.document.path().to_path_buf(),
            page_lines,
        })
    }

    /// The tables. The lines are those of the record, where a reviewer looks.
    fn tables(&self, root: &Node) -> Result<Vec<Table>, RecordError> {
        let mut tables = Vec::new();
        for node in root.get("tables").map(Node::items).unwrap_or_default() {
            let rows = node.get("rows").map(Node::items).unwrap_or_default();
            for row in rows {
                // To report an error at its own location instead of that of the table.
                self.typed::<Row>(row)?;
            }
            let mut table: Table = self.typed(node)?;
            table.line = node.position().line;
            for (row, node) in table.rows.iter_mut().zip(rows) {
                let row: &mut Row = row;
                row.line = node.position().line;
            }
            tables.push(table);
        }
        Ok(tables)
    }

    fn examples(&self, root: &Node) -> Result<Vec<Example>, RecordError> {
        let mut examples = Vec::new();
        for node in root.get("examples").map(Node::items).unwrap_or_default() {
            let mut example: Example = self.typed(node)?;
            example.line = node.position().line;
            examples.push(example);
        }
        Ok(examples)
    }

    fn texts(&self, root: &Node, key: &str) -> Result<Vec<String>, RecordError> {
        root.get(key)
            .map_or(Ok(Vec::new()), |node| self.typed(node))
    }

    fn unplaced(&self, root: &Node) -> Vec<(u32, String)> {
        let items = root.get("unplaced").map(Node::items).unwrap_or_default();
        let read = |node: &Node| {
            let line = node.get("line")?.as_u64()?;
            let why = node.get("why")?.as_str()?.to_owned();
            Some((u32::try_from(line).ok()?, why))
        };
        items.iter().filter_map(read).collect()
    }

    fn typed<T: DeserializeOwned>(&self, node: &Node) -> Result<T, RecordError> {
        serde_json::from_value(node.to_json())
            .map_err(|error| self.error(node, &format!("invalid value: {error}")))
    }

    fn error(&self, node: &Node, message: &str) -> RecordError {
        let location = self.document.location_of(node);
        RecordError::Load(format!("{location}: {message}"))
    }
}

/// The lines of the page by those of the record.
fn page_lines(root: &Node) -> BTreeMap<u32, u32> {
    let list = |key: &str| root.get(key).map(Node::items).unwrap_or_default();
    let rows = list("tables").iter().filter_map(|table| table.get("rows"));
    let facts = rows.flat_map(Node::items).chain(list("examples"));
    let line = |node: &Node| {
        let line = u32::try_from(node.get("line")?.as_u64()?).ok()?;
        Some((node.position().line, line))
    };
    facts.filter_map(line).collect()
}
