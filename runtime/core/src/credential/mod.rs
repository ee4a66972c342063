//! Where the proof comes from that a caller may call.

mod token;

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use crate::error::Error;

pub use token::Token;

/// What proves, at one moment, that a call is allowed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// An IAM token, sent as `X-Auth-Token`.
    Token(Token),
}

/// A future that a provider returns.
pub(crate) type ProvideFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Credential, Error>> + Send + 'a>>;

/// Something that can come up with a credential whenever a call needs one.
pub trait ProvideCredential: Debug + Send + Sync + 'static {
    /// The credential for a call that is made now.
    fn provide(&self) -> ProvideFuture<'_>;
}
