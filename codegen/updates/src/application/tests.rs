//! Changes every row of the project's own records in every way.

use std::path::Path;

use codegen_document::{Disk, Document, Ledger};
use codegen_pages::{Record, Row};
use serde_json::Value;

use crate::application::apply;
use crate::folder::Folder;
use crate::operation_locator::OperationLocator;
use crate::subject::Subject;

type Mutation = (&'static str, fn(&mut Vec<Row>, usize));

const MUTATIONS: [Mutation; 10] = [
    ("required flipped", |rows, at| {
        rows[at].required = rows[at].required.map(|flag| !flag)
    }),
    ("removed", |rows, at| drop(rows.remove(at))),
    ("new text behind", |rows, at| {
        let mut row = invented("String", &rows[at]);
        row.max_length = Some(7);
        rows.insert(at + 1, row);
    }),
    ("new list before", |rows, at| {
        let mut row = invented("Array of integers", &rows[at]);
        row.max_items = Some(7);
        rows.insert(at, row);
    }),
    ("no limits", |rows, at| {
        let row = &mut rows[at];
        (row.minimum, row.maximum, row.pattern) = (None, None, None);
        (row.min_length, row.max_length) = (None, None);
        (row.min_items, row.max_items) = (None, None);
    }),
    ("limits", |rows, at| {
        let row = &mut rows[at];
        match row.type_.as_deref() {
            Some("String") => (row.min_length, row.max_length) = (Some(3), Some(77)),
            Some("Integer" | "Long") => {
                (row.minimum, row.maximum) = (Some(3.into()), Some(77.into()))
            }
            _ => {}
        }
    }),
    ("text and number", |rows, at| {
        let number = rows[at].type_.as_deref() == Some("Integer");
        rows[at].type_ = Some(if number { "String" } else { "Integer" }.to_owned());
    }),
    ("a list of it", |rows, at| {
        let old = rows[at].type_.clone().unwrap_or_default();
        rows[at].type_ = Some(format!("Array of {old}s"));
    }),
    ("another first value", |rows, at| {
        if let Some(first) = rows[at].values.first_mut() {
            first.value = Value::from("invented");
        }
    }),
    ("one value less", |rows, at| drop(rows[at].values.pop())),
];

fn invented(kind: &str, beside: &Row) -> Row {
    let mut row = Row::default();
    row.name = "invented".to_owned();
    row.type_ = Some(kind.to_owned());
    row.required = beside.required.map(|_| false);
    row
}

/// Applied changes leave no differences, and all others are reported.
#[test]
fn what_is_not_left_to_a_person_is_consistent() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let folder = by_resource(Folder::load(&specs).unwrap());
    let (mut done, mut decided) = (0, 0);
    let mut count = 0;
    // If a definition is the source, a page changes nothing.
    let from_pages = folder.records.iter().filter(|record| {
        let locator = OperationLocator::find(&folder.documents, &record.operation);
        locator.is_some_and(|locator| {
            let at = format!("{}/x-source/page", locator.operation);
            locator.document.at(&at).is_some()
        })
    });
    for record in from_pages {
        for table in 0..record.facts.tables.len() {
            for row in 0..record.facts.tables[table].rows.len() {
                for (name, mutate) in &MUTATIONS {
                    count += 1;
                    if count % STEP != 0 {
                        continue;
                    }
                    let mut new = record.clone();
                    mutate(&mut new.facts.tables[table].rows, row);
                    let counts = one(&folder, record, new, &format!("{name}, {table}/{row}"));
                    done += counts.0;
                    decided += counts.1;
                }
            }
        }
    }
    assert!(done > 40 && decided > 0, "{done} done, {decided} decided");
}

/// The resources with operations whose source is a page, as separate documents: a module has up to
/// 178 operations, all of which are compared for every change.
fn by_resource(mut folder: Folder) -> Folder {
    let has_page = |document: &Document| {
        let locators = OperationLocator::all(document);
        locators.iter().any(|locator| {
            let at = format!("{}/x-source/page", locator.operation);
            document.at(&at).is_some()
        })
    };
    let files = folder.documents.iter().flat_map(Document::files);
    let bundles = files.map(|(file, _)| Document::bundle(file).unwrap());
    folder.documents = bundles.filter(has_page).collect();
    let ledgers = folder.documents.iter();
    let mut ledgers = ledgers.filter_map(|document| Ledger::of(document, &Disk).unwrap());
    let mut joined = ledgers.next().unwrap();
    joined
        .entries
        .extend(ledgers.flat_map(|ledger| ledger.entries));
    folder.ledger = Some(joined);
    assert!(folder.documents.len() > 10, "{}", folder.documents.len());
    folder
}

/// Only some, because all of them take minutes.
const STEP: usize = 41;

fn one(folder: &Folder, old: &Record, new: Record, name: &str) -> (usize, usize) {
    let subject = Subject::new(Path::new("page.html"), old, new);
    let outcome = apply(folder, &[subject]).unwrap();
    let application = &outcome.operations[0];
    let changes = application.changes.changes.len();
    assert_eq!(
        application.applied.len() + application.decisions.len(),
        changes,
        "{name}"
    );
    let text = || format!("{name} of {}: {application:#?}", old.operation);
    if application.decisions.is_empty() {
        assert!(application.left.is_empty(), "{}", text());
    }
    (application.applied.len(), application.decisions.len())
}
