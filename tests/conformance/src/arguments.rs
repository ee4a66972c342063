//! The arguments of operations.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::case::{Arguments, Case};
use crate::examples::{Direction, DocumentedOperation};
use crate::sample::sample;

/// The project in calls of tests.
pub const PROJECT: &str = "73d69ae0cfcf460190522d06b60f05ad";

/// The instance in calls of tests.
pub const INSTANCE: &str = "f0fa1789-3b76-433b-a787-9892951c620e";

/// The documented parameters and body, and values for everything else that is required.
pub fn arguments(operation: &DocumentedOperation, case: &Case) -> Arguments {
    let mut parameters = operation.documented_parameters();
    for parameter in &operation.parameters {
        let name = parameter["name"].as_str().unwrap_or_default();
        let is_given = parameters.contains_key(name) || name == "project_id";
        if parameter["required"] == true && !is_given {
            let value = match name {
                "instance_id" => json!(INSTANCE),
                _ => sample(&operation.components, &parameter["schema"]),
            };
            parameters.insert(name.to_owned(), value);
        }
    }
    Arguments {
        parameters,
        body: body(operation, case),
        parts: parts(operation),
    }
}

/// A file for each required part of a form.
fn parts(operation: &DocumentedOperation) -> BTreeMap<String, Vec<u8>> {
    let required = operation.required_parts().into_iter();
    required.map(|name| (name, b"a file".to_vec())).collect()
}

/// The first documented body that matches its schema, or the smallest one that the schema allows.
fn body(operation: &DocumentedOperation, case: &Case) -> Option<Value> {
    let is_good =
        |example: &&crate::Example| example.direction == Direction::Request && !example.is_excused;
    let documented = operation.examples.iter().find(is_good);
    documented
        .map(|example| example.value.clone())
        .or_else(|| case.read_request.map(|_| operation.least_body()))
}

impl DocumentedOperation {
    /// The parameters of the documented request, including those in its path.
    pub fn documented_parameters(&self) -> Map<String, Value> {
        let Some((url, stated)) = &self.request else {
            return Map::new();
        };
        let mut parameters = Map::new();
        for (name, value) in stated {
            let value = value.as_str().map(|text| self.typed(name, text));
            let value = value.unwrap_or_else(|| stated[name].clone());
            parameters.insert(name.clone(), value);
        }
        let (path, query) = target(url);
        for (name, value) in self.path_values(path).unwrap_or_default() {
            if !is_placeholder(value) && !is_configured(name) {
                parameters.insert(name.to_owned(), self.typed(name, value));
            }
        }
        for (name, value) in pairs(query) {
            let is_new = !parameters.contains_key(name) && self.has_parameter(name);
            if is_new && !is_placeholder(value) {
                parameters.insert(name.to_owned(), self.typed(name, value));
            }
        }
        parameters
    }

    /// Whether the documented request's path is that of the operation.
    pub fn is_of_its_path(&self) -> bool {
        let url = self.request.as_ref().map(|(url, _)| url);
        url.is_none_or(|url| self.path_values(target(url).0).is_some())
    }

    /// The value of each placeholder in a path of the operation. `None` if it is another path.
    fn path_values<'p>(&'p self, path: &'p str) -> Option<Vec<(&'p str, &'p str)>> {
        let template: Vec<&str> = self.path.split('/').collect();
        let path: Vec<&str> = path.split('/').collect();
        if template.len() != path.len() {
            return None;
        }
        let mut values = Vec::new();
        for (segment, value) in template.into_iter().zip(path) {
            match segment
                .strip_prefix('{')
                .and_then(|it| it.strip_suffix('}'))
            {
                Some(name) if !value.is_empty() => values.push((name, value)),
                None if segment == value => {}
                _ => return None,
            }
        }
        Some(values)
    }

    fn has_parameter(&self, name: &str) -> bool {
        self.parameters.iter().any(|it| it["name"] == name)
    }

    /// A part of a URL as the value of a parameter.
    fn typed(&self, name: &str, text: &str) -> Value {
        let parameter = self.parameters.iter().find(|it| it["name"] == name);
        let kind = parameter.and_then(|it| it["schema"]["type"].as_str());
        match kind {
            Some("integer") => text.parse::<i64>().map_or(json!(text), Value::from),
            Some("boolean") => text.parse::<bool>().map_or(json!(text), Value::from),
            _ => json!(text),
        }
    }
}

/// Identifiers that tests set themselves.
fn is_configured(name: &str) -> bool {
    matches!(name, "project_id" | "instance_id")
}

/// Whether a part of a documented URL is only a placeholder.
pub fn is_placeholder(text: &str) -> bool {
    text.starts_with(['{', ':', '$']) || text.is_empty() || text.contains('*')
}

/// Path and query of a URL.
pub fn target(url: &str) -> (&str, &str) {
    let url = url.split_whitespace().last().unwrap_or(url);
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let target = after_scheme.find('/');
    let target = target.map_or("", |start| &after_scheme[start..]);
    target.split_once('?').unwrap_or((target, ""))
}

/// The pairs of a query.
pub fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').filter_map(|pair| pair.split_once('='))
}
