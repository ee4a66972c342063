//! How requests reach the service.

use std::sync::Arc;

use super::ConfigBuilder;
use crate::random::Random;
use crate::time::Clock;
use crate::transport::{Customization, HttpRequest, HttpResponse, Transport};

/// How requests reach the service.
impl ConfigBuilder {
    /// Text to append to the user agent of this crate, such as `my-program/1.2`.
    ///
    /// ```
    /// use huaweicloud_core::Config;
    ///
    /// let config = Config::builder().user_agent("nightly-backup/1.2");
    /// ```
    pub fn user_agent(mut self, addition: impl Into<String>) -> Self {
        self.user_agent = Some(addition.into());
        self
    }

    /// Certificates in PEM to trust in addition to those of the operating system.
    ///
    /// ```no_run
    /// # fn main() -> std::io::Result<()> {
    /// use huaweicloud_core::Config;
    ///
    /// let config = Config::builder().root_certificates(std::fs::read("company-root.pem")?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// The certificate, with its chain, that the client presents to services that request one, and its
    /// private key. Both are in PEM.
    ///
    /// ```no_run
    /// # fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use huaweicloud_core::Config;
    ///
    /// let (chain, key) = (std::fs::read("client.pem")?, std::fs::read("client.key")?);
    /// let config = Config::builder().client_certificate(chain, key);
    /// # Ok(())
    /// # }
    /// ```
    pub fn client_certificate(
        mut self,
        chain_pem: impl Into<Vec<u8>>,
        key_pem: impl Into<Vec<u8>>,
    ) -> Self {
        self.client_certificate = Some((chain_pem.into(), key_pem.into()));
        self
    }

    /// The proxy for all calls, instead of the one in `HTTPS_PROXY` and similar variables.
    ///
    /// ```
    /// use huaweicloud_core::Config;
    ///
    /// let config = Config::builder().proxy("http://user:password@proxy.example.com:3128");
    /// ```
    pub fn proxy(mut self, address: impl Into<String>) -> Self {
        self.network.proxy = Some(address.into());
        self
    }

    /// Ignores `HTTPS_PROXY` and similar variables.
    ///
    /// ```
    /// use huaweicloud_core::Config;
    ///
    /// let direct = Config::builder().without_environment_proxy();
    /// ```
    pub fn without_environment_proxy(mut self) -> Self {
        self.network.environment_proxy = false;
        self
    }

    /// Changes the HTTP client before it is built, for example its pool sizes or its resolver.
    ///
    /// Redirects stay disabled whatever the change is, because they would forward the credential. That
    /// is also why this method does not accept a client that is already built.
    ///
    /// ```
    /// use std::net::{IpAddr, Ipv4Addr};
    ///
    /// use huaweicloud_core::Config;
    ///
    /// let config = Config::builder().http_client(|client| {
    ///     client.pool_max_idle_per_host(4).local_address(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    /// });
    /// ```
    pub fn http_client(
        mut self,
        change: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        let change: Customization = Arc::new(change);
        self.network.customization = Some(change);
        self
    }

    /// Adds a hook that can change every request before it is signed, for example to add a header for
    /// tracing.
    ///
    /// It runs once for each attempt, after the hooks that were added before it. It does not see
    /// requests for credentials. The signature covers what the hook adds.
    ///
    /// ```
    /// use huaweicloud_core::{Config, http::HeaderValue};
    ///
    /// let config = Config::builder().on_request(|request| {
    ///     request.headers.insert("traceparent", HeaderValue::from_static("00-4bf9-00f0-01"));
    /// });
    /// ```
    pub fn on_request(mut self, hook: impl Fn(&mut HttpRequest) + Send + Sync + 'static) -> Self {
        self.hooks.add_request(Arc::new(hook));
        self
    }

    /// Adds a hook that sees every response, whatever its status, once for each attempt.
    ///
    /// ```
    /// use huaweicloud_core::Config;
    ///
    /// let config = Config::builder().on_response(|response| {
    ///     if response.status.is_server_error() {
    ///         eprintln!("the service responded with {}", response.status);
    ///     }
    /// });
    /// ```
    pub fn on_response(mut self, hook: impl Fn(&HttpResponse) + Send + Sync + 'static) -> Self {
        self.hooks.add_response(Arc::new(hook));
        self
    }

    /// A transport to use instead of the network; see [`testing`](crate::testing).
    ///
    /// ```
    /// use huaweicloud_core::Config;
    /// use huaweicloud_core::testing::CannedResponses;
    ///
    /// let service = CannedResponses::new().json(200, r#"{"total": 0}"#);
    /// let config = Config::builder().transport(service);
    /// ```
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// A clock to use instead of the machine's, for tests.
    ///
    /// ```
    /// use std::time::SystemTime;
    ///
    /// use huaweicloud_core::Config;
    /// use huaweicloud_core::testing::ManualClock;
    ///
    /// let clock = ManualClock::at(SystemTime::UNIX_EPOCH);
    /// let config = Config::builder().clock(clock.clone());
    /// ```
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// A source of random numbers that are at least 0 and below 1, for tests.
    ///
    /// ```
    /// use huaweicloud_core::Config;
    ///
    /// // The shortest wait before each retry.
    /// let config = Config::builder().random(|| 0.0);
    /// ```
    pub fn random(mut self, random: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.random = Random::new(random);
        self
    }
}
