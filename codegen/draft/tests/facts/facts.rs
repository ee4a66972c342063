//! The facts of a definition, and whether a draft has them. This reads the definition as it is, and
//! not what the importer makes of it; where the importer says that it corrected something, the draft
//! may differ.

use std::collections::BTreeSet;

use codegen_document::{Document, METHODS, pointer};
use serde_json::Value;

/// Headers that the client sends by itself.
const FOREIGN: [&str; 9] = [
    "accept",
    "authorization",
    "content-length",
    "content-type",
    "host",
    "x-auth-token",
    "x-sdk-content-sha256",
    "x-sdk-date",
    "x-security-token",
];

pub(crate) fn differences(definition: &Document, draft: &Value) -> Vec<String> {
    let raw = definition.to_json();
    let imported = codegen_importer::import(definition).unwrap();
    let mut comparison = Comparison {
        raw: &raw,
        draft,
        corrected: imported
            .corrections
            .iter()
            .map(|it| it.pointer.clone())
            .collect(),
        found: Vec::new(),
        open: Vec::new(),
    };
    let mut count = 0;
    for (key, item) in raw["paths"].as_object().unwrap() {
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                count += 1;
                let at = format!("{}/{method}", pointer::join("/paths", key));
                let address = item["x-url"].as_str().unwrap_or(key);
                let address = address.trim_start_matches("{endpoint}");
                comparison.operation(&at, operation, address.split('?').next().unwrap(), method);
            }
        }
    }
    let drafted = draft["paths"].as_object().unwrap().values();
    let drafted: usize = drafted.map(|item| item.as_object().unwrap().len()).sum();
    if drafted != count {
        comparison
            .found
            .push(format!("{count} operations, {drafted} in the draft"));
    }
    comparison.found
}

struct Comparison<'a> {
    raw: &'a Value,
    draft: &'a Value,
    corrected: Vec<String>,
    found: Vec<String>,
    /// The schemas that are being compared: one may contain itself.
    open: Vec<(String, String)>,
}

impl<'a> Comparison<'a> {
    fn operation(&mut self, at: &str, raw: &'a Value, address: &str, method: &str) {
        let id = raw["operationId"].as_str().unwrap_or_default();
        let paths = self.draft["paths"].as_object().unwrap();
        let plain = |path: &str| path.split('#').next().unwrap().to_owned();
        let mut here = paths.iter().filter(|(path, item)| {
            plain(path).trim_start_matches('/') == address.trim_start_matches('/')
                && item.get(method).is_some()
        });
        let named = here
            .clone()
            .find(|(_, item)| item[method]["operationId"] == id);
        let Some((_, item)) = named.or_else(|| here.next()) else {
            self.found
                .push(format!("{at}: {method} {address} is missing"));
            return;
        };
        let draft = &item[method];
        self.parameters(at, raw, draft);
        let body = self.resolved(&raw["requestBody"]);
        if !body.is_null() {
            let at = format!("{at}/requestBody");
            let drafted = &draft["requestBody"];
            let required = body["required"].as_bool().unwrap_or(false);
            self.same(
                &format!("{at}/required"),
                &required,
                &drafted["required"].as_bool().unwrap_or(false),
            );
            self.content(&at, body, drafted, true);
        }
        for (status, response) in raw["responses"].as_object().into_iter().flatten() {
            let at = pointer::join(&format!("{at}/responses"), status);
            let response = self.resolved(response);
            let drafted = &draft["responses"][status];
            if drafted.is_null() {
                self.missing(&at);
                continue;
            }
            self.content(&at, response, drafted, false);
            for (name, header) in response["headers"].as_object().into_iter().flatten() {
                let at = pointer::join(&format!("{at}/headers"), name);
                let drafted = &drafted["headers"][name];
                if drafted.is_null() {
                    self.missing(&at);
                } else if header.get("schema").is_some() {
                    self.schema(
                        &format!("{at}/schema"),
                        &header["schema"],
                        &drafted["schema"],
                        false,
                    );
                }
            }
        }
    }

    fn parameters(&mut self, at: &str, raw: &'a Value, draft: &'a Value) {
        for (index, parameter) in raw["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
        {
            let at = format!("{at}/parameters/{index}");
            let (at, parameter) = self.raw_schema(&at, parameter);
            let name = parameter["name"].as_str().unwrap_or_default();
            let place = parameter["in"].as_str().unwrap_or_default();
            if place == "header" && FOREIGN.contains(&name.to_lowercase().as_str())
                || parameter.is_null()
            {
                continue;
            }
            if matches!(place, "body" | "formData") {
                let content = draft["requestBody"]["content"].as_object();
                let schema = content.and_then(|content| content.values().next());
                let is_there = schema.is_some_and(|media| {
                    let schema = Self::resolved_in_draft(self.draft, &media["schema"]);
                    place == "body" || !schema["properties"][name].is_null()
                });
                if !is_there {
                    self.missing(&at);
                }
                continue;
            }
            let drafted = draft["parameters"].as_array().into_iter().flatten();
            let whole = self.draft;
            let mut drafted = drafted.map(|it| Self::resolved_in_draft(whole, it));
            let Some(drafted) = drafted.find(|it| it["name"] == name && it["in"] == place) else {
                self.missing(&at);
                continue;
            };
            let required = place == "path" || parameter["required"] == true;
            self.same(
                &format!("{at}/required"),
                &required,
                &(drafted["required"] == true),
            );
            let schema = if parameter["schema"].is_null() {
                parameter
            } else {
                &parameter["schema"]
            };
            self.schema(&format!("{at}/schema"), schema, &drafted["schema"], true);
        }
    }

    fn content(&mut self, at: &str, raw: &'a Value, draft: &'a Value, is_request: bool) {
        for (media, content) in raw["content"].as_object().into_iter().flatten() {
            let at = pointer::join(&format!("{at}/content"), media);
            let content_of = draft["content"].as_object();
            let drafted = content_of.and_then(|it| it.get(media).or_else(|| it.values().next()));
            let Some(drafted) = drafted else {
                self.missing(&at);
                continue;
            };
            if content_of.is_some_and(|it| it.get(media).is_none()) {
                self.different(&at, format!("{media} is not there"));
            }
            if let Some(schema) = content.get("schema") {
                self.schema(
                    &format!("{at}/schema"),
                    schema,
                    &drafted["schema"],
                    is_request,
                );
            }
        }
    }

    /// Compares a schema with its counterpart, references followed on both sides.
    fn schema(&mut self, at: &str, raw: &'a Value, draft: &'a Value, is_request: bool) {
        let (at, raw) = self.raw_schema(at, raw);
        let drafted = self.flat(draft, 0);
        let key = (at.clone(), drafted.to_string().chars().take(200).collect());
        if self.open.contains(&key) {
            return;
        }
        self.open.push(key);
        self.keywords(&at, raw, &drafted);
        for (name, property) in raw["properties"].as_object().into_iter().flatten() {
            let at = pointer::join(&format!("{at}/properties"), name);
            match drafted["properties"].get(name) {
                Some(drafted) => {
                    let drafted: &'a Value = Box::leak(Box::new(drafted.clone()));
                    self.schema(&at, property, drafted, is_request);
                }
                None => self.missing(&at),
            }
        }
        if raw["required"].is_array() && is_request {
            let names = |value: &Value| -> BTreeSet<String> {
                let names = value["required"].as_array().into_iter().flatten();
                names
                    .filter_map(|it| it.as_str().map(str::to_owned))
                    .collect()
            };
            self.same(&format!("{at}/required"), &names(raw), &names(&drafted));
        }
        for key in ["items", "additionalProperties"] {
            if raw[key].is_object() {
                let at = format!("{at}/{key}");
                if drafted[key].is_object() {
                    let drafted: &'a Value = Box::leak(Box::new(drafted[key].clone()));
                    self.schema(&at, &raw[key], drafted, is_request);
                } else {
                    self.missing(&at);
                }
            }
        }
        self.open.pop();
    }

    fn keywords(&mut self, at: &str, raw: &Value, drafted: &Value) {
        const KEYWORDS: [&str; 9] = [
            "type",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "pattern",
            "default",
        ];
        for key in KEYWORDS {
            let Some(stated) = raw.get(key).filter(|it| !it.is_null()) else {
                continue;
            };
            let same = drafted.get(key).is_some_and(|it| {
                it == stated || it.as_f64().is_some() && it.as_f64() == stated.as_f64()
            });
            if !same {
                self.different(
                    &format!("{at}/{key}"),
                    format!("{stated}, {} in the draft", drafted[key]),
                );
            }
        }
        if let Some(values) = raw["enum"].as_array()
            && raw["type"] != "boolean"
        {
            let texts = |value: &Value| -> BTreeSet<String> {
                value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(ToString::to_string)
                    .collect()
            };
            let stated: BTreeSet<String> = values
                .iter()
                .filter(|it| !it.is_null())
                .map(ToString::to_string)
                .collect();
            self.same(&format!("{at}/enum"), &stated, &texts(&drafted["enum"]));
        }
    }

    /// A schema of the draft with what it refers to: one object of all keywords.
    fn flat(&self, draft: &Value, depth: usize) -> Value {
        let mut whole = draft.clone();
        while let Some(target) = whole["$ref"].as_str() {
            let target = target.trim_start_matches('#').to_owned();
            whole = self.draft.pointer(&target).expect(&target).clone();
        }
        if depth > 8 {
            return whole;
        }
        let parts = whole["allOf"].as_array().cloned().unwrap_or_default();
        for part in parts {
            let part = self.flat(&part, depth + 1);
            for (key, value) in part.as_object().into_iter().flatten() {
                match (key.as_str(), whole.get(key)) {
                    ("properties", Some(_)) => {
                        for (name, property) in value.as_object().unwrap() {
                            whole["properties"][name] = property.clone();
                        }
                    }
                    (_, None) => whole[key] = value.clone(),
                    _ => {}
                }
            }
        }
        whole
    }

    fn raw_schema(&self, at: &str, raw: &'a Value) -> (String, &'a Value) {
        let mut current = (at.to_owned(), raw);
        for _ in 0..16 {
            let Some(target) = current.1["$ref"].as_str() else {
                break;
            };
            let at = target.trim_start_matches('#').to_owned();
            let Some(next) = self.raw.pointer(&at) else {
                break;
            };
            current = (at, next);
        }
        current
    }

    fn resolved(&self, raw: &'a Value) -> &'a Value {
        self.raw_schema("", raw).1
    }

    fn resolved_in_draft(draft: &'a Value, value: &'a Value) -> &'a Value {
        let mut value = value;
        for _ in 0..16 {
            let Some(target) = value["$ref"].as_str() else {
                break;
            };
            value = draft.pointer(target.trim_start_matches('#')).expect(target);
        }
        value
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, at: &str, raw: &T, draft: &T) {
        if raw != draft {
            self.different(at, format!("{raw:?}, {draft:?} in the draft"));
        }
    }

    fn missing(&mut self, at: &str) {
        self.different(at, "is not in the draft".to_owned());
    }

    /// Notes a difference, unless the importer corrected something there.
    fn different(&mut self, at: &str, what: String) {
        let parent = at.rsplit_once('/').map_or("", |(parent, _)| parent);
        // Values of another type may have corrected the type.
        let values = at
            .strip_suffix("/type")
            .map(|owner| format!("{owner}/enum"));
        let is_corrected = self.corrected.iter().any(|it| Some(it) == values.as_ref())
            || self.corrected.iter().any(|it| {
                it == at
                    || it == parent
                    || at.starts_with(&format!("{it}/")) && it.matches('/').count() > 3
            });
        if !is_corrected {
            let line = format!("{at}: {what}");
            if !self.found.contains(&line) {
                self.found.push(line);
            }
        }
    }
}
