//! Requesting the state of a job, and errors about it.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::progress::Progress;
use crate::call::Call;
use crate::error::{Error, ErrorKind, one_line};
use crate::response::Response;
use crate::settings::Settings;

/// The call that reports the state of a job.
pub(super) struct Report {
    progress: &'static Progress,
    /// The name of the operation that started the job.
    starter: &'static str,
    call: Call,
    /// The value that identifies the item of a list.
    item: Option<String>,
    /// What identifies the job, for messages: `job_id 1234`.
    identity: String,
}

/// A state, the object that contains it, and the whole response.
pub(super) type State = (String, Value, Response<Bytes>);

impl Report {
    /// The report of the job that a call started, from the body of its response.
    pub(super) fn of(
        progress: &'static Progress,
        started_by: &Call,
        answer: &[u8],
    ) -> Result<Self, Error> {
        let starter = started_by.operation().name();
        let answer = serde_json::from_slice(answer).unwrap_or(Value::Null);
        let find = |pointer: &str| {
            text_at(&answer, pointer).ok_or_else(|| missing(starter, progress, pointer))
        };
        let mut call = started_by.client().request(progress.operation);
        let mut identity = Vec::new();
        for (location, name, pointer) in progress.parameters {
            let value = find(pointer)?;
            identity.push(format!("{name} {}", one_line(&value)));
            call.set(*location, name, value);
        }
        call.inherit_path(started_by);
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

    /// Requests the state once; `None` if none is reported yet.
    pub(super) async fn ask(&self) -> Result<Option<State>, Error> {
        // A response may have no state yet, for example an empty list.
        let asked = self.call.clone().send_optional::<Value>().await;
        let asked = asked.map(|answer| answer.map(Option::unwrap_or_default));
        let asked =
            asked.map_err(|error| error.about(&format!("while waiting for {}", self.job())))?;
        let raw = Bytes::copy_from_slice(asked.raw_body());
        let subject = match (&self.progress.item, &self.item) {
            (Some(item), Some(expected)) => {
                let list = asked.pointer(item.list).and_then(Value::as_array);
                let mut items = list.into_iter().flatten();
                items.find(|it| text_at(it, item.property).as_ref() == Some(expected))
            }
            _ => Some(asked.body()),
        };
        let found = subject.and_then(|it| Some((text_at(it, self.progress.state)?, it.clone())));
        Ok(found.map(|(state, subject)| (state, subject, asked.map(|_| raw))))
    }

    /// The error of a job that has failed.
    pub(super) fn failed(&self, state: String, subject: &Value, answer: &Response<Bytes>) -> Error {
        let mut text = format!("{} ended in state `{state}`", self.job());
        let reason = self.progress.reason.and_then(|it| text_at(subject, it));
        if let Some(reason) = reason.filter(|reason| !reason.is_empty()) {
            text += &format!(": {}", one_line(&reason));
        }
        Error::new(ErrorKind::WorkFailed, text)
            .with_operation(self.progress.operation)
            .with_state(Some(state))
            .with_response(answer.to_kept())
    }

    /// The error of a job that is still running at the time limit.
    pub(super) fn out_of_time(&self, limit: Duration, reached: Option<String>) -> Error {
        let state = match &reached {
            Some(state) => format!("its last state was `{state}`"),
            None => "no state was reported".to_owned(),
        };
        let job = self.job();
        let text =
            format!("{job} did not finish within {limit:?}: {state}; it may still be running");
        Error::new(ErrorKind::WaitTimeout, text)
            .with_operation(self.progress.operation)
            .with_state(reached)
    }

    fn job(&self) -> String {
        let starter = self.starter;
        match self.identity.as_str() {
            "" => format!("the job that {starter} started"),
            identity => format!("the job that {starter} started ({identity})"),
        }
    }
}

/// Names the operations and what identifies the job.
impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} by {}", self.job(), self.progress.name())
    }
}

/// A string, number or boolean in a response, as text.
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
            "{starter} succeeded, but its response has no `{pointer}`, which {reporter} needs to \
             report the state: look for the job with {reporter}"
        ),
    )
}
