//! Changes of the facts of records.

use codegen_pages::{AllowedValue, Operation, Record, Row};
use serde_json::{Number, Value, json};

use crate::schemas::other;

/// A change of one fact of a record.
pub(crate) struct RecordMutation {
    pub(crate) class: &'static str,
    pub(crate) about: String,
    pub(crate) record: Record,
}

/// All changes of a record.
pub(crate) fn mutations(record: &Record) -> Vec<RecordMutation> {
    let mut list = Vec::new();
    let mut add = |class, about: String, change: &dyn Fn(&mut Operation)| {
        let mut record = record.clone();
        change(&mut record.facts);
        list.push(RecordMutation {
            class,
            about,
            record,
        });
    };
    for (index, status) in record.facts.statuses.iter().enumerate() {
        add("status dropped", status.clone(), &|facts| {
            facts.statuses.remove(index);
        });
    }
    add("status added", "418".to_owned(), &|facts| {
        facts.statuses.push("418".to_owned())
    });
    add("method changed", String::new(), &|facts| {
        facts.method = Some("PATCH".to_owned())
    });
    add("address changed", String::new(), &|facts| {
        facts.uri = Some("/invented".to_owned())
    });
    for index in 0..record.facts.examples.len() {
        add("example dropped", index.to_string(), &|facts| {
            facts.examples.remove(index);
        });
        add("example changed", index.to_string(), &|facts| {
            change_leaf(&mut facts.examples[index].value);
        });
    }
    for table in 0..record.facts.tables.len() {
        let names: Vec<&str> = (record.facts.tables[table].rows.iter())
            .map(|row| row.name.as_str())
            .collect();
        add("table dropped", names.join(" "), &|facts| {
            facts.tables.remove(table);
        });
        for row in 0..record.facts.tables[table].rows.len() {
            let known = &record.facts.tables[table].rows[row];
            add("row dropped", known.name.clone(), &|facts| {
                facts.tables[table].rows.remove(row);
            });
            for (class, change) in row_changes(known) {
                add(class, known.name.clone(), &|facts| {
                    change(&mut facts.tables[table].rows[row])
                });
            }
        }
    }
    list
}

type RowChange = Box<dyn Fn(&mut Row)>;

fn row_changes(row: &Row) -> Vec<(&'static str, RowChange)> {
    let mut list: Vec<(&'static str, RowChange)> = vec![
        ("name changed", Box::new(|row| row.name.push_str("_other"))),
        (
            "type changed",
            Box::new(|row| row.type_ = Some("Array of maps".to_owned())),
        ),
        (
            "pattern added",
            Box::new(|row| row.pattern = Some("^x*$".to_owned())),
        ),
        (
            "limit added",
            Box::new(|row| row.minimum = Some(Number::from(77))),
        ),
        ("limit added", Box::new(|row| row.max_length = Some(7777))),
        ("limit added", Box::new(|row| row.min_items = Some(7))),
        (
            "default changed",
            Box::new(|row| row.default = Some(json!("invented"))),
        ),
        (
            "value added",
            Box::new(|row| {
                row.values.push(AllowedValue {
                    value: json!("invented"),
                    meaning: None,
                });
            }),
        ),
    ];
    if let Some(required) = row.required {
        list.push((
            "required flipped",
            Box::new(move |row| row.required = Some(!required)),
        ));
        list.push(("required dropped", Box::new(|row| row.required = None)));
    }
    if row.max_length.is_some() {
        list.push(("limit dropped", Box::new(|row| row.max_length = None)));
        list.push((
            "limit changed",
            Box::new(|row| row.max_length = row.max_length.map(|limit| limit + 1)),
        ));
    }
    if row.maximum.is_some() {
        list.push(("limit dropped", Box::new(|row| row.maximum = None)));
        list.push((
            "limit changed",
            Box::new(|row| row.maximum = Some(Number::from(77_777))),
        ));
    }
    if row.default.is_some() {
        list.push(("default dropped", Box::new(|row| row.default = None)));
    }
    if !row.values.is_empty() {
        list.push(("value dropped", Box::new(|row| drop(row.values.pop()))));
        list.push((
            "value changed",
            Box::new(|row| {
                let value = other(&row.values[0].value);
                row.values[0].value = value;
            }),
        ));
    }
    list
}

fn change_leaf(value: &mut Value) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            fields.values_mut().for_each(change_leaf);
        }
        Value::Array(items) if !items.is_empty() => items.iter_mut().for_each(change_leaf),
        leaf => *leaf = other(leaf),
    }
}
