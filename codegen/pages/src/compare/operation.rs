//! Holds the record of an operation against the operation in the document.

use serde_json::Value;

use crate::compare::aspects::{self, Aspect};
use crate::compare::evidence::{Evidence, Source, same};
use crate::compare::fields::{self, Field, Fields, Homeless, Place, View};
use crate::compare::report::{ComparedFact, OperationComparison, State};
use crate::definitions::DefinedOperation;
use crate::page::{Example, Row, Side};
use crate::pattern::Pattern;
use crate::record::Record;
use crate::vocabulary::referenced_type;

/// The pointers of a field of a document.
#[derive(Clone, Copy)]
struct Origin<'a> {
    pointer: &'a str,
    schemas: &'a [String],
}

/// Both sides of an operation.
pub(super) fn compare(
    record: &Record,
    defined: &DefinedOperation,
    evidence: &Evidence<'_>,
) -> OperationComparison {
    let mut side = Sides {
        record: Some(record),
        defined,
        evidence,
        facts: Vec::new(),
    };
    side.call();
    side.statuses();
    let recorded = recorded_fields(record);
    let documented = documented_fields(defined);
    side.fields(&recorded, &documented);
    side.examples();
    OperationComparison {
        operation: record.operation.clone(),
        document: Some(evidence.place(&defined.pointer)),
        record: Some(record.path.display().to_string()),
        facts: side.facts,
    }
}

/// An operation without a record: all of its facts need another source.
pub(super) fn unrecorded(
    defined: &DefinedOperation,
    evidence: &Evidence<'_>,
) -> OperationComparison {
    let mut side = Sides {
        record: None,
        defined,
        evidence,
        facts: Vec::new(),
    };
    side.statuses();
    let nothing = Fields {
        fields: Vec::new(),
        homeless: Vec::new(),
    };
    side.fields(&nothing, &documented_fields(defined));
    side.examples();
    OperationComparison {
        operation: defined.id.clone().unwrap_or_default(),
        document: Some(evidence.place(&defined.pointer)),
        record: None,
        facts: side.facts,
    }
}

/// A record of an operation that no document has.
pub(super) fn undocumented(record: &Record) -> OperationComparison {
    let fact = ComparedFact {
        fact: "operation".to_owned(),
        state: State::Missing,
        recorded: Some(record.operation.clone()),
        documented: None,
        record: Some(record.path.display().to_string()),
        document: None,
        explanation: None,
    };
    OperationComparison {
        operation: record.operation.clone(),
        document: None,
        record: Some(record.path.display().to_string()),
        facts: vec![fact],
    }
}

fn recorded_fields(record: &Record) -> Fields<'_, u32> {
    let views: Vec<View<'_, u32>> = record
        .facts
        .tables
        .iter()
        .map(|table| View {
            table,
            rows: table.rows.iter().map(|row| (row, row.line)).collect(),
        })
        .collect();
    fields::fields(&views)
}

fn documented_fields(defined: &DefinedOperation) -> Fields<'_, Origin<'_>> {
    let views: Vec<View<'_, Origin<'_>>> = defined
        .tables
        .iter()
        .map(|defined| View {
            table: &defined.table,
            rows: defined
                .rows
                .iter()
                .map(|row| {
                    let origin = Origin {
                        pointer: &row.pointer,
                        schemas: &row.schemas,
                    };
                    (&row.row, origin)
                })
                .collect(),
        })
        .collect();
    fields::fields(&views)
}

struct Sides<'a> {
    record: Option<&'a Record>,
    defined: &'a DefinedOperation,
    evidence: &'a Evidence<'a>,
    facts: Vec<ComparedFact>,
}

impl Sides<'_> {
    fn record_place(&self, line: u32) -> Option<String> {
        let record = self.record?;
        Some(match line {
            0 => record.path.display().to_string(),
            line => format!("{}:{line}", record.path.display()),
        })
    }

    fn push(
        &mut self,
        fact: String,
        recorded: Option<(String, u32)>,
        documented: Option<String>,
        pointer: &str,
        explanation: Option<String>,
    ) {
        let equal = recorded.as_ref().map(|(text, _)| text) == documented.as_ref();
        let state = match (&recorded, &explanation) {
            _ if equal => State::Found,
            (_, Some(_)) => State::Explained,
            (Some(_), None) => State::Missing,
            (None, None) => State::Invented,
        };
        let line = recorded.as_ref().map(|(_, line)| *line);
        self.facts.push(ComparedFact {
            fact,
            state,
            record: line.and_then(|line| self.record_place(line)),
            recorded: recorded.map(|(text, _)| text),
            documented,
            document: Some(self.evidence.place(pointer)),
            explanation: explanation.filter(|_| !equal),
        });
    }

    fn call(&mut self) {
        let Some(record) = self.record else {
            return;
        };
        let facts = &record.facts;
        let sides = [
            ("method", &facts.method, &self.defined.method),
            ("address", &facts.uri, &self.defined.uri),
        ];
        for (name, recorded, documented) in sides {
            if let Some(recorded) = recorded {
                let recorded = recorded.split('?').next().unwrap_or(recorded).to_owned();
                let pointer = self.defined.pointer.clone();
                self.push(
                    name.to_owned(),
                    Some((recorded, 0)),
                    Some(documented.clone()),
                    &pointer,
                    None,
                );
            }
        }
    }

    fn statuses(&mut self) {
        let recorded = self
            .record
            .map(|record| record.facts.statuses.clone())
            .unwrap_or_default();
        for status in &recorded {
            let found = self
                .defined
                .statuses
                .iter()
                .find(|known| known.code == *status);
            let responses = format!("{}/responses", self.defined.pointer);
            let pointer = found.map_or(responses.clone(), |known| known.pointer.clone());
            let explanation = self.evidence.absent(&responses, status);
            let documented = found.map(|_| status.clone());
            let fact = format!("status {status}");
            self.push(
                fact,
                Some((status.clone(), 0)),
                documented,
                &pointer,
                explanation,
            );
        }
        for known in &self.defined.statuses {
            if !recorded.contains(&known.code) {
                let explanation = self.evidence.other_source(&known.pointer);
                let fact = format!("status {}", known.code);
                self.push(
                    fact,
                    None,
                    Some(known.code.clone()),
                    &known.pointer,
                    explanation,
                );
            }
        }
    }

    fn fields(&mut self, recorded: &Fields<'_, u32>, documented: &Fields<'_, Origin<'_>>) {
        for field in &recorded.fields {
            let found = documented
                .fields
                .iter()
                .find(|other| other.place == field.place && other.path == field.path);
            match found {
                Some(found) => self.field(field, found),
                None => self.missing(field, documented),
            }
        }
        for homeless in &recorded.homeless {
            self.homeless(homeless, documented);
        }
        for field in &documented.fields {
            let known = recorded
                .fields
                .iter()
                .any(|other| other.place == field.place && other.path == field.path);
            if !known && !at_home(field, &recorded.homeless) {
                self.invented(field);
            }
        }
    }

    fn field(&mut self, recorded: &Field<'_, u32>, documented: &Field<'_, Origin<'_>>) {
        let name = label(&recorded.place, &recorded.path);
        let here = || documented.origin.pointer;
        self.push(
            name.clone(),
            Some((recorded.row.name.clone(), recorded.origin)),
            Some(documented.row.name.clone()),
            here(),
            None,
        );
        let answered = matches!(recorded.place, Place::Response(_));
        for aspect in aspects::of(Some(recorded.row), Some(documented.row), answered) {
            self.aspect(&name, &aspect, recorded.origin, documented);
        }
        self.type_name(&name, recorded, documented);
    }

    /// The name that the page gives to a type. A type that is called like its field has no name.
    fn type_name(
        &mut self,
        name: &str,
        recorded: &Field<'_, u32>,
        documented: &Field<'_, Origin<'_>>,
    ) {
        let Some(wanted) = recorded.row.type_.as_deref().and_then(referenced_type) else {
            return;
        };
        if wanted == recorded.row.name {
            return;
        }
        let suffix = format!("/schemas/{wanted}");
        let schemas = documented.origin.schemas;
        let same = schemas.iter().any(|schema| schema.ends_with(&suffix));
        let other = documented.row.type_.as_deref().and_then(referenced_type);
        let found = if same { Some(wanted.clone()) } else { other };
        let pointer = documented.origin.pointer;
        let explanation = self.evidence.node(pointer).filter(|_| !same);
        let recorded = Some((wanted, recorded.origin));
        self.push(
            format!("{name}, name of the type"),
            recorded,
            found,
            pointer,
            explanation,
        );
    }

    fn aspect(&mut self, name: &str, aspect: &Aspect, line: u32, field: &Field<'_, Origin<'_>>) {
        let equal = is_equal(aspect);
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let recorded = aspect.recorded.as_ref().map(text);
        let documented = aspect.documented.as_ref().map(text);
        let documented = if equal { recorded.clone() } else { documented };
        let (pointer, explanation) = if equal {
            (field.origin.pointer.to_owned(), None)
        } else {
            self.explain(aspect, field)
        };
        let fact = format!("{name}, {}", aspect.name);
        self.push(
            fact,
            recorded.map(|text| (text, line)),
            documented,
            &pointer,
            explanation,
        );
    }

    /// Where a keyword is or would be, and what explains that it is different.
    fn explain(&self, aspect: &Aspect, field: &Field<'_, Origin<'_>>) -> (String, Option<String>) {
        let origin = field.origin;
        let owner = origin
            .schemas
            .iter()
            .find(|schema| {
                let node = self.evidence.document.at(schema);
                node.is_some_and(|node| node.get(aspect.keyword).is_some())
            })
            .map_or(origin.pointer, String::as_str);
        let mut places = vec![origin.pointer.to_owned()];
        places.extend(origin.schemas.iter().cloned());
        let ledger = self.evidence.keyword(&places, aspect.keyword).or_else(|| {
            // What is required stands in a list beside the properties.
            let parent = origin
                .pointer
                .rsplit_once("/properties/")
                .map(|(parent, _)| parent.to_owned());
            parent
                .filter(|_| aspect.keyword == "required")
                .and_then(|parent| self.evidence.keyword(&[parent], "required"))
        });
        let explanation = ledger.or_else(|| {
            let added = aspect.recorded.is_none();
            self.source(owner, field, Some(aspect.keyword))
                .filter(|_| added)
        });
        (owner.to_owned(), explanation)
    }

    /// What else than the record is the source of a field, or of a keyword of it.
    fn source(
        &self,
        pointer: &str,
        field: &Field<'_, Origin<'_>>,
        keyword: Option<&str>,
    ) -> Option<String> {
        match self.evidence.source(pointer)? {
            Source::Official(name) => self.official(name, field, keyword),
            Source::Page(name) => self.other_page(name, field, keyword),
            Source::Example(of) => {
                let examples = &self.record?.facts.examples;
                let shown = examples.iter().any(|example| {
                    let side = match &field.place {
                        Place::Response(status) => example.status.as_ref() == Some(status),
                        _ => example.role == Side::Request,
                    };
                    side && has_path(&example.value, &field.path)
                });
                shown.then(|| format!("the example of {of} shows it"))
            }
        }
    }

    /// Whether the official definition says it, as far as it is recorded: at the same place of the
    /// same operation, or in the schema or operation that is named.
    fn official(
        &self,
        name: &str,
        field: &Field<'_, Origin<'_>>,
        keyword: Option<&str>,
    ) -> Option<String> {
        let definitions = self.evidence.definitions;
        let explanation = format!("official definition of {name}");
        if definitions.is_empty() {
            return Some(explanation);
        }
        let id = self.defined.id.as_deref().unwrap_or_default();
        let said = definitions.iter().any(|record| {
            // The schema of a whole body has no name in a record: it may be of any operation.
            let body = field.place == Place::Response("default".to_owned());
            let here = body || record.operation == id || record.operation == name;
            let fields = recorded_fields(record).fields;
            let placed = here
                && fields.iter().any(|other| {
                    other.place.is_like(&field.place)
                        && other.path == field.path
                        && says(other.row, field, keyword)
                });
            let types = record.facts.tables.iter();
            let mut named = types.filter(|table| table.type_name.as_deref() == Some(name));
            placed
                || named.any(|table| {
                    let rows = table.rows.iter().filter(|row| row.name == field.row.name);
                    rows.into_iter().any(|row| says(row, field, keyword))
                })
        });
        said.then_some(explanation)
    }

    /// Whether the page of another operation, with which this one shares a component, says it.
    fn other_page(
        &self,
        name: &str,
        field: &Field<'_, Origin<'_>>,
        keyword: Option<&str>,
    ) -> Option<String> {
        if self.record.is_some_and(|record| record.operation == name) {
            return None;
        }
        let record = self
            .evidence
            .records
            .iter()
            .find(|record| record.operation == name)?;
        let fields = recorded_fields(record).fields;
        let said = fields.iter().any(|other| {
            other.place.is_like(&field.place)
                && other.path == field.path
                && says(other.row, field, keyword)
        });
        said.then(|| format!("the page of {name}, which shares the component"))
    }

    fn missing(&mut self, field: &Field<'_, u32>, documented: &Fields<'_, Origin<'_>>) {
        let name = label(&field.place, &field.path);
        let recorded = Some((field.row.name.clone(), field.origin));
        if field.place == Place::Header && self.is_credential(&field.row.name) {
            let row = Some(field.row.name.clone());
            let pointer = self.defined.pointer.clone();
            self.push(name, recorded, row, &pointer, None);
            return;
        }
        let parent = field.path.rsplit_once('.').map_or("", |(parent, _)| parent);
        let owner = documented.fields.iter().find(|other| {
            other.place == field.place
                && (other.path == parent || format!("{}[]", other.path) == parent)
        });
        let sibling = documented.fields.iter().find(|other| {
            other.place == field.place
                && other.path.rsplit_once('.').map_or("", |(above, _)| above) == parent
        });
        let list = sibling.map(|sibling| {
            sibling
                .origin
                .pointer
                .rsplit_once('/')
                .map_or("", |(list, _)| list)
        });
        let pointer = list
            .or(owner.map(|owner| owner.origin.pointer))
            .unwrap_or(&self.defined.pointer)
            .to_owned();
        let explanation = self.evidence.absent(&pointer, &field.row.name);
        self.push(name, recorded, None, &pointer, explanation);
    }

    /// Whether the document sends a header as its security says, and not as a parameter.
    fn is_credential(&self, header: &str) -> bool {
        let root = self.evidence.document.root();
        let schemes = root.at("/components/securitySchemes");
        let named: Vec<&str> = schemes
            .into_iter()
            .flat_map(codegen_document::Node::entries)
            .filter(|entry| {
                let name = entry
                    .value
                    .get("name")
                    .and_then(codegen_document::Node::as_str);
                name.is_some_and(|name| name.eq_ignore_ascii_case(header))
            })
            .map(|entry| entry.key)
            .collect();
        let own = self
            .evidence
            .document
            .at(&format!("{}/security", self.defined.pointer));
        let Some(security) = own.or_else(|| root.get("security")) else {
            return false;
        };
        let mut keys = security
            .items()
            .iter()
            .flat_map(codegen_document::Node::entries);
        keys.any(|entry| named.contains(&entry.key))
    }

    /// A table without a name: the document has it if one of the types that it may be is the same.
    fn homeless(&mut self, homeless: &Homeless<'_, u32>, documented: &Fields<'_, Origin<'_>>) {
        let at = |path: &str, row: &Row| {
            let path = format!("{path}.{}", row.name);
            documented
                .fields
                .iter()
                .find(|other| other.place == homeless.place && other.path == path)
        };
        let hits = |path: &&String| {
            homeless
                .rows
                .iter()
                .filter(|(row, _)| at(path, row).is_some())
                .count()
        };
        let best = homeless.paths.iter().max_by_key(hits);
        for (row, line) in &homeless.rows {
            let found = best.and_then(|path| at(path, row));
            let path = best.map_or("(a type without a name)", String::as_str);
            let field = Field {
                place: homeless.place.clone(),
                path: format!("{path}.{}", row.name),
                row,
                origin: *line,
            };
            match found {
                Some(found) => self.field(&field, found),
                None => self.missing(&field, documented),
            }
        }
    }

    /// A field that the record does not have needs another source, and so does all that is said
    /// of it where that source is one that can be held against it.
    fn invented(&mut self, field: &Field<'_, Origin<'_>>) {
        let name = label(&field.place, &field.path);
        let pointer = field.origin.pointer;
        let ledger = self.evidence.node(pointer);
        let source = self.source(pointer, field, None);
        let shown = matches!(self.evidence.source(pointer), Some(Source::Example(_)));
        let held = source.is_some() && !shown;
        let row = Some(field.row.name.clone());
        self.push(name.clone(), None, row, pointer, ledger.or(source));
        if !held {
            return;
        }
        let answered = matches!(field.place, Place::Response(_));
        for aspect in aspects::of(None, Some(field.row), answered) {
            self.aspect(&name, &aspect, 0, field);
        }
    }

    fn examples(&mut self) {
        let nothing = Vec::new();
        let recorded = self
            .record
            .map_or(&nothing, |record| &record.facts.examples);
        let mut used = vec![false; self.defined.examples.len()];
        for example in recorded {
            let alike = |known: &Example| {
                known.role == example.role
                    && known.status == example.status
                    && same(
                        &request_target(&known.value),
                        &request_target(&example.value),
                    )
            };
            let index = self
                .defined
                .examples
                .iter()
                .position(|known| alike(&known.example));
            let fact = example_label(example);
            let text = (example.value.to_string(), example.line);
            match index {
                Some(index) => {
                    used[index] = true;
                    let pointer = self.defined.examples[index].pointer.clone();
                    let value = Some(text.0.clone());
                    self.push(fact, Some(text), value, &pointer, None);
                }
                None => {
                    let other = self.defined.examples.iter().find(|known| {
                        known.example.role == example.role && known.example.status == example.status
                    });
                    let documented = other.map(|known| known.example.value.to_string());
                    let pointer = other
                        .map_or(&self.defined.pointer, |known| &known.pointer)
                        .clone();
                    let explanation = self.evidence.node(&pointer).filter(|_| other.is_some());
                    self.push(fact, Some(text), documented, &pointer, explanation);
                }
            }
        }
        let left: Vec<_> = self
            .defined
            .examples
            .iter()
            .zip(used)
            .filter(|(_, used)| !used)
            .collect();
        for (known, _) in left {
            let explanation = self.evidence.other_source(&known.pointer);
            let value = Some(known.example.value.to_string());
            self.push(
                example_label(&known.example),
                None,
                value,
                &known.pointer,
                explanation,
            );
        }
    }
}

/// Whether a row has a field, or says the same of a keyword of it.
fn says(row: &Row, field: &Field<'_, Origin<'_>>, keyword: Option<&str>) -> bool {
    let Some(keyword) = keyword else {
        return true;
    };
    let answered = matches!(field.place, Place::Response(_));
    let aspects = aspects::of(Some(row), Some(field.row), answered);
    aspects
        .iter()
        .any(|aspect| aspect.keyword == keyword && is_equal(aspect))
}

fn is_equal(aspect: &Aspect) -> bool {
    match (&aspect.recorded, &aspect.documented) {
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            one.len() == other.len() && one.iter().all(|value| other.contains(value))
        }
        (Some(one), Some(other)) => same(one, other) || loosely(one, other),
        _ => false,
    }
}

/// Whether a documented field may be a row of a recorded table without a name.
fn at_home(field: &Field<'_, Origin<'_>>, homeless: &[Homeless<'_, u32>]) -> bool {
    homeless.iter().any(|table| {
        table.place == field.place
            && table.rows.iter().any(|(row, _)| {
                table
                    .paths
                    .iter()
                    .any(|path| format!("{path}.{}", row.name) == field.path)
            })
    })
}

fn label(place: &Place, path: &str) -> String {
    if path.is_empty() {
        format!("{place}: (items)")
    } else {
        format!("{place}: {path}")
    }
}

fn example_label(example: &Example) -> String {
    match (example.role, &example.status) {
        (Side::Request, _) if example.value.is_string() => "example of the call".to_owned(),
        (Side::Request, _) => "example of the request".to_owned(),
        (Side::Response, Some(status)) => format!("example of response {status}"),
        (Side::Response, None) => "example of a response".to_owned(),
    }
}

/// An address without its method: some pages write it, some do not.
fn request_target(value: &Value) -> Value {
    static METHOD: Pattern = Pattern::new(r"^(?:GET|PUT|POST|DELETE|PATCH|HEAD)\s+");
    match value.as_str() {
        Some(text) => Value::String(METHOD.replace_all(text, "").into_owned()),
        None => value.clone(),
    }
}

/// Kinds that a page cannot tell apart: it calls both a map and an object without fields `Object`.
fn loosely(one: &Value, other: &Value) -> bool {
    let vague = |text: &str| {
        text.replace("map", "object")
            .replace("array of any", "array")
    };
    match (one.as_str(), other.as_str()) {
        (Some(one), Some(other)) => {
            let (one, other) = (vague(one), vague(other));
            one == other || (one == "array" && other.starts_with("array of "))
        }
        _ => false,
    }
}

/// Whether an example has something at a path.
fn has_path(value: &Value, path: &str) -> bool {
    if path.is_empty() {
        return true;
    }
    if let Value::Array(items) = value {
        let path = path
            .strip_prefix("[]")
            .unwrap_or(path)
            .trim_start_matches('.');
        return items.iter().any(|item| has_path(item, path));
    }
    let (name, rest) = match path.find(['.', '[']) {
        Some(end) if end > 0 => (&path[..end], &path[end..]),
        Some(_) => return false,
        None => (path, ""),
    };
    let Some(inner) = value.get(name) else {
        return false;
    };
    has_path(inner, rest.strip_prefix('.').unwrap_or(rest))
}
