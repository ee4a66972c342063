//! Asking for the state of work, and the errors about it.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::progress::Progress;
use crate::call::Call;
use crate::error::{Error, ErrorKind, one_line};
use crate::response::Response;
use crate::settings::Settings;

/// The call that reports the state of some work, ready to be sent as often as it takes.
pub(super) struct Report {
    progress: &'static Progress,
    /// The name of the operation that started the work.
    starter: &'static str,
    call: Call,
    /// What the item of a list has to equal.
    item: Option<String>,
    /// What identifies the work, for messages: `job_id 1234`.
    identity: String,
}

/// A state, the object that has it, and the answer around that.
pub(super) type State = (String, Value, Response<Bytes>);

impl Report {
    /// The report of the work that a call started, by the body of its answer.
    pub(super) fn of(
        progress: &'static Progress,
        begun: &Call,
        answer: &[u8],
    ) -> Result<Self, Error> {
        let starter = begun.operation().name();
        let answer = serde_json::from_slice(answer).unwrap_or(Value::Null);
        let find = |pointer: &str| {
            text_at(&answer, pointer).ok_or_else(|| missing(starter, progress, pointer))
        };
        let mut call = begun.client().request(progress.operation);
        let mut identity = Vec::new();
        for (location, name, pointer) in progress.parameters {
            let value = find(pointer)?;
            identity.push(format!("{name} {}", one_line(&value)));
            call.set(*location, name, value);
        }
        call.inherit_path(begun);
        let item = match &progress.item {
            Some(item) => {
                let value = find(item.equals)?;
                let name = item.property.rsplit('/').next().unwrap_or_default();
                identity.push(format!("{name} {}", one_line(&value)));
                Some(value)
            }
            None => None,
        };
        Ok(Self {
            progress,
            starter,
            call,
            item,
            identity: identity.join(", "),
        })
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.call.client().shared.context.settings
    }

    /// Asks once; `None` where no state is reported yet.
    pub(super) async fn ask(&self) -> Result<Option<State>, Error> {
        // No body is no state yet: a list without items, for instance.
        let asked = self.call.clone().send_optional::<Value>().await;
        let asked = asked.map(|answer| answer.map(Option::unwrap_or_default));
        let asked =
            asked.map_err(|error| error.about(&format!("while waiting for {}", self.work())))?;
        let raw = Bytes::copy_from_slice(asked.raw_body());
        let subject = match (&self.progress.item, &self.item) {
            (Some(item), Some(wanted)) => {
                let list = asked.pointer(item.list).and_then(Value::as_array);
                let mut items = list.into_iter().flatten();
                items.find(|it| text_at(it, item.property).as_ref() == Some(wanted))
            }
            _ => Some(asked.body()),
        };
        let found = subject.and_then(|it| Some((text_at(it, self.progress.state)?, it.clone())));
        Ok(found.map(|(state, subject)| (state, subject, asked.map(|_| raw))))
    }

    /// The error of work that has ended badly.
    pub(super) fn failed(&self, state: String, subject: &Value, answer: &Response<Bytes>) -> Error {
        let mut text = format!("{} ended in the state `{state}`", self.work());
        let reason = self.progress.reason.and_then(|it| text_at(subject, it));
        if let Some(reason) = reason.filter(|reason| !reason.is_empty()) {
            text += &format!(": {}", one_line(&reason));
        }
        Error::new(ErrorKind::WorkFailed, text)
            .with_operation(self.progress.operation)
            .with_state(Some(state))
            .with_response(answer.to_kept())
    }

    /// The error of work that goes on after the time limit.
    pub(super) fn out_of_time(&self, limit: Duration, reached: Option<String>) -> Error {
        let state = match &reached {
            Some(state) => format!("it was last in the state `{state}`"),
            None => "no state of it was reported".to_owned(),
        };
        let work = self.work();
        let text = format!("{work} did not end within {limit:?}: {state}; it may go on");
        Error::new(ErrorKind::WaitTimeout, text)
            .with_operation(self.progress.operation)
            .with_state(reached)
    }

    fn work(&self) -> String {
        let starter = self.starter;
        match self.identity.as_str() {
            "" => format!("the work that {starter} started"),
            identity => format!("the work that {starter} started ({identity})"),
        }
    }
}

/// Names the operations and what identifies the work.
impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} by {}", self.work(), self.progress.name())
    }
}

/// A text, number or boolean in an answer, as text.
fn text_at(answer: &Value, pointer: &str) -> Option<String> {
    match answer.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(boolean) => Some(boolean.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn missing(starter: &str, progress: &Progress, pointer: &str) -> Error {
    let reporter = progress.name();
    Error::new(
        ErrorKind::UnexpectedResponse,
        format!(
            "{starter} succeeded, but its answer has no `{pointer}`, by which {reporter} reports \
             the state: look for the work with {reporter}"
        ),
    )
}
