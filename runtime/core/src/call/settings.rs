//! Settings of a single call.

use std::sync::Arc;
use std::time::Duration;

use super::Call;
use crate::credential::ProvideCredential;
use crate::endpoint;
use crate::error::Error;
use crate::retry::{Never, RetryPolicy};
use crate::settings::Settings;

/// Settings of a single call that override the configuration of its client.
///
/// The calls of generated clients and [`Call`] itself have these methods; bring the trait into scope to
/// use them. If an operation has a parameter of the same name, the method sets the parameter; write
/// `CallSettings::retry(call, ...)` to change the setting.
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
///     .credential(Token::new("their-token"))
///     .endpoint("https://roma.cn-east-3.myhuaweicloud.com")
///     .send::<Json>()
///     .await?;
/// # let _ = apps;
/// # Ok(())
/// # }
/// ```
pub trait CallSettings: Sized {
    /// The call that is being built; implemented by generated code.
    #[doc(hidden)]
    fn call_mut(&mut self) -> &mut Call;

    /// How long this call may take with all its attempts.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use huaweicloud_core::{Call, CallSettings};
    ///
    /// fn quick(call: Call) -> Call {
    ///     call.call_timeout(Duration::from_secs(20)).attempt_timeout(Duration::from_secs(5))
    /// }
    /// ```
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

    /// The policy that decides whether a failed attempt of this call is retried.
    ///
    /// Retries still count against the budget that all calls of the client share.
    fn retry(self, policy: impl RetryPolicy) -> Self {
        set(self, |settings| {
            settings.retries.policy = Arc::new(policy);
            Ok(())
        })
    }

    /// Attempts this call only once.
    ///
    /// ```
    /// use huaweicloud_core::{Call, CallSettings, Error, Json};
    ///
    /// /// Fails right away, to show the user what happened.
    /// async fn once(call: Call) -> Result<Json, Error> {
    ///     Ok(call.without_retries().send::<Json>().await?.into_inner())
    /// }
    /// ```
    fn without_retries(self) -> Self {
        self.retry(Never)
    }

    /// The endpoint of the service for this call, in the form that
    /// [`ConfigBuilder::endpoint`](crate::ConfigBuilder::endpoint) accepts.
    fn endpoint(self, address: impl Into<String>) -> Self {
        let address = address.into();
        set(self, |settings| {
            settings.endpoint = Some(endpoint::parse(&address, settings.allow_http)?);
            Ok(())
        })
    }

    /// The credential of this call.
    ///
    /// It is obtained once for the call and its clones. For several calls, create a client with
    /// [`Client::with_credential`](crate::Client::with_credential), which caches the credential.
    ///
    /// ```
    /// use huaweicloud_core::{Call, CallSettings, Token};
    ///
    /// fn on_behalf_of(call: Call, token: &str) -> Call {
    ///     call.credential(Token::new(token))
    /// }
    /// ```
    fn credential(mut self, provider: impl ProvideCredential) -> Self {
        let call = self.call_mut();
        call.client = call.client.with_credential(provider);
        self
    }
}

/// Changes the settings of this call only. An invalid setting is reported when the call is sent.
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
