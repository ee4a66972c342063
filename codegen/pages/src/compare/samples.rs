//! Compares the examples of an operation, leaf by leaf.

use codegen_document::pointer;
use serde_json::Value;

use crate::compare::equality::{request_target, same};
use crate::compare::sides::{Fact, Sides};
use crate::compare::sources::Provenance;
use crate::definitions::DefinedExample;
use crate::page::{Example, MessageKind};

/// A difference of two examples: a pointer, and the value on each side.
type Leaf<'v> = (String, Option<&'v Value>, Option<&'v Value>);

impl Sides<'_> {
    pub(super) fn examples(&mut self) {
        let recorded = self.record.map(|record| record.facts.examples.as_slice());
        let recorded = recorded.unwrap_or_default();
        let defined = &self.defined.examples;
        let mut left: Vec<&DefinedExample> = defined.iter().collect();
        let mut different = Vec::new();
        for example in recorded {
            let same = |known: &&DefinedExample| is_same(example, &known.example);
            match left.iter().position(same) {
                Some(index) => {
                    let known = left.remove(index);
                    self.example(example, Some(known.example.value.to_string()), known);
                }
                None => different.push(example),
            }
        }
        for example in different {
            match nearest(example, &left) {
                Some(index) => {
                    let known = left.remove(index);
                    self.leaves(example, known);
                }
                None => self.missing_example(example),
            }
        }
        for known in left {
            let explanation = self.example_source(known);
            self.push(Fact {
                name: label(&known.example),
                recorded: None,
                line: 0,
                documented: Some(known.example.value.to_string()),
                pointer: &known.pointer,
                explanation,
            });
        }
    }

    fn example(&mut self, example: &Example, documented: Option<String>, known: &DefinedExample) {
        let text = documented
            .clone()
            .unwrap_or_else(|| example.value.to_string());
        self.push(Fact {
            name: label(example),
            recorded: Some(text),
            line: example.line,
            documented,
            pointer: &known.pointer,
            explanation: None,
        });
    }

    /// Reports the differences of two examples, each leaf as a fact.
    fn leaves(&mut self, example: &Example, known: &DefinedExample) {
        let (recorded, documented) = (request_target(&example.value), &known.example.value);
        let documented = request_target(documented);
        for (at, recorded, documented) in differences(&recorded, &documented) {
            let pointer = format!("{}{at}", known.pointer);
            self.push(Fact {
                name: format!("{}, {at}", label(example)),
                recorded: recorded.map(Value::to_string),
                line: example.line,
                documented: documented.map(Value::to_string),
                pointer: &pointer,
                explanation: self.leaf_claim(&pointer, documented.is_some()),
            });
        }
    }

    fn leaf_claim(&self, pointer: &str, documented: bool) -> Option<String> {
        if documented {
            return self.claims.value(pointer);
        }
        let (parent, key) = pointer.rsplit_once('/')?;
        self.claims.absent(parent, &pointer::unescape(key))
    }

    fn missing_example(&mut self, example: &Example) {
        let responses = format!("{}/responses", self.defined.pointer);
        let pointer = match &example.status {
            Some(status) => pointer::join(&responses, status),
            None => self.defined.pointer.clone(),
        };
        let media = format!("{pointer}/content/application~1json");
        self.push(Fact {
            name: label(example),
            recorded: Some(example.value.to_string()),
            line: example.line,
            documented: None,
            pointer: &pointer,
            explanation: self.claims.absent(&media, "examples"),
        });
    }

    /// The source of an example other than the page.
    fn example_source(&self, known: &DefinedExample) -> Option<String> {
        if let Some(claim) = self.claims.value(&known.pointer) {
            return Some(claim);
        }
        let mut examples = self.sources.examples();
        if examples.any(|example| is_same(example, &known.example)) {
            return Some("found in another record of the operation".to_owned());
        }
        let Provenance::Official(name) = self.sources.nearest(&known.pointer)? else {
            return None;
        };
        let definition = self.sources.definition(name)?;
        let mut examples = definition.facts.examples.iter();
        examples
            .any(|example| is_same(example, &known.example))
            .then(|| format!("official definition of {name}"))
    }
}

fn is_alike(one: &Example, other: &Example) -> bool {
    one.role == other.role
        && one.status == other.status
        && one.value.is_string() == other.value.is_string()
}

fn is_same(one: &Example, other: &Example) -> bool {
    is_alike(one, other) && same(&request_target(&one.value), &request_target(&other.value))
}

/// The example of the same response with the fewest differences.
fn nearest(example: &Example, left: &[&DefinedExample]) -> Option<usize> {
    let alike = left.iter().enumerate();
    let alike = alike.filter(|(_, known)| is_alike(example, &known.example));
    let (index, _) =
        alike.min_by_key(|(_, known)| differences(&example.value, &known.example.value).len())?;
    Some(index)
}

/// The leaves at which two values differ.
fn differences<'v>(recorded: &'v Value, documented: &'v Value) -> Vec<Leaf<'v>> {
    let mut leaves = Vec::new();
    collect(Some(recorded), Some(documented), String::new(), &mut leaves);
    leaves
}

fn collect<'v>(
    recorded: Option<&'v Value>,
    documented: Option<&'v Value>,
    at: String,
    leaves: &mut Vec<Leaf<'v>>,
) {
    match (recorded, documented) {
        (Some(one), Some(other)) if same(one, other) => {}
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let added = other.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(added) {
                let at = pointer::join(&at, key);
                collect(one.get(key), other.get(key), at, leaves);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            for index in 0..one.len().max(other.len()) {
                let at = format!("{at}/{index}");
                collect(one.get(index), other.get(index), at, leaves);
            }
        }
        (one, other) => leaves.push((at, one, other)),
    }
}

fn label(example: &Example) -> String {
    match (example.role, &example.status) {
        (MessageKind::Request, _) if example.value.is_string() => "example of the call".to_owned(),
        (MessageKind::Request, _) => "example of the request".to_owned(),
        (MessageKind::Response, Some(status)) => format!("example of response {status}"),
        (MessageKind::Response, None) => "example of a response".to_owned(),
    }
}
