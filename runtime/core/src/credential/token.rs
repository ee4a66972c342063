//! An IAM token that the caller has.

use http::HeaderValue;
use huaweicloud_types::Secret;

use super::{Credential, ProvideCredential, ProvideFuture};
use crate::error::{Error, ErrorKind};

/// An IAM token that the caller has and renews.
#[derive(Clone, Debug)]
pub struct Token(Secret);

impl Token {
    /// Takes the text of the token.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self(token.into())
    }

    /// The token as a header, marked so that no HTTP stack logs it or indexes it.
    pub(crate) fn header(&self) -> Result<HeaderValue, Error> {
        let token = self.0.expose().trim();
        let header = HeaderValue::from_str(token)
            .ok()
            .filter(|_| !token.is_empty());
        let mut header = header.ok_or_else(|| {
            Error::new(
                ErrorKind::Credential,
                "the token is empty or has characters that no token has: \
                 give the value of the header X-Subject-Token that IAM answered",
            )
        })?;
        header.set_sensitive(true);
        Ok(header)
    }
}

impl ProvideCredential for Token {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(std::future::ready(Ok(Credential::Token(self.clone()))))
    }
}
