//! Changes of the facts of operations: parameters, statuses, headers, examples.

use serde_json::{Value, json};

use crate::change::{Change, Mutation};
use crate::material::Case;
use crate::schemas::{self, members, other};

/// All changes of an operation and of what it refers to.
pub(crate) fn mutations(case: &Case) -> Vec<Mutation> {
    let mut walk = Walk { list: Vec::new() };
    let operation = case.document.pointer(&case.pointer).unwrap();
    walk.operation(operation, &case.pointer);
    let components = &case.document["components"];
    for (name, schema) in members(&components["schemas"]) {
        schemas::mutations(
            schema,
            &format!("/components/schemas/{name}"),
            &mut walk.list,
        );
    }
    for (name, schema) in members(&components["schemas"]) {
        if schema.get("x-source").is_some() {
            let here = format!("/components/schemas/{name}/x-source");
            for source in ["official", "page", "example"] {
                walk.add(
                    "source invented",
                    here.as_str(),
                    Change::Set(json!({source: "Invented"})),
                );
            }
        }
    }
    for (name, parameter) in members(&components["parameters"]) {
        walk.parameter(parameter, &format!("/components/parameters/{name}"));
    }
    for (name, response) in members(&components["responses"]) {
        walk.response(response, &format!("/components/responses/{name}"));
    }
    walk.list
}

struct Walk {
    list: Vec<Mutation>,
}

impl Walk {
    fn add(&mut self, class: &'static str, pointer: impl Into<String>, change: Change) {
        self.list.push(Mutation {
            class,
            pointer: pointer.into(),
            change,
        });
    }

    fn operation(&mut self, operation: &Value, at: &str) {
        self.add("method changed", at, Change::Rename("patch".to_owned()));
        let (path, _) = at.rsplit_once('/').unwrap();
        let key = path.rsplit_once('/').unwrap().1.replace("~1", "/");
        self.add("path changed", path, Change::Rename(format!("{key}/more")));
        let parameters = format!("{at}/parameters");
        let invented = json!({"name": "invented", "in": "query", "required": false, "schema": {"type": "string"}});
        if let Some(list) = operation["parameters"].as_array() {
            self.add(
                "parameter invented",
                parameters.as_str(),
                Change::Push(invented),
            );
            for (index, parameter) in list.iter().enumerate() {
                let here = format!("{parameters}/{index}");
                self.add("parameter dropped", here.as_str(), Change::Remove);
                self.parameter(parameter, &here);
            }
        }
        if let Some(body) = operation.get("requestBody") {
            let here = format!("{at}/requestBody");
            self.add("body dropped", here.as_str(), Change::Remove);
            if body["required"] == json!(true) {
                self.add(
                    "required flipped",
                    format!("{here}/required"),
                    Change::Set(json!(false)),
                );
            }
            self.content(body, &here);
        }
        if let Some(url) = operation.pointer("/x-request-example/url") {
            let here = format!("{at}/x-request-example/url");
            self.add("example changed", here.as_str(), Change::Set(other(url)));
            self.add(
                "example dropped",
                format!("{at}/x-request-example"),
                Change::Remove,
            );
        }
        self.responses(operation, at);
    }

    fn responses(&mut self, operation: &Value, at: &str) {
        let list = format!("{at}/responses");
        self.add(
            "status invented",
            list.as_str(),
            Change::Insert("418", json!({"description": "Invented."})),
        );
        for (status, response) in members(&operation["responses"]) {
            let here = format!("{list}/{status}");
            self.add("status dropped", here.as_str(), Change::Remove);
            self.add(
                "status changed",
                here.as_str(),
                Change::Rename("418".to_owned()),
            );
            self.response(response, &here);
        }
    }

    fn parameter(&mut self, parameter: &Value, at: &str) {
        if parameter.get("$ref").is_some() {
            return;
        }
        let place = parameter["in"].as_str().unwrap();
        let moved = if place == "query" { "header" } else { "query" };
        self.add(
            "parameter moved",
            format!("{at}/in"),
            Change::Set(json!(moved)),
        );
        let name = other(&parameter["name"]);
        self.add("parameter renamed", format!("{at}/name"), Change::Set(name));
        if place != "path" {
            let required = parameter["required"] == json!(true);
            self.add(
                "required flipped",
                at,
                Change::Insert("required", json!(!required)),
            );
        }
        if parameter.get("x-source").is_some() {
            let source = json!({"official": "NoSuchOperation"});
            self.add(
                "source invented",
                format!("{at}/x-source"),
                Change::Set(source),
            );
        }
        schemas::mutations(
            &parameter["schema"],
            &format!("{at}/schema"),
            &mut self.list,
        );
    }

    fn response(&mut self, response: &Value, at: &str) {
        if response.get("$ref").is_some() {
            return;
        }
        let header = json!({"X-Invented": {"schema": {"type": "string"}}});
        match response.get("headers") {
            None => self.add("header invented", at, Change::Insert("headers", header)),
            Some(headers) => {
                for (name, header) in members(headers) {
                    let here = format!("{at}/headers/{name}");
                    self.add("header dropped", here.as_str(), Change::Remove);
                    self.add(
                        "header renamed",
                        here.as_str(),
                        Change::Rename("X-Other".to_owned()),
                    );
                    schemas::mutations(
                        &header["schema"],
                        &format!("{here}/schema"),
                        &mut self.list,
                    );
                }
            }
        }
        self.content(response, at);
    }

    fn content(&mut self, body: &Value, at: &str) {
        for (media, content) in members(&body["content"]) {
            let here = format!("{at}/content/{media}");
            self.add(
                "media type changed",
                here.as_str(),
                Change::Rename("text/plain".to_owned()),
            );
            schemas::mutations(
                &content["schema"],
                &format!("{here}/schema"),
                &mut self.list,
            );
            match content.get("examples") {
                None => {
                    let examples = json!({"invented": {"value": {"invented": 1}}});
                    self.add(
                        "example invented",
                        here.as_str(),
                        Change::Insert("examples", examples),
                    );
                }
                Some(examples) => {
                    for (name, example) in members(examples) {
                        let here = format!("{here}/examples/{name}");
                        self.add("example dropped", here.as_str(), Change::Remove);
                        self.leaves(&example["value"], &format!("{here}/value"));
                    }
                }
            }
        }
    }

    fn leaves(&mut self, value: &Value, at: &str) {
        match value {
            Value::Object(fields) => {
                self.add("example changed", at, Change::Insert("invented", json!(1)));
                for (key, inner) in members(value) {
                    self.leaves(inner, &format!("{at}/{key}"));
                }
                if let Some(key) = fields.keys().next() {
                    self.add("example changed", format!("{at}/{key}"), Change::Remove);
                }
            }
            Value::Array(items) => {
                for (index, inner) in items.iter().enumerate() {
                    self.leaves(inner, &format!("{at}/{index}"));
                }
            }
            leaf => self.add("example changed", at, Change::Set(other(leaf))),
        }
    }
}
