//! The transport over the network, with reqwest.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use futures_util::stream::{StreamExt, TryStreamExt};
use http::header::CONTENT_LENGTH;
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Proxy};
use rustls_pki_types::CertificateDer;

use super::{HttpRequest, HttpResponse, Transport, failure, tls};
use crate::body::Incoming;
use crate::error::{Error, ErrorKind, KEPT_BYTES, KeptResponse};
use crate::executor;
use crate::future::BoxFuture;

/// A change to the HTTP client before it is built.
pub(crate) type Customization = Arc<dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync>;

/// After how long without a request the service may have closed connections.
const NOTICEABLE_PAUSE_MS: u64 = 200;

/// How connections are made.
#[derive(Clone)]
pub(crate) struct NetworkSettings {
    pub(crate) connect_timeout: Duration,
    pub(crate) idle_timeout: Duration,
    pub(crate) response_limit: usize,
    pub(crate) roots: Vec<CertificateDer<'static>>,
    pub(crate) identity: Option<tls::Identity>,
    pub(crate) proxy: Option<String>,
    pub(crate) environment_proxy: bool,
    pub(crate) customization: Option<Customization>,
}

impl fmt::Debug for NetworkSettings {
    // Without the address of the proxy, which may contain a password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NetworkSettings")
            .field("connect_timeout", &self.connect_timeout)
            .field("response_limit", &self.response_limit)
            .field("roots", &self.roots.len())
            .field("proxy", &self.proxy.is_some())
            .finish_non_exhaustive()
    }
}

/// The connections to a service.
#[derive(Debug)]
pub(crate) struct Network {
    http: reqwest::Client,
    /// For services on this machine, where no proxy can reach them. Created when it is needed.
    local: OnceLock<reqwest::Client>,
    settings: NetworkSettings,
    started: Instant,
    /// When the last request was sent, in milliseconds since the start.
    last_sent: AtomicU64,
}

impl Network {
    pub(crate) fn new(settings: &NetworkSettings) -> Result<Self, Error> {
        Ok(Self {
            http: connections(settings, true)?,
            local: OnceLock::new(),
            settings: settings.clone(),
            started: Instant::now(),
            last_sent: AtomicU64::new(0),
        })
    }

    /// The connections to services on this machine.
    fn local(&self) -> Result<&reqwest::Client, Error> {
        if let Some(local) = self.local.get() {
            return Ok(local);
        }
        let local = connections(&self.settings, false)?;
        Ok(self.local.get_or_init(|| local))
    }

    /// Lets the runtime notice connections that the service has closed in the meantime.
    ///
    /// A single-threaded runtime polls connections only while the program waits: after a pause, the next
    /// request would be written to a closed connection.
    async fn notice_closed(&self) {
        let now = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let last = self.last_sent.swap(now, Ordering::Relaxed);
        if now.saturating_sub(last) < NOTICEABLE_PAUSE_MS {
            return;
        }
        // First the runtime polls its sockets, then the connections read what has arrived.
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, Error> {
        executor::check_sockets()?;
        let mut outgoing = reqwest::Request::new(request.method, request.url);
        *outgoing.headers_mut() = request.headers;
        if let Some(bytes) = request.body.as_bytes() {
            if !bytes.is_empty() {
                *outgoing.body_mut() = Some(bytes.clone().into());
            }
        } else {
            let (content, length) = request.body.open().await?;
            if let Some(length) = length {
                outgoing.headers_mut().insert(CONTENT_LENGTH, length.into());
            }
            *outgoing.body_mut() = Some(reqwest::Body::wrap_stream(content));
        }
        let http = if request.is_local {
            self.local()?
        } else {
            &self.http
        };
        self.notice_closed().await;
        let mut incoming = http
            .execute(outgoing)
            .await
            .map_err(|source| failure::unanswered(source, self.settings.connect_timeout))?;
        let status = incoming.status();
        let headers = std::mem::take(incoming.headers_mut());
        if request.is_download && status.is_success() {
            let content = incoming
                .bytes_stream()
                .map_err(|source| std::io::Error::other(source.without_url()));
            return Ok(HttpResponse {
                incoming: Incoming::new(content.boxed()),
                ..HttpResponse::new(status, headers, Bytes::new())
            });
        }
        match self.read(&mut incoming, status.is_success()).await {
            Ok(body) => Ok(HttpResponse::new(status, headers, body)),
            Err((error, bytes)) => {
                Err(error.with_response(KeptResponse::new(status, headers, bytes)))
            }
        }
    }

    /// Reads a body; that of an error only as far as an error keeps it.
    async fn read(
        &self,
        incoming: &mut reqwest::Response,
        success: bool,
    ) -> Result<Bytes, (Error, Bytes)> {
        let limit = if success {
            self.settings.response_limit
        } else {
            KEPT_BYTES
        };
        let mut body = Collected::default();
        loop {
            match incoming.chunk().await {
                Ok(Some(chunk)) => body.push(chunk, incoming.content_length(), limit),
                Ok(None) => return Ok(body.finish()),
                // The beginning of an error body is more useful than the fact that it is incomplete.
                Err(_) if !success => return Ok(body.finish()),
                Err(source) => {
                    return Err((failure::incomplete(source), body.finish()));
                }
            }
            if body.len() > limit {
                let body = body.finish();
                return if success {
                    Err((too_long(limit), body))
                } else {
                    Ok(body)
                };
            }
        }
    }
}

impl Transport for Network {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(self.exchange(request))
    }
}

/// Connections through the proxies of the settings, or through none.
fn connections(settings: &NetworkSettings, with_proxies: bool) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls::configuration(
            &settings.roots,
            settings.identity.as_ref(),
        )?)
        .connect_timeout(settings.connect_timeout)
        .pool_idle_timeout(settings.idle_timeout);
    if !settings.environment_proxy {
        builder = builder.no_proxy();
    }
    if let Some(address) = &settings.proxy {
        builder = builder.proxy(proxy(address)?);
    }
    if let Some(customization) = &settings.customization {
        builder = customization(builder);
    }
    if !with_proxies {
        builder = builder.no_proxy();
    }
    // Last, so that no customization undoes it: a redirect would forward the credential, and retries
    // are decided elsewhere.
    let builder = builder
        .redirect(Policy::none())
        .retry(reqwest::retry::never());
    builder.build().map_err(|source| {
        Error::configuration(
            "could not set up the HTTP client: check what `.http_client(...)` on the configuration \
             changes, and the proxies in the environment",
        )
        .with_source(source)
    })
}

/// The chunks of a body. A single chunk, the usual case, is not copied.
#[derive(Default)]
enum Collected {
    #[default]
    Nothing,
    One(Bytes),
    Many(BytesMut),
}

impl Collected {
    fn push(&mut self, chunk: Bytes, expected: Option<u64>, limit: usize) {
        *self = match std::mem::take(self) {
            Self::Nothing => Self::One(chunk),
            Self::One(first) => {
                let expected = usize::try_from(expected.unwrap_or(0))
                    .unwrap_or(limit)
                    .min(limit);
                let mut all = BytesMut::with_capacity(expected.max(first.len() + chunk.len()));
                all.extend_from_slice(&first);
                all.extend_from_slice(&chunk);
                Self::Many(all)
            }
            Self::Many(mut all) => {
                all.extend_from_slice(&chunk);
                Self::Many(all)
            }
        };
    }

    fn len(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::One(chunk) => chunk.len(),
            Self::Many(all) => all.len(),
        }
    }

    fn finish(self) -> Bytes {
        match self {
            Self::Nothing => Bytes::new(),
            Self::One(chunk) => chunk,
            Self::Many(all) => all.freeze(),
        }
    }
}

fn proxy(address: &str) -> Result<Proxy, Error> {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.trim());
    if scheme.is_some_and(|it| !["http", "https"].contains(&it.to_ascii_lowercase().as_str())) {
        return Err(Error::configuration(
            "the scheme of the configured `proxy` is not supported: write it like \
             `http://proxy:3128`",
        ));
    }
    // Without the address and the source, which may contain a password.
    Proxy::all(address).map_err(|_| {
        Error::configuration(
            "the configured `proxy` is not a valid URL: write it like `http://proxy:3128`",
        )
    })
}

fn too_long(limit: usize) -> Error {
    Error::new(
        ErrorKind::UnexpectedResponse,
        format!(
            "the response is longer than {limit} bytes: request less at once, or raise \
             `.response_limit(...)` on the configuration"
        ),
    )
}
