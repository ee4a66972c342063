//! The calls of operations.
#![allow(dead_code, unused_imports, reason = "not every definition has files and downloads")]

use std::future::Future;
use std::pin::Pin;

use huaweicloud_core::{Client, Download, Error, Part, Response};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// An operation, and a function that calls it.
pub(crate) type Case = (&'static str, Call);

/// Calls an operation with named values.
pub(crate) type Call = fn(&Client, &Arguments) -> serde_json::Result<Called>;

/// A call in progress.
pub(crate) type Called = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// Named values for a call.
pub(crate) struct Arguments {
    parameters: Map<String, Value>,
    body: Option<Value>,
}

impl Arguments {
    pub(crate) fn new(request: Option<&Value>) -> Self {
        let parameters = request.and_then(|it| it["parameters"].as_object());
        Self {
            parameters: parameters.cloned().unwrap_or_default(),
            body: request.and_then(|it| it.get("body")).cloned(),
        }
    }

    /// The parameter of this name.
    pub(crate) fn get<T: DeserializeOwned>(&self, name: &str) -> serde_json::Result<Option<T>> {
        self.parameters.get(name).map(T::deserialize).transpose()
    }

    /// The file of this part.
    pub(crate) fn part(&self, name: &str) -> Option<Part> {
        self.parameters.get(name)?;
        Some(Part::new("content").named("file.txt"))
    }

    /// The request body.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> serde_json::Result<Option<T>> {
        self.body.as_ref().map(T::deserialize).transpose()
    }

    /// The bytes of a request body that is not JSON.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let body = self.body.as_ref()?;
        let text = body.as_str().map(str::to_owned);
        Some(text.unwrap_or_else(|| body.to_string()).into_bytes())
    }
}

/// The body of a success was read.
pub(crate) fn written<T>(_: Response<T>) -> Result<(), Error> {
    Ok(())
}

/// Reads a downloaded file to its end.
pub(crate) async fn downloaded(response: Response<Download>) -> Result<(), Error> {
    response.into_inner().bytes().await.map(drop)
}
