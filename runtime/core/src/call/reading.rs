//! Reading the body of a success.

use huaweicloud_types::object;
use serde::de::DeserializeOwned;

use crate::error::{Answer, Error};
use crate::transport::HttpResponse;

/// Reads a body; only where that fails, a second pass finds the field at fault.
pub(super) fn read_json<T: DeserializeOwned>(response: &HttpResponse) -> Result<T, Error> {
    let mut quick = serde_json::Deserializer::from_slice(&response.body);
    if let (Ok(body), Ok(())) = (object(&mut quick), quick.end()) {
        return Ok(body);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(&response.body);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut deserializer, &mut track);
    let outcome = object(tracked)
        .map_err(|error| {
            let path = track.path().to_string();
            (Some(path).filter(|path| path != "."), error)
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
