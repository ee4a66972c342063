//! The generated information about each operation.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use huaweicloud_core::{Client, Download, Error, Part, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// An operation: its types, and a way to call it with named values.
#[derive(Debug)]
pub struct Case {
    /// The file name of the document.
    pub document: &'static str,
    /// The `operationId`.
    pub operation: &'static str,
    /// Reads a success body with the generated type.
    pub read_response: Read,
    /// Reads a request body with the generated type. `None` if the operation has no body.
    pub read_request: Option<Read>,
    /// Calls the operation through the generated client.
    pub call: Call,
}

/// Reads a value with a generated type, and writes it back.
pub type Read = fn(&Value) -> Result<Reading, Refusal>;

/// Calls an operation.
pub type Call = fn(&Client, &Arguments) -> serde_json::Result<Called>;

/// A call in progress.
pub type Called = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

/// A value as read by a generated type.
#[derive(Debug)]
pub struct Reading {
    /// Its `Debug` output.
    pub debug: String,
    /// The value as the type writes it.
    pub written: Value,
}

/// Why a generated type rejects a value.
#[derive(Debug)]
pub struct Refusal {
    /// The path of the field at fault, such as `list[0].max_latency`.
    pub path: String,
    /// The problem.
    pub message: String,
}

/// The result of a call.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body as the generated type writes it; null if there is none.
    pub written: Value,
}

/// Named values for a call.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Parameters by their names on the wire.
    pub parameters: Map<String, Value>,
    /// The request body.
    pub body: Option<Value>,
    /// Files by the names of their parts.
    pub parts: BTreeMap<String, Vec<u8>>,
}

impl Arguments {
    /// The parameter of this name.
    pub(crate) fn get<T: DeserializeOwned>(&self, name: &str) -> serde_json::Result<Option<T>> {
        self.parameters.get(name).map(T::deserialize).transpose()
    }

    /// The file of this part.
    // Like the methods below, called by the cases of operations that need it.
    #[allow(dead_code)]
    pub(crate) fn part(&self, name: &str) -> Option<Part> {
        let content = self.parts.get(name)?.clone();
        Some(Part::new(content).named(name))
    }

    /// The bytes of a request body that is not JSON.
    #[allow(dead_code)]
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let body = self.body.as_ref()?;
        let text = body.as_str().map(str::to_owned);
        Some(text.unwrap_or_else(|| body.to_string()).into_bytes())
    }

    /// The request body.
    #[allow(dead_code)]
    pub(crate) fn body<T: DeserializeOwned>(&self) -> serde_json::Result<Option<T>> {
        self.body.as_ref().map(T::deserialize).transpose()
    }
}

/// The [`Read`] of a type.
pub(crate) fn read<T: DeserializeOwned + Serialize + Debug>(
    value: &Value,
) -> Result<Reading, Refusal> {
    // From a string, as the client reads it, so that numbers are parsed the same way.
    let text = value.to_string();
    let mut source = serde_json::Deserializer::from_str(&text);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut source, &mut track);
    let typed = T::deserialize(tracked).map_err(|error| Refusal {
        path: track.path().to_string(),
        message: error.to_string(),
    })?;
    let written = serde_json::to_value(&typed).map_err(|error| Refusal {
        path: String::from("."),
        message: format!("cannot be written back: {error}"),
    })?;
    Ok(Reading {
        debug: format!("{typed:#?}"),
        written,
    })
}

/// The body of a success that is not JSON, as a string.
#[allow(dead_code)]
pub(crate) async fn downloaded(response: Response<Download>) -> Result<Answer, Error> {
    let status = response.status().as_u16();
    let content = response.into_inner().bytes().await?;
    Ok(Answer {
        status,
        written: Value::String(String::from_utf8_lossy(&content).into_owned()),
    })
}

/// The body of a success, as the generated type writes it.
pub(crate) fn written<T: Serialize>(response: Response<T>) -> Result<Answer, Error> {
    Ok(Answer {
        status: response.status().as_u16(),
        written: serde_json::to_value(response.into_inner()).unwrap_or(Value::Null),
    })
}
