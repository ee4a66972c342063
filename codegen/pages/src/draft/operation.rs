//! The document around the operation.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::draft::placeholder::todo;
use crate::draft::samples;
use crate::draft::schemas::{Body, Schemas, pascal, reference};
use crate::page::{Example, Language, MessageKind, Role, Row, Table};
use crate::pattern::Pattern;
use crate::record::Record;
use crate::vocabulary::{FieldType, type_kind};

/// Existing descriptions of a document that apply to every operation.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The meanings of error statuses.
    pub(super) statuses: HashMap<String, String>,
    /// The descriptions of parameters, by location and name.
    pub(super) parameters: HashMap<(String, String), String>,
}

impl Words {
    fn parameter(&self, place: &str, name: &str) -> Value {
        let key = (place.to_owned(), name.to_owned());
        let known = self.parameters.get(&key);
        known.map_or_else(|| todo(name), |known| Value::from(known.as_str()))
    }

    fn status(&self, status: &str) -> Value {
        let known = self.statuses.get(status);
        known.map_or_else(
            || todo(&format!("what {status} means")),
            |known| Value::from(known.as_str()),
        )
    }
}

/// The parts of a draft.
pub(super) struct Parts {
    pub(super) path: String,
    pub(super) method: String,
    pub(super) tag: String,
    pub(super) operation: Value,
    pub(super) schemas: Map<String, Value>,
}

/// The parts of a draft, unless the page lacks method and address. `tag` and `existing` are those
/// of the target document.
pub(super) fn parts(
    record: &Record,
    own_tag: Option<&str>,
    existing: &Map<String, Value>,
    words: &Words,
) -> Option<Parts> {
    let facts = &record.facts;
    let (method, uri) = facts.method.as_ref().zip(facts.uri.as_ref())?;
    let path = path_template(uri);
    let tag = own_tag.map_or_else(|| tag(&path), str::to_owned);
    let mut writer = Writer {
        schemas: Schemas {
            record,
            components: Map::new(),
            existing,
            open: Vec::new(),
        },
        record,
        tag: &tag,
        words,
    };
    let operation = writer.operation(&path);
    Some(Parts {
        schemas: writer.schemas.components,
        method: method.to_ascii_lowercase(),
        operation,
        path,
        tag,
    })
}

/// A document with only the parts.
pub(super) fn document(parts: Parts) -> Value {
    let mut document = json!({
        "openapi": "3.0.3",
        "info": {"title": todo("name of the component"), "description": todo("what it does"), "version": "1.0.0"},
        "servers": [{"url": "https://service.example.com", "description": todo("the endpoint")}],
        "security": [{"token": []}, {"signature": []}],
        "tags": [{"name": parts.tag, "description": todo("what belongs to it")}],
        "paths": {parts.path: {parts.method: parts.operation}},
        "components": {"securitySchemes": {
            "token": {"type": "apiKey", "in": "header", "name": "X-Auth-Token", "description": "A user token."},
            "signature": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "A request signature made with an access key, algorithm SDK-HMAC-SHA256."},
        }},
    });
    if !parts.schemas.is_empty() {
        document["components"]["schemas"] = Value::Object(parts.schemas);
    }
    document
}

/// A path in OpenAPI notation: without query, variables in braces.
fn path_template(uri: &str) -> String {
    static VARIABLE: Pattern = Pattern::new(r"/:([A-Za-z_]\w*)");
    let path = uri.split('?').next().unwrap_or(uri);
    VARIABLE.replace_all(path, "/{$1}").into_owned()
}

/// The word of a path that names the component.
fn tag(path: &str) -> String {
    let mut words = path
        .split('/')
        .filter(|word| !word.is_empty() && !word.starts_with('{'));
    let version =
        |word: &&str| word.starts_with('v') && word[1..].starts_with(|c: char| c.is_ascii_digit());
    words
        .find(|word| !version(word))
        .unwrap_or("operations")
        .to_owned()
}

struct Writer<'a> {
    schemas: Schemas<'a>,
    record: &'a Record,
    tag: &'a str,
    words: &'a Words,
}

impl<'a> Writer<'a> {
    fn operation(&mut self, path: &str) -> Value {
        let record = self.record;
        let page = &record.page;
        let mut source = json!({"page": record.operation});
        if let Some(title) = &page.title {
            source["title"] = title.as_str().into();
        }
        if let Some(language) = page.language {
            source["language"] = match language {
                Language::Chinese => "zh".into(),
                Language::English => "en".into(),
            };
        }
        if let Some(date) = &page.date {
            source["updated"] = date.as_str().into();
        }
        let address = page
            .address
            .clone()
            .map_or_else(|| todo("address of the page"), Value::from);
        let mut operation = json!({
            "operationId": record.operation,
            "tags": [self.tag],
            "summary": todo("one sentence"),
            "description": todo("what it does"),
            "externalDocs": {"description": "Documentation page", "url": address},
            "x-source": source,
        });
        if let Some(call) = self.call() {
            operation["x-request-example"] = json!({"url": call});
        }
        let parameters = self.parameters(path);
        if !parameters.is_empty() {
            operation["parameters"] = Value::Array(parameters);
        }
        if let Some(body) = self.request_body() {
            operation["requestBody"] = body;
        }
        operation["responses"] = self.responses();
        operation
    }

    fn call(&self) -> Option<String> {
        static METHOD: Pattern = Pattern::new(r"^[A-Z]+\s+");
        let examples = &self.record.facts.examples;
        let call = examples.iter().find_map(|example| match example.role {
            MessageKind::Request => example.value.as_str(),
            MessageKind::Response => None,
        })?;
        Some(METHOD.replace_all(call, "").into_owned())
    }

    /// The parameters of the page, and path parameters that it omits.
    fn parameters(&mut self, path: &str) -> Vec<Value> {
        static VARIABLE: Pattern = Pattern::new(r"\{([^{}/]+)\}");
        let mut parameters = Vec::new();
        let tables = &self.record.facts.tables;
        for table in tables.iter().filter(|table| table.status.is_none()) {
            let place = match table.role {
                Role::Path => "path",
                Role::Query => "query",
                Role::Header => "header",
                _ => continue,
            };
            for row in table.rows.iter().filter(|row| !is_credential(row, place)) {
                parameters.push(self.parameter(row, place));
            }
        }
        for variable in VARIABLE.captures_all(path) {
            let known = parameters
                .iter()
                .any(|known| known["in"] == "path" && known["name"] == variable[1]);
            if !known {
                let name = &variable[1];
                parameters.push(json!({
                    "name": name, "in": "path", "description": self.words.parameter("path", name), "required": true,
                    "schema": {"type": "string"},
                }));
            }
        }
        parameters
    }

    fn parameter(&mut self, row: &'a Row, place: &str) -> Value {
        let body = Body {
            status: None,
            part: "parameters",
        };
        let owner = self.record.operation.clone();
        let required = place == "path" || row.required == Some(true);
        json!({
            "name": row.name,
            "in": place,
            "description": self.words.parameter(place, &row.name),
            "required": required,
            "schema": self.schemas.schema(&owner, row, body, &Vec::new()),
        })
    }

    fn request_body(&mut self) -> Option<Value> {
        let name = format!("{}Request", self.record.operation);
        let schema = self.body(Role::Body, None, &name)?;
        let examples = self.examples(MessageKind::Request, None);
        Some(json!({"required": true, "content": {"application/json": media(schema, examples)}}))
    }

    fn responses(&mut self) -> Value {
        let mut responses = Map::new();
        for status in &self.record.facts.statuses {
            let success = status.starts_with('2');
            let name = if success {
                format!("{}Response", self.record.operation)
            } else {
                format!("{}Error", pascal(self.tag))
            };
            let mut response = json!({"description": self.words.status(status)});
            let examples = self.examples(MessageKind::Response, Some(status));
            let schema = self.body(Role::Response, Some(status), &name);
            if let Some(schema) = schema {
                response["content"] = json!({"application/json": media(schema, examples)});
            } else if !examples.is_empty() {
                let schema = self.shown(&name, Some(status));
                response["content"] = json!({"application/json": media(schema, examples)});
            }
            responses.insert(status.clone(), response);
        }
        Value::Object(responses)
    }

    /// The body described by the tables.
    fn body(&mut self, role: Role, status: Option<&'a str>, name: &str) -> Option<Value> {
        let here = |table: &&Table| table.role == role && table.status.as_deref() == status;
        let table = self.record.facts.tables.iter().find(here)?;
        let bodies = self.bodies(status);
        let objects = bodies
            .iter()
            .flat_map(|body| samples::objects(body))
            .collect();
        let body = Body {
            status,
            part: if status.is_some() {
                "response"
            } else {
                "request"
            },
        };
        if let [row] = table.rows.as_slice()
            && row.name == "[items]"
        {
            let listed = row.type_.as_deref().and_then(type_kind);
            let owner = self.record.operation.clone();
            let schema = self.schemas.schema(&owner, row, body, &objects);
            return Some(match listed {
                Some(FieldType::Array(_)) => schema,
                _ => json!({"type": "array", "items": schema}),
            });
        }
        let failure = status.is_some_and(|status| !status.starts_with('2'));
        let known = failure.then(|| self.schemas.error(&table.rows)).flatten();
        Some(known.unwrap_or_else(|| self.schemas.object(name, &table.rows, body, &objects)))
    }

    /// A body that only examples show: its scalar fields.
    fn shown(&mut self, name: &str, status: Option<&str>) -> Value {
        let bodies = self.bodies(status);
        let mut properties = Map::new();
        for object in bodies.iter().flat_map(|body| samples::objects(body)) {
            for (key, value) in object {
                let mut schema = samples::schema(value);
                schema["description"] = todo(key);
                properties.entry(key.clone()).or_insert(schema);
            }
        }
        let schema = json!({
            "description": todo("what it is"),
            "x-source": {"example": status.unwrap_or("request")},
            "type": "object",
            "properties": properties,
        });
        self.schemas
            .components
            .entry(name.to_owned())
            .or_insert(schema);
        reference(name)
    }

    fn bodies(&self, status: Option<&str>) -> Vec<&'a Value> {
        let examples = self.record.facts.examples.iter();
        let here = |example: &&Example| match status {
            Some(status) => example.status.as_deref() == Some(status),
            None => example.role == MessageKind::Request && !example.value.is_string(),
        };
        examples
            .filter(here)
            .map(|example| &example.value)
            .collect()
    }

    fn examples(&self, side: MessageKind, status: Option<&str>) -> Map<String, Value> {
        let examples = self.record.facts.examples.iter().filter(|example| {
            example.role == side
                && example.status.as_deref() == status
                && !example.value.is_string()
        });
        let named = examples.enumerate().map(|(index, example)| {
            let name = match index {
                0 => "documented".to_owned(),
                _ => format!("documented_{}", index + 1),
            };
            (name, json!({"value": example.value}))
        });
        named.collect()
    }
}

fn media(schema: Value, examples: Map<String, Value>) -> Value {
    let mut media = json!({"schema": schema});
    if !examples.is_empty() {
        media["examples"] = Value::Object(examples);
    }
    media
}

/// Whether a header is set by the client, or is part of security.
fn is_credential(row: &Row, place: &str) -> bool {
    const OWN: [&str; 5] = [
        "X-Auth-Token",
        "Content-Type",
        "Content-Length",
        "Authorization",
        "Host",
    ];
    place == "header"
        && OWN
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&row.name))
}
