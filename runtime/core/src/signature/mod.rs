//! The signature `SDK-HMAC-SHA256` of an access key.
//!
//! All headers of the request are signed except those with an underscore in their names, and so are the
//! query and the body. The query is signed in sorted order but sent in the order of the caller, because the
//! order of a list may matter to the service.
//!
//! ```
//! use std::time::SystemTime;
//!
//! use huaweicloud_core::http::Method;
//! use huaweicloud_core::{AccessKey, HttpRequest, signature};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let url = "https://roma.cn-north-4.myhuaweicloud.com/v2/apps".parse()?;
//! let mut request = HttpRequest::new(Method::GET, url);
//! let stages = signature::sign(&mut request, &AccessKey::new("ID", "secret"), SystemTime::now())?;
//! assert!(stages.authorization.starts_with("SDK-HMAC-SHA256 Access=ID, SignedHeaders="));
//! # Ok(())
//! # }
//! ```

mod canonical;

use std::time::SystemTime;

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};
use ring::{digest, hmac};

use crate::credential::AccessKey;
use crate::error::{Error, ErrorKind};
use crate::time::signing_date;
use crate::transport::HttpRequest;

const ALGORITHM: &str = "SDK-HMAC-SHA256";
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
const X_SDK_DATE: HeaderName = HeaderName::from_static("x-sdk-date");
const X_SDK_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-sdk-content-sha256");
const X_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");

/// The stages of a signature, to find out where two signers differ.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stages {
    /// The request in its canonical form.
    pub canonical_request: String,
    /// The algorithm, the date and the hash of the canonical request.
    pub string_to_sign: String,
    /// The signature in hexadecimal.
    pub signature: String,
    /// The value of the header `Authorization`.
    pub authorization: String,
}

impl std::fmt::Debug for Stages {
    // The canonical request contains all headers, including the security token.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Stages")
            .field("string_to_sign", &self.string_to_sign)
            .finish_non_exhaustive()
    }
}

/// Signs a request: adds `X-Sdk-Date`, `X-Security-Token` and `Authorization`.
///
/// An `X-Sdk-Date` that the request already has is kept.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use huaweicloud_core::http::Method;
/// use huaweicloud_core::url::Url;
/// use huaweicloud_core::{AccessKey, HttpRequest, signature};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut request = HttpRequest::new(Method::GET, Url::parse("https://roma.example.com/v2/apps")?);
/// let time = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
/// let stages = signature::sign(&mut request, &AccessKey::new("AK", "SK"), time)?;
/// assert_eq!(request.headers["x-sdk-date"], "19941106T084937Z");
/// assert_eq!(request.headers["authorization"], stages.authorization);
/// assert!(stages.string_to_sign.starts_with("SDK-HMAC-SHA256\n19941106T084937Z\n"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// The key has characters that are not allowed in a header, or the time is out of range.
pub fn sign(request: &mut HttpRequest, key: &AccessKey, time: SystemTime) -> Result<Stages, Error> {
    let date = date(request, time)?;
    if let Some(token) = key.security_token() {
        let mut token = header(token.expose(), "the security token")?;
        token.set_sensitive(true);
        request.headers.insert(X_SECURITY_TOKEN, token);
    }
    let payload = payload(request);
    let query = canonical::query(request.url.query().unwrap_or_default());
    let headers = canonical::Headers::of(request);
    let canonical_request = format!(
        "{}\n{}\n{query}\n{}\n{}\n{payload}",
        request.method,
        canonical::path(request.url.path()),
        headers.lines,
        headers.names,
    );
    let hash = hexadecimal(digest::digest(&digest::SHA256, canonical_request.as_bytes()).as_ref());
    let string_to_sign = format!("{ALGORITHM}\n{date}\n{hash}");
    let secret = hmac::Key::new(hmac::HMAC_SHA256, key.secret().expose().as_bytes());
    let signature = hexadecimal(hmac::sign(&secret, string_to_sign.as_bytes()).as_ref());
    let authorization = format!(
        "{ALGORITHM} Access={}, SignedHeaders={}, Signature={signature}",
        key.id(),
        headers.names
    );
    let mut value = header(&authorization, "the access key")?;
    value.set_sensitive(true);
    request.headers.insert(AUTHORIZATION, value);
    Ok(Stages {
        canonical_request,
        string_to_sign,
        signature,
        authorization,
    })
}

/// The date of the request, which is added if it has none.
fn date(request: &mut HttpRequest, time: SystemTime) -> Result<String, Error> {
    if let Some(date) = request
        .headers
        .get(X_SDK_DATE)
        .and_then(|value| value.to_str().ok())
    {
        return Ok(date.trim().to_owned());
    }
    let date = signing_date(time).ok_or_else(|| {
        let text =
            "the time of this machine is out of range, so nothing can be signed: set the clock";
        Error::new(ErrorKind::Credential, text)
    })?;
    request
        .headers
        .insert(X_SDK_DATE, header(&date, "the date")?);
    Ok(date)
}

/// The body in the canonical request: its hash, or the value of `X-Sdk-Content-Sha256`, which the caller
/// sets, or this function if the body is not JSON.
fn payload(request: &mut HttpRequest) -> String {
    let content_type = request.headers.get(CONTENT_TYPE);
    // A body that is not in memory cannot be hashed before it is sent.
    let is_in_memory = request.body.as_bytes().is_some();
    let hashed = is_in_memory
        && content_type.is_none_or(|content_type| {
            let content_type = content_type.as_bytes().trim_ascii();
            content_type.is_empty()
                || content_type.starts_with(b"application/json")
                || content_type.starts_with(b"application/bson")
        });
    if !hashed {
        request
            .headers
            .insert(X_SDK_CONTENT_SHA256, HeaderValue::from_static(UNSIGNED));
    }
    let declared = request.headers.get(X_SDK_CONTENT_SHA256);
    let declared = declared.and_then(|value| value.to_str().ok());
    match declared.map(str::trim) {
        Some(declared) if !declared.is_empty() && !request.body.is_empty() => declared.to_owned(),
        _ => {
            let bytes = request.body.as_bytes().map(|bytes| bytes.as_ref());
            hexadecimal(digest::digest(&digest::SHA256, bytes.unwrap_or_default()).as_ref())
        }
    }
}

fn header(text: &str, what: &str) -> Result<HeaderValue, Error> {
    // Not quoted: the text may be secret.
    HeaderValue::from_str(text).map_err(|_| {
        let text = format!(
            "{what} has characters that are not allowed in a header: \
             give the one that IAM shows, without line breaks"
        );
        Error::new(ErrorKind::Credential, text)
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    // By table, because a formatter takes longer than the hash.
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}
