//! Facts that only API Explorer definitions have: longer descriptions, limits, examples.

use std::collections::HashMap;

use codegen_document::{Document, reference};
use codegen_pages::{AllowedValue, Row};
use serde_json::{Value, json};

use crate::draft::Draft;
use crate::facts::{self, Target};
use crate::prose;
use crate::resolve;
use crate::walk;

/// The name of these definitions in notes.
const ORIGIN: &str = "API Explorer";

/// The maximum depth of nested schemas.
const DEEPEST: usize = 12;

/// The operations of API Explorer by name.
#[derive(Debug, Default)]
pub(crate) struct Explorer {
    operations: HashMap<String, (Value, Value)>,
}

impl Explorer {
    pub(crate) fn read(documents: &[Document]) -> Explorer {
        let mut operations = HashMap::new();
        for document in documents {
            let root = document.to_json();
            for (_, _, operation) in walk::listed(&root) {
                let id = walk::operation_id(operation).to_owned();
                operations.insert(id, (operation.clone(), root.clone()));
            }
        }
        Explorer { operations }
    }

    pub(crate) fn operation(&self, id: &str) -> Option<&Value> {
        self.operations.get(id).map(|(operation, _)| operation)
    }

    /// Adds facts that only these definitions have.
    pub(crate) fn merge(&self, draft: &mut Draft) {
        for (at, id) in draft.operations() {
            let Some((operation, root)) = self.operations.get(&id) else {
                continue;
            };
            let merger = Merger { root };
            describe(draft, &format!("{at}/description"), operation);
            merger.parameters(draft, &at, &id, operation);
            let responses = operation.get("responses").and_then(Value::as_object);
            for (status, response) in responses.into_iter().flatten() {
                let at = format!("{at}/responses/{status}");
                let body = resolve::body(&draft.document, &at);
                if let Some((body, schema)) = body.zip(schema(response)) {
                    merger.schema(draft, &body, schema, false, &mut Vec::new());
                }
            }
        }
    }
}

struct Merger<'a> {
    root: &'a Value,
}

impl<'a> Merger<'a> {
    fn parameters(&self, draft: &mut Draft, at: &str, id: &str, operation: &'a Value) {
        let listed = operation.get("parameters").and_then(Value::as_array);
        for parameter in listed.into_iter().flatten() {
            let parameter = self.follow(parameter);
            let text = |key: &str| {
                parameter
                    .get(key)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            };
            let (name, place) = (text("name"), text("in"));
            if matches!(place, "body" | "formData") {
                let body = resolve::body(&draft.document, &format!("{at}/requestBody"));
                if let Some((body, schema)) = body.zip(parameter.get("schema")) {
                    self.schema(draft, &body, schema, true, &mut Vec::new());
                }
                continue;
            }
            let Some(known) = parameter_at(&draft.document, at, name, place) else {
                let is_foreign = place == "header";
                if !is_foreign {
                    let about = format!("{id}.{name}");
                    draft.notes.contradiction(
                        about,
                        format!("only {ORIGIN} has this parameter in the {place}"),
                    );
                }
                continue;
            };
            let schema = parameter.get("schema").unwrap_or(parameter);
            let mut row = row(self.follow(schema), parameter);
            row.required = parameter.get("required").and_then(Value::as_bool);
            describe(draft, &format!("{known}/description"), parameter);
            let required = draft
                .document
                .pointer(&format!("{known}/required"))
                .and_then(Value::as_bool);
            let target = Target {
                at: format!("{known}/schema"),
                about: format!("{id}.{name}"),
                required: Some(required.unwrap_or(false)),
            };
            facts::merge(draft, &target, &row, ORIGIN);
        }
        let body = operation.get("requestBody").and_then(schema);
        let known = resolve::body(&draft.document, &format!("{at}/requestBody"));
        if let Some((known, schema)) = known.zip(body) {
            self.schema(draft, &known, schema, true, &mut Vec::new());
        }
    }

    /// Walks a schema and its counterpart at a pointer of the draft.
    fn schema(
        &self,
        draft: &mut Draft,
        at: &str,
        other: &'a Value,
        is_request: bool,
        seen: &mut Vec<String>,
    ) {
        let other = self.innermost(other);
        let at = resolve::innermost(&draft.document, at);
        if seen.contains(&at) || seen.len() > DEEPEST {
            return;
        }
        seen.push(at.clone());
        let required: Vec<&Value> = other
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .collect();
        let properties = other.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            let about = facts::about(&draft.document, &at, name);
            let Some(known) = resolve::property(&draft.document, &at, name) else {
                draft
                    .notes
                    .contradiction(about, format!("only {ORIGIN} has this property"));
                continue;
            };
            describe(draft, &format!("{known}/description"), property);
            let mut row = row(self.follow(property), property);
            row.required = Some(required.iter().any(|it| *it == name));
            let drafted = resolve::is_required(&draft.document, &at, name);
            let target = Target {
                at: known.clone(),
                about,
                required: is_request.then_some(drafted),
            };
            facts::merge(draft, &target, &row, ORIGIN);
            self.schema(draft, &known, property, is_request, seen);
        }
        seen.pop();
    }

    fn follow(&self, schema: &'a Value) -> &'a Value {
        reference::resolved(self.root, schema)
    }

    fn innermost(&self, schema: &'a Value) -> &'a Value {
        let mut schema = self.follow(schema);
        for _ in 0..DEEPEST {
            match schema.get("items") {
                Some(items) => schema = self.follow(items),
                None => break,
            }
        }
        schema
    }
}

/// The pointer of an operation's parameter.
pub(crate) fn parameter_at(document: &Value, at: &str, name: &str, place: &str) -> Option<String> {
    let parameters = document.pointer(at)?.get("parameters")?.as_array()?;
    (0..parameters.len()).find_map(|index| {
        let at = resolve::target(document, &format!("{at}/parameters/{index}"));
        let parameter = document.pointer(&at)?;
        (parameter.get("name")? == name && parameter.get("in")? == place).then_some(at)
    })
}

/// The schema of a body, for OpenAPI 3 or Swagger 2.
fn schema(holder: &Value) -> Option<&Value> {
    let own = holder.get("schema");
    own.or_else(|| {
        let content = holder.get("content")?.as_object()?;
        content.values().find_map(|media| media.get("schema"))
    })
}

/// Keeps the longer description if it starts like the other one, otherwise both.
fn describe(draft: &mut Draft, at: &str, holder: &Value) {
    let Some(said) = holder
        .get("description")
        .and_then(Value::as_str)
        .map(str::trim)
    else {
        return;
    };
    let Some((owner, key)) = at.rsplit_once('/') else {
        return;
    };
    let Some(owner) = draft
        .document
        .pointer_mut(owner)
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    if said.is_empty() || owner.contains_key("$ref") {
        return;
    }
    let known = owner
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim()
        .to_owned();
    let plain = |text: &str| text.replace(['。', '.', ' ', '：', ':', '，', ','], "");
    let text = if plain(said).starts_with(&plain(&known)) {
        said.to_owned()
    } else if plain(&known).contains(&plain(said)) {
        return;
    } else {
        format!("{known}\n{said}")
    };
    owner.insert(key.to_owned(), json!(text));
}

/// The facts of a schema and of its description.
fn row(schema: &Value, holder: &Value) -> Row {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let said = text(holder, "description").or_else(|| text(schema, "description"));
    let described = said
        .and_then(|said| prose::row(schema, &said))
        .unwrap_or_default();
    let inner = schema.get("items").unwrap_or(schema);
    let number = |key: &str| match inner.get(key) {
        Some(Value::Number(number)) => Some(number.clone())
            .filter(|it| it.is_i64() || it.as_f64().is_some_and(|it| it.abs() < 9e15)),
        _ => None,
    };
    let count = |schema: &Value, key: &str| schema.get(key).and_then(Value::as_u64);
    let mut row = described;
    row.type_ = match schema.get("type").and_then(Value::as_str) {
        Some("array") => Some("Array".to_owned()),
        Some(kind) => Some(kind.to_owned()),
        None => None,
    };
    row.minimum = number("minimum").or(row.minimum);
    row.maximum = number("maximum").or(row.maximum);
    row.min_length = count(inner, "minLength").or(row.min_length);
    row.max_length = count(inner, "maxLength").or(row.max_length);
    row.min_items = count(schema, "minItems").or(row.min_items);
    row.max_items = count(schema, "maxItems").or(row.max_items);
    row.default = schema
        .get("default")
        .cloned()
        .filter(|it| !it.is_null())
        .or(row.default);
    let listed = inner.get("enum").and_then(Value::as_array);
    if let Some(listed) = listed.filter(|listed| !listed.is_empty()) {
        let meanings = std::mem::take(&mut row.values);
        let meaning = |value: &Value| {
            let known = meanings.iter().find(|known| known.value == *value);
            known.and_then(|known| known.meaning.clone())
        };
        row.values = listed
            .iter()
            .map(|value| AllowedValue {
                value: value.clone(),
                meaning: meaning(value),
            })
            .collect();
    }
    row
}
