//! What an operation demands of its parameters together: `x-rules`.

use serde_json::{Map, Value};

use crate::problem::Problem;

/// A rule that no single parameter's schema can state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Parameters that a value of another makes required.
    When {
        /// The other parameter.
        parameter: String,
        /// Its value.
        value: String,
        /// What it makes required.
        require: Vec<String>,
    },
    /// At least one of these sets of parameters is given as a whole.
    AnyOf(Vec<Vec<String>>),
}

/// Reads the rules of an operation; `parameters` are the names it has.
pub(crate) fn read(
    operation: &Value,
    parameters: &[&str],
    pointer: &str,
) -> Result<Vec<Rule>, Problem> {
    let listed = operation.get("x-rules").and_then(Value::as_array);
    let rules = listed.into_iter().flatten().enumerate().map(|(index, rule)| {
        let pointer = format!("{pointer}/x-rules/{index}");
        let rule = rule.as_object().and_then(read_one).ok_or_else(|| {
            let message = "a rule is `{when: {parameter: value}, require: [parameter]}` or `{require-any: [[parameter]]}`";
            Problem::new(&pointer, message)
        })?;
        let unknown = rule.names().find(|name| !parameters.contains(name)).map(str::to_owned);
        match unknown {
            Some(name) => Err(Problem::new(&pointer, format!("the operation has no parameter {name}"))),
            None => Ok(rule),
        }
    });
    rules.collect()
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
    list.as_array()?
        .iter()
        .map(|name| name.as_str().map(str::to_owned))
        .collect()
}

impl Rule {
    fn names(&self) -> impl Iterator<Item = &str> {
        let names: Vec<&str> = match self {
            Rule::When {
                parameter, require, ..
            } => require
                .iter()
                .chain([parameter])
                .map(String::as_str)
                .collect(),
            Rule::AnyOf(sets) => sets.iter().flatten().map(String::as_str).collect(),
        };
        names.into_iter()
    }

    /// The rule as a sentence fragment.
    pub(crate) fn words(&self) -> String {
        match self {
            Rule::When {
                parameter, value, ..
            } => format!("needed when `{parameter}` is `{value}`"),
            Rule::AnyOf(sets) => {
                let sets: Vec<String> = sets
                    .iter()
                    .map(|set| {
                        set.iter()
                            .map(|name| format!("`{name}`"))
                            .collect::<Vec<_>>()
                            .join(" with ")
                    })
                    .collect();
                format!("needed is {}", sets.join(", or "))
            }
        }
    }
}
