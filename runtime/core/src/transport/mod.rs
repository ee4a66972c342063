//! Getting requests to a service and answers back.

mod tls;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Method};
use reqwest::redirect::Policy;
use std::time::Duration;
use url::Url;

use crate::config::Config;
use crate::error::{Answer, Error, ErrorKind};
use crate::response::ResponseHead;

/// How much is read of the body of an answer that is no success.
const ERROR_LIMIT: usize = 64 * 1024;

/// A request as it is sent.
pub(crate) struct HttpRequest {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
}

/// The connections to a service.
#[derive(Debug)]
pub(crate) struct Transport {
    http: reqwest::Client,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    response_limit: usize,
}

impl Transport {
    pub(crate) fn new(config: &Config) -> Result<Self, Error> {
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::configuration()?)
            // A redirect would carry the credential to wherever it points.
            .redirect(Policy::none())
            .connect_timeout(config.connect_timeout)
            .user_agent(concat!("huaweicloud-sdk-rust/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|source| {
                Error::configuration("the HTTP client cannot be set up").with_source(source)
            })?;
        Ok(Self {
            http,
            connect_timeout: config.connect_timeout,
            attempt_timeout: config.attempt_timeout,
            response_limit: config.response_limit,
        })
    }

    /// Sends a request and reads the whole answer, whatever its status, within the time limit.
    pub(crate) async fn send(&self, request: HttpRequest) -> Result<ResponseHead, Error> {
        let limit = self.attempt_timeout;
        tokio::time::timeout(limit, self.exchange(request))
            .await
            .unwrap_or_else(|_| {
                Err(Error::new(
                    ErrorKind::AttemptTimeout,
                    format!("no complete answer came within {limit:?}"),
                ))
            })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<ResponseHead, Error> {
        let mut outgoing = reqwest::Request::new(request.method, request.url);
        *outgoing.headers_mut() = request.headers;
        *outgoing.body_mut() = request.body.map(reqwest::Body::from);
        let mut incoming = self
            .http
            .execute(outgoing)
            .await
            .map_err(|source| self.unsent(source))?;
        let status = incoming.status();
        let headers = std::mem::take(incoming.headers_mut());
        match self.read(&mut incoming, status.is_success()).await {
            Ok(bytes) => Ok(ResponseHead {
                status,
                headers,
                bytes,
            }),
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
            ERROR_LIMIT
        };
        let expected = incoming.content_length().unwrap_or(0).min(limit as u64);
        let mut body = BytesMut::with_capacity(expected as usize);
        loop {
            match incoming.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(body.freeze()),
                // What an error says is worth more than that its end is missing.
                Err(_) if !success => return Ok(body.freeze()),
                Err(source) => {
                    let error = Error::new(
                        ErrorKind::Transport,
                        "the connection broke before the whole answer was read",
                    );
                    return Err((error.with_source(source.without_url()), body.freeze()));
                }
            }
            if body.len() > limit {
                return if success {
                    Err((too_long(limit), body.freeze()))
                } else {
                    Ok(body.freeze())
                };
            }
        }
    }

    /// Why no answer came.
    fn unsent(&self, source: reqwest::Error) -> Error {
        let (kind, text) = if source.is_connect() && source.is_timeout() {
            let limit = self.connect_timeout;
            (
                ErrorKind::ConnectTimeout,
                format!("no connection to the service came about within {limit:?}"),
            )
        } else if source.is_connect() {
            (
                ErrorKind::Connect,
                "no connection to the service came about: check the endpoint and the network"
                    .to_owned(),
            )
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

fn too_long(limit: usize) -> Error {
    Error::new(
        ErrorKind::UnexpectedResponse,
        format!(
            "the answer is longer than {limit} bytes: ask for less at once, or raise \
             `.response_limit(...)` of the configuration"
        ),
    )
}
