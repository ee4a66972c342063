//! The real documents and records, one operation at a time.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::{Disk, Document, Ledger, Manifest};
use codegen_pages::{OperationComparison, Record, compare};
use serde_json::{Map, Value, json};

/// Everything that is compared.
pub(crate) struct Material {
    pub(crate) records: Vec<Record>,
    pub(crate) ledger: Ledger,
    pub(crate) cases: Vec<Case>,
}

/// One operation with what it refers to, as a document of its own.
pub(crate) struct Case {
    pub(crate) operation: String,
    pub(crate) file: PathBuf,
    pub(crate) document: Value,
    /// The pointer of the operation.
    pub(crate) pointer: String,
}

impl Material {
    pub(crate) fn load() -> Material {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
        let paths = yaml_files(&specs.join("records"));
        let manifest = Manifest::load(&specs).unwrap();
        let mut ledger: Option<Ledger> = None;
        let mut cases = Vec::new();
        for entry in &manifest.modules {
            let document = Document::bundle(&specs.join(&entry.documents)).unwrap();
            let own = Ledger::of(&document, &Disk).unwrap().unwrap();
            match &mut ledger {
                Some(ledger) => ledger.entries.extend(own.entries),
                None => ledger = Some(own),
            }
            cases.extend(self::cases(&entry.documents, &document.to_json()));
        }
        // Those of a page: their facts have every kind of source, and all operations take hours.
        cases.retain(|case| {
            let at = format!("{}/x-source/page", case.pointer);
            case.document.pointer(&at).is_some()
        });
        assert!(cases.len() >= 17, "{} operations", cases.len());
        Material {
            records: paths
                .iter()
                .map(|path| Record::load(path).unwrap())
                .collect(),
            ledger: ledger.unwrap(),
            cases,
        }
    }

    /// The records of the operations that the document of a case has.
    pub(crate) fn records_of(&self, case: &Case) -> Vec<Record> {
        let same = |record: &&Record| {
            let mut cases = self.cases.iter().filter(|other| other.file == case.file);
            cases.any(|other| other.operation == record.operation)
        };
        self.records.iter().filter(same).cloned().collect()
    }

    /// What is said of an operation when document and records are these.
    pub(crate) fn compare(
        &self,
        case: &Case,
        document: &Value,
        records: &[Record],
    ) -> OperationComparison {
        let document = Document::parse(&case.file, document.to_string()).unwrap();
        let comparison = compare(records, &[document], Some(&self.ledger));
        let mut operations = comparison.operations.into_iter();
        operations
            .find(|compared| compared.operation == case.operation)
            .unwrap()
    }
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut paths = Vec::new();
    for path in entries {
        if path.is_dir() {
            paths.extend(yaml_files(&path));
        } else if path.extension().is_some_and(|it| it == "yaml")
            && path.file_name().is_some_and(|it| it != "operations.yaml")
        {
            paths.push(path);
        }
    }
    paths
}

fn cases(file: &Path, document: &Value) -> Vec<Case> {
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (path, method, operation))
    });
    operations
        .map(|(path, method, operation)| {
            let mut document = pruned(document, operation);
            document["paths"] = json!({path: {method: operation}});
            Case {
                operation: operation["operationId"].as_str().unwrap().to_owned(),
                file: file.to_path_buf(),
                document,
                pointer: format!("/paths/{}/{method}", path.replace('/', "~1")),
            }
        })
        .collect()
}

/// A document with the components alone that an operation leads to.
fn pruned(document: &Value, operation: &Value) -> Value {
    let mut kept = BTreeSet::new();
    let mut pending = vec![operation];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(members) => pending.extend(members.values()),
            Value::Array(items) => pending.extend(items),
            Value::String(text) => {
                let Some(pointer) = text.strip_prefix('#') else {
                    continue;
                };
                if let Some(target) = document.pointer(pointer)
                    && kept.insert(pointer.to_owned())
                {
                    pending.push(target);
                }
            }
            _ => {}
        }
    }
    let mut document = document.clone();
    for (kind, components) in document["components"].as_object_mut().unwrap() {
        let components: &mut Map<String, Value> = components.as_object_mut().unwrap();
        if kind != "securitySchemes" {
            components.retain(|name, _| kept.contains(&format!("/components/{kind}/{name}")));
        }
    }
    // What a reference is changed to.
    document["components"]["schemas"]["Invented"] = json!({
        "type": "object", "x-source": {"page": "ListStatisticsApi"},
        "properties": {"invented": {"type": "boolean"}},
    });
    document
}
