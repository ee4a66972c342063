//! Reading the body of a success.

use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::transport::HttpResponse;

/// Reads a JSON body. If that fails, a second pass finds the field at fault.
pub(crate) fn read_json<T: DeserializeOwned>(response: &HttpResponse) -> Result<T, Error> {
    let mut quick = serde_json::Deserializer::from_slice(&response.body);
    if let (Ok(body), Ok(())) = (T::deserialize(&mut quick), quick.end()) {
        return Ok(body);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(&response.body);
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(&mut deserializer, &mut track);
    let outcome = T::deserialize(tracked)
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
    outcome.map_err(|(path, source)| Error::unreadable(response.to_kept(), path, source))
}

/// Reads a string, which some services send as JSON.
pub(super) fn read_text(response: &HttpResponse) -> Result<String, Error> {
    if let Ok(text) = serde_json::from_slice(&response.body) {
        return Ok(text);
    }
    Ok(String::from_utf8_lossy(&response.body).into_owned())
}

/// Reads a JSON body, if there is one.
pub(super) fn read_optional<T: DeserializeOwned>(
    response: &HttpResponse,
) -> Result<Option<T>, Error> {
    if response.body.trim_ascii().is_empty() {
        return Ok(None);
    }
    read_json(response).map(Some)
}
