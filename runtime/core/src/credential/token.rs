//! An IAM token that the program obtains itself.

use huaweicloud_types::Secret;

use super::{Credential, ProvideCredential};
use crate::context::ClientContext;
use crate::error::Error;
use crate::future::BoxFuture;

/// An IAM token that the program obtains and renews itself.
#[derive(Clone, Debug)]
pub struct Token(Secret);

impl Token {
    /// Creates a credential from the text of a token.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self(token.into())
    }
}

impl ProvideCredential for Token {
    fn provide<'a>(&'a self, _: &'a ClientContext) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin(std::future::ready(Ok(Credential::token(self.0.clone()))))
    }
}
