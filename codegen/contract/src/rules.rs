//! Constraints across several parameters of an operation: `x-rules`.

use serde_json::{Map, Value};

use crate::parameter::Parameter;
use crate::schemas::Schemas;

/// A rule that the schema of a single parameter cannot express. Parameters have their names on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Parameters that are required if another has a certain value.
    When {
        /// The other parameter.
        parameter: String,
        /// Its value.
        value: String,
        /// What it makes required.
        require: Vec<String>,
    },
    /// At least one of these sets of parameters must be set completely.
    AnyOf(Vec<Vec<String>>),
}

/// Reads the rules of an operation.
pub(crate) fn read(
    schemas: &Schemas<'_>,
    operation: &Value,
    parameters: &[Parameter],
    properties: &[String],
    pointer: &str,
) -> Vec<Rule> {
    let listed = operation.get("x-rules").and_then(Value::as_array);
    let mut rules = Vec::new();
    for (index, rule) in listed.into_iter().flatten().enumerate() {
        let pointer = format!("{pointer}/x-rules/{index}");
        let Some(rule) = rule.as_object().and_then(read_one) else {
            schemas.problem(
                &pointer,
                "invalid rule",
                "write `{when: {parameter: value}, require: [parameter]}` or \
                 `{require-any: [[parameter]]}`",
            );
            continue;
        };
        for name in rule.names() {
            let is_parameter = parameters.iter().any(|parameter| parameter.wire == name);
            if !is_parameter && !properties.iter().any(|property| property == name) {
                schemas.problem(
                    &pointer,
                    format!(
                        "unknown parameter `{name}`: neither a parameter of the operation nor a property of its body"
                    ),
                    "fix the name, or remove it from the rule",
                );
            }
        }
        rules.push(rule);
    }
    rules
}

fn read_one(rule: &Map<String, Value>) -> Option<Rule> {
    if let Some(sets) = rule.get("require-any") {
        return Some(Rule::AnyOf(
            sets.as_array()?.iter().map(names).collect::<Option<_>>()?,
        ));
    }
    let (parameter, value) = rule.get("when")?.as_object()?.iter().next()?;
    Some(Rule::When {
        parameter: parameter.clone(),
        value: value.as_str()?.to_owned(),
        require: names(rule.get("require")?)?,
    })
}

fn names(list: &Value) -> Option<Vec<String>> {
    let names = list.as_array()?.iter();
    names.map(|name| name.as_str().map(str::to_owned)).collect()
}

impl Rule {
    fn names(&self) -> Vec<&str> {
        match self {
            Rule::When {
                parameter, require, ..
            } => require
                .iter()
                .chain([parameter])
                .map(String::as_str)
                .collect(),
            Rule::AnyOf(sets) => sets.iter().flatten().map(String::as_str).collect(),
        }
    }
}
