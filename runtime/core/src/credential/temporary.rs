//! Temporary access keys as the services answer them.

use huaweicloud_types::Secret;
use serde::Deserialize;

use super::{AccessKey, Credential};
use crate::context::ClientContext;
use crate::error::{Error, ErrorKind};
use crate::text_file;
use crate::time::parse_expiry;
use crate::transport::HttpResponse;

/// How long before its end a key is renewed, at the most.
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

/// The key of an answer; `who` answered it.
pub(super) fn read(
    response: &HttpResponse,
    who: &str,
    context: &ClientContext,
) -> Result<Credential, Error> {
    let wrong = |what| Error::new(ErrorKind::Credential, format!("{who} answered {what}"));
    // Without the source: it can quote the key.
    let body: KeyResponse = serde_json::from_slice(&response.body)
        .map_err(|_| wrong("no key: check that the address is right"))?;
    let key = body.credentials;
    let expires =
        parse_expiry(&key.expiration).ok_or_else(|| wrong("a key whose end is not a time"))?;
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

/// The content of a file with a token, without the blanks around it.
pub(super) fn token_file(path: &str, variable: &str) -> Result<Secret, Error> {
    let wrong = |what: String| {
        let text = format!("the token file {path}, which {variable} names, {what}");
        Error::new(ErrorKind::Credential, text)
    };
    // Read each time: the platform replaces it before the token in it ends.
    let text = text_file::read(path.as_ref())
        .map_err(|reason| wrong(format!("cannot be read ({reason})")))?;
    match text.trim() {
        "" => Err(wrong("is empty".to_owned())),
        token => Ok(Secret::from(token.to_owned())),
    }
}
