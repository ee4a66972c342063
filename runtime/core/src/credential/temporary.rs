//! Temporary access keys in responses.

use huaweicloud_types::Secret;
use serde::Deserialize;

use super::{AccessKey, Credential};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::text_file;
use crate::time::parse_expiry;
use crate::transport::HttpResponse;

/// The longest time before its expiry that a key is renewed.
const RENEW_BEFORE: std::time::Duration = std::time::Duration::from_secs(10 * 60);

#[derive(Deserialize)]
struct KeyResponse {
    credentials: Key,
}

#[derive(Deserialize)]
struct Key {
    #[serde(alias = "accessKeyId")]
    access_key_id: String,
    #[serde(alias = "secretAccessKey")]
    secret_access_key: Secret,
    #[serde(alias = "securityToken")]
    security_token: Secret,
    expiration: String,
}

/// The key in a response of the service `who`.
pub(super) fn read(
    response: &HttpResponse,
    who: &str,
    context: &ClientContext,
) -> Result<Credential, Error> {
    let wrong = |what| Error::new(ErrorKind::Credential, format!("{who} returned {what}"));
    // Without the source, which can quote the key.
    let body: KeyResponse =
        serde_json::from_slice(&response.body).map_err(|_| wrong("no key: check its endpoint"))?;
    let key = body.credentials;
    let expires =
        parse_expiry(&key.expiration).ok_or_else(|| wrong("a key without a valid expiry"))?;
    if expires <= context.now() {
        return Err(wrong(
            "a key that has expired: check the clock of this machine",
        ));
    }
    let access_key = AccessKey::new(key.access_key_id, key.secret_access_key)
        .with_security_token(key.security_token);
    access_key.check()?;
    Ok(Credential::access_key(access_key).expires(expires, RENEW_BEFORE))
}

/// The token in a file, without surrounding whitespace.
pub(super) fn token_file(path: &str, variable: &str) -> Result<Secret, Error> {
    let wrong = |what: String| {
        let text = format!("the token file `{path}`, which `{variable}` names, {what}");
        Error::new(ErrorKind::Credential, text)
    };
    // Read each time, because the platform replaces the file before the token expires.
    let text = text_file::read(path.as_ref())
        .map_err(|reason| wrong(format!("cannot be read ({reason})")))?;
    match text.trim() {
        "" => Err(wrong("is empty".to_owned())),
        token => Ok(Secret::from(token.to_owned())),
    }
}
