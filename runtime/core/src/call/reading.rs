//! Reading the body of a success.

use serde::de::DeserializeOwned;

use crate::error::{Answer, Error};
use crate::transport::HttpResponse;

/// Reads a body; only where that fails, a second pass finds the field at fault.
pub(super) fn read_json<T: DeserializeOwned>(response: &HttpResponse) -> Result<T, Error> {
    if let Ok(body) = serde_json::from_slice(&response.body) {
        return Ok(body);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(&response.body);
    let outcome = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| {
            let path = error.path().to_string();
            (Some(path).filter(|path| path != "."), error.into_inner())
        })
        .and_then(|body| {
            deserializer
                .end()
                .map(|()| body)
                .map_err(|error| (None, error))
        });
    outcome.map_err(|(path, source)| {
        let (headers, body) = (response.headers.clone(), response.body.clone());
        Error::unreadable(Answer::new(response.status, headers, body), path, source)
    })
}
