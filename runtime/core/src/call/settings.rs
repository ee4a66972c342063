//! What one call does otherwise than its client.

use std::sync::Arc;
use std::time::Duration;

use super::Call;
use crate::credential::ProvideCredential;
use crate::endpoint;
use crate::error::Error;
use crate::retry::{Never, RetryPolicy};
use crate::settings::Settings;

/// What one call does otherwise than the configuration of its client says.
///
/// Every call has these methods, those of generated clients and [`Call`] itself; bring the trait into
/// scope to use them. Where an operation has a parameter of the same name, the method sets the
/// parameter: write `CallSettings::retry(call, ...)` for the setting.
///
/// ```no_run
/// use std::time::Duration;
///
/// use huaweicloud_core::{CallSettings, Client, Json, Operation, RetryPolicy, Token, Transient};
///
/// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/{project_id}/apps");
///
/// # async fn example(client: Client) -> Result<(), huaweicloud_core::Error> {
/// let apps = client
///     .request(&LIST)
///     .call_timeout(Duration::from_secs(5))
///     .retry(Transient::new().limit_attempts(2))
///     .credential(Token::new("another user's token"))
///     .endpoint("https://roma.cn-east-3.myhuaweicloud.com")
///     .send::<Json>()
///     .await?;
/// # let _ = apps;
/// # Ok(())
/// # }
/// ```
pub trait CallSettings: Sized {
    /// The call that is put together, for generated code.
    #[doc(hidden)]
    fn call_mut(&mut self) -> &mut Call;

    /// How long this call may take with all its attempts.
    fn call_timeout(self, limit: Duration) -> Self {
        set(self, |settings| {
            not_zero("call_timeout", limit)?;
            settings.retries.call_timeout = Some(limit);
            Ok(())
        })
    }

    /// How long one attempt of this call may take, from connecting to the last byte.
    fn attempt_timeout(self, limit: Duration) -> Self {
        set(self, |settings| {
            not_zero("attempt_timeout", limit)?;
            settings.attempt_timeout = limit;
            Ok(())
        })
    }

    /// Whether a failed attempt of this call is followed by another.
    ///
    /// Retries are still taken from the budget that all calls of the client share.
    fn retry(self, policy: impl RetryPolicy) -> Self {
        set(self, |settings| {
            settings.retries.policy = Arc::new(policy);
            Ok(())
        })
    }

    /// This call is attempted once.
    fn without_retries(self) -> Self {
        self.retry(Never)
    }

    /// The address of the service for this call, as
    /// [`ConfigBuilder::endpoint`](crate::ConfigBuilder::endpoint) takes it.
    fn endpoint(self, address: impl Into<String>) -> Self {
        let address = address.into();
        set(self, |settings| {
            settings.endpoint = Some(endpoint::parse(&address, settings.allow_http)?);
            Ok(())
        })
    }

    /// The credential of this call.
    ///
    /// It is asked for once for the call and its clones; for many calls, make a client with
    /// [`Client::with_credential`], which keeps what the source gives.
    fn credential(mut self, source: impl ProvideCredential) -> Self {
        let call = self.call_mut();
        call.client = call.client.with_credential(source);
        self
    }
}

/// Changes the configuration for this call alone; what is wrong is an error of sending it.
fn set<C: CallSettings>(mut call: C, change: impl FnOnce(&mut Settings) -> Result<(), Error>) -> C {
    let inner = call.call_mut();
    let mut settings = inner.client.settings().clone();
    match change(&mut settings) {
        Ok(()) => inner.client = inner.client.with_settings(settings),
        Err(error) => {
            inner.wrong_setting.get_or_insert(error);
        }
    }
    call
}

pub(crate) fn not_zero(name: &str, limit: Duration) -> Result<(), Error> {
    if limit.is_zero() {
        let text = format!("`{name}` is zero, so the call would fail: give a longer time");
        return Err(Error::invalid_request(text));
    }
    Ok(())
}

impl CallSettings for Call {
    fn call_mut(&mut self) -> &mut Call {
        self
    }
}
