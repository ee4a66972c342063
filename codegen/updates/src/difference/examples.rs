//! Examples.

use codegen_pages::{Example, MessageKind};
use serde_json::Value;

use crate::change::{Aspect, Effect};
use crate::difference::{Comparison, Sides};

impl Comparison<'_> {
    pub(super) fn examples(&mut self) {
        let (old, new) = (&self.old.facts.examples, &self.new.facts.examples);
        let came: Vec<&Example> = new
            .iter()
            .filter(|one| !old.iter().any(|other| is_same(one, other)))
            .collect();
        let mut went: Vec<&Example> = old
            .iter()
            .filter(|one| !new.iter().any(|other| is_same(one, other)))
            .collect();
        for example in came {
            let before = went.iter().position(|other| is_of_same(example, other));
            let before = before.map(|index| went.remove(index));
            if before.is_none() && self.is_silent(old, example) {
                continue;
            }
            self.example(before, Some(example));
        }
        for example in went {
            if !self.is_silent(new, example) {
                self.example(Some(example), None);
            }
        }
    }

    /// Whether the rendering of one side omits examples of this kind.
    fn is_silent(&self, side: &[Example], example: &Example) -> bool {
        self.is_rendered_otherwise() && !side.iter().any(|other| is_of_same(example, other))
    }

    fn example(&mut self, before: Option<&Example>, after: Option<&Example>) {
        let Some(example) = after.or(before) else {
            return;
        };
        // The status was added or removed too, and is reported.
        let known = |status: &String| {
            self.old.facts.statuses.contains(status) && self.new.facts.statuses.contains(status)
        };
        if before.is_none() != after.is_none()
            && example.status.as_ref().is_some_and(|status| !known(status))
        {
            return;
        }
        let subject = label(example, &self.old.operation);
        let words = match (before, after) {
            (Some(_), Some(_)) => "changed",
            (None, _) => "new",
            (_, None) => "removed",
        };
        let location = match &example.status {
            Some(status) => self.status_location(status),
            None => self.location(None, &[]),
        };
        let sides = Sides {
            before: before.map(|example| example.value.clone()),
            after: after.map(|example| example.value.clone()),
            old_line: before.map_or(0, |example| example.line),
            new_line: after.map_or(0, |example| example.line),
        };
        let classification = (Effect::Explains, "an example has no effect on calls");
        let message = format!("{subject}: {words}");
        self.push(
            subject,
            Aspect::Example,
            sides,
            classification,
            message,
            location,
        );
    }
}

fn label(example: &Example, operation: &str) -> String {
    match (example.role, &example.status) {
        (MessageKind::Request, _) if example.value.is_string() => {
            format!("example of a call of {operation}")
        }
        (MessageKind::Request, _) => format!("example of the request of {operation}"),
        (MessageKind::Response, Some(status)) => {
            format!("example of response {status} of {operation}")
        }
        (MessageKind::Response, None) => format!("example of a response of {operation}"),
    }
}

fn is_of_same(one: &Example, other: &Example) -> bool {
    one.role == other.role
        && one.status == other.status
        && one.value.is_string() == other.value.is_string()
}

fn is_same(one: &Example, other: &Example) -> bool {
    one.role == other.role
        && one.status == other.status
        && target(&one.value) == target(&other.value)
}

/// An address without its method, which only some pages include.
fn target(value: &Value) -> Value {
    let Some(text) = value.as_str() else {
        return value.clone();
    };
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or(("", text));
    let method = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_uppercase());
    Value::from(if method { rest.trim_start() } else { text })
}
