//! The transport over the network: reqwest, set up so that nothing leaks.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{StreamExt, TryStreamExt};
use http::header::CONTENT_LENGTH;
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Proxy};
use rustls_pki_types::CertificateDer;

use super::{HttpRequest, HttpResponse, Transport, tls};
use crate::body::Incoming;
use crate::error::{Answer, Error, ErrorKind, KEPT_BYTES};
use crate::future::BoxFuture;

/// A change to the HTTP client before it is built.
pub(crate) type Customization = Arc<dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync>;

/// How connections are made.
#[derive(Clone)]
pub(crate) struct NetworkSettings {
    pub(crate) connect_timeout: Duration,
    pub(crate) response_limit: usize,
    pub(crate) roots: Vec<CertificateDer<'static>>,
    pub(crate) proxy: Option<String>,
    pub(crate) environment_proxy: bool,
    pub(crate) customization: Option<Customization>,
}

impl fmt::Debug for NetworkSettings {
    // The address of a proxy may hold a password.
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
    connect_timeout: Duration,
    response_limit: usize,
}

impl Network {
    pub(crate) fn new(settings: &NetworkSettings) -> Result<Self, Error> {
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::configuration(&settings.roots)?)
            .connect_timeout(settings.connect_timeout);
        if !settings.environment_proxy {
            builder = builder.no_proxy();
        }
        if let Some(address) = &settings.proxy {
            builder = builder.proxy(proxy(address)?);
        }
        if let Some(customization) = &settings.customization {
            builder = customization(builder);
        }
        // Last, so that no customization undoes it: a redirect would carry the credential away.
        let http = builder.redirect(Policy::none()).build().map_err(|source| {
            Error::configuration(
                "the HTTP client cannot be set up: check what `.http_client(...)` of the \
                 configuration changes, and the proxies in the environment",
            )
            .with_source(source)
        })?;
        Ok(Self {
            http,
            connect_timeout: settings.connect_timeout,
            response_limit: settings.response_limit,
        })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, Error> {
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
        let mut incoming = self
            .http
            .execute(outgoing)
            .await
            .map_err(|source| self.unsent(source))?;
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
            Err((error, bytes)) => Err(error.with_answer(Answer::new(status, headers, bytes))),
        }
    }

    /// Reads a body; that of an error only as far as anyone wants to see it.
    async fn read(
        &self,
        incoming: &mut reqwest::Response,
        success: bool,
    ) -> Result<Bytes, (Error, Bytes)> {
        let limit = if success {
            self.response_limit
        } else {
            KEPT_BYTES
        };
        let mut body = Collected::default();
        loop {
            match incoming.chunk().await {
                Ok(Some(chunk)) => body.push(chunk, incoming.content_length(), limit),
                Ok(None) => return Ok(body.finish()),
                // What an error says is worth more than that its end is missing.
                Err(_) if !success => return Ok(body.finish()),
                Err(source) => {
                    let text = "the connection broke before the whole answer was read";
                    let error = Error::new(ErrorKind::Transport, text);
                    return Err((error.with_source(source.without_url()), body.finish()));
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

    /// Why no answer came.
    fn unsent(&self, source: reqwest::Error) -> Error {
        let (kind, text) = if source.is_connect() && source.is_timeout() {
            let limit = self.connect_timeout;
            let text = format!("no connection to the service came about within {limit:?}");
            (ErrorKind::ConnectTimeout, text)
        } else if source.is_connect() {
            let text = "no connection to the service came about: \
                        check the endpoint, the network, the proxy and the certificates";
            (ErrorKind::Connect, text.to_owned())
        } else {
            (
                ErrorKind::Transport,
                "the connection broke before an answer came".to_owned(),
            )
        };
        // The address is left out of the source: the query may hold what should not be logged.
        Error::new(kind, text).with_source(source.without_url())
    }
}

impl Transport for Network {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>> {
        Box::pin(self.exchange(request))
    }
}

/// The chunks of a body; one alone, which is the rule, is never copied.
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
    // Neither the address nor the source is shown: it may hold a password.
    Proxy::all(address).map_err(|_| {
        Error::configuration(
            "the `proxy` of the configuration is not an address: write it like `http://proxy:3128`",
        )
    })
}

fn too_long(limit: usize) -> Error {
    Error::new(
        ErrorKind::UnexpectedResponse,
        format!(
            "the answer is longer than {limit} bytes: ask for less at once, or raise \
             `.response_limit(...)` of the configuration"
        ),
    )
}
