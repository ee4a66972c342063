//! An IAM token that the program obtains itself.

use huaweicloud_types::Secret;

use super::{Credential, ProvideCredential};
use crate::context::ClientContext;
use crate::error::Error;
use crate::future::BoxFuture;

/// An IAM token that the program obtains and renews itself.
///
/// ```
/// # use huaweicloud_core::testing::CannedResponses;
/// # use huaweicloud_core::{Client, Config, Token};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = CannedResponses::new().json(200, "{}");
/// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
/// # let client = Client::new(config.transport(service.clone()).build()?)?;
/// # huaweicloud_core::Blocking::new()?.wait(async {
/// # use huaweicloud_core::Operation;
/// # const SHOW: Operation = Operation::new("ShowApp", "GET", "/v2/apps/1");
/// let client = client.with_credential(Token::new("my-token"));
/// client.request(&SHOW).send_empty().await?;
/// assert_eq!(service.requests()[0].headers["x-auth-token"], "my-token");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Token(Secret);

impl Token {
    /// Creates a credential from a token: the value of the header `X-Subject-Token` in the response of IAM.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self(token.into())
    }
}

impl ProvideCredential for Token {
    fn provide<'a>(&'a self, _: &'a ClientContext) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin(std::future::ready(Ok(Credential::token(self.0.clone()))))
    }
}
