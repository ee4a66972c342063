//! Connections: from bytes to requests and back.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Incoming};
use hyper::header::{CONNECTION, CONTENT_TYPE, HOST, HeaderValue};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, Version};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::current_mock::CurrentMock;
use crate::mock::Call;
use crate::outgoing_response::OutgoingResponse;
use crate::wire::{self, BrokenResponse};

/// How many connections may wait to be accepted.
const WAITING_CONNECTIONS: u32 = 4_096;
/// How long to wait before accepting again when the system has run out of descriptors.
const SHORTAGE: Duration = Duration::from_millis(50);
/// How long calls in progress may take after the server was asked to stop.
const LAST_CALLS: Duration = Duration::from_secs(2);

/// What a server needs to serve connections.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) current: Arc<CurrentMock>,
    pub(crate) largest_body: usize,
    /// How long a client may take to send its headers, and then its body.
    pub(crate) read_timeout: Duration,
}

/// The response that ends a connection because of a fault.
type Fate = Mutex<Option<BrokenResponse>>;

/// hyper must not send this response.
#[derive(Debug, thiserror::Error)]
#[error("a fault ends the connection")]
struct OnPurpose;

/// Listens on an address, with a longer queue than that of `TcpListener::bind`, which is too short for
/// thousands of connections at once.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // A restarted server must not wait for connections of the previous one to time out.
    socket.set_reuseaddr(!cfg!(windows))?;
    socket.bind(address)?;
    socket.listen(WAITING_CONNECTIONS)
}

/// Accepts connections until asked to stop, and then lets calls in progress finish.
pub(crate) async fn serve(listener: TcpListener, service: Service, stop: watch::Receiver<bool>) {
    let mut stopped = stop.clone();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(service.clone().serve_connection(stream, stop.clone()));
                }
                Err(_) => tokio::time::sleep(SHORTAGE).await,
            },
            // Remove connections that have ended, so that the set does not grow forever.
            Some(_) = connections.join_next() => {}
            () = stopped_by(&mut stopped) => break,
        }
    }
    drop(listener);
    let finish = async { while connections.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(LAST_CALLS, finish).await;
}

/// Waits until the server is asked to stop or is dropped.
async fn stopped_by(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

impl Service {
    /// Serves one connection. An error ends this connection only.
    async fn serve_connection(self, stream: TcpStream, stop: watch::Receiver<bool>) {
        // Do not allocate anything for a connection without a request.
        let mut stopped = stop.clone();
        let mut first = [0];
        let begun = tokio::select! {
            // A stream can be reported as readable before anything has arrived.
            begun = tokio::time::timeout(self.read_timeout, stream.peek(&mut first)) => {
                matches!(begun, Ok(Ok(1)))
            }
            () = stopped_by(&mut stopped) => false,
        };
        drop(stopped);
        if begun {
            Box::pin(self.exchange(stream, stop)).await;
        }
    }

    async fn exchange(self, stream: TcpStream, mut stop: watch::Receiver<bool>) {
        // Send small responses at once. If this fails, they are only slower.
        let _ = stream.set_nodelay(true);
        let fate = Fate::default();
        let mut connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.read_timeout)
            .serve_connection(
                TokioIo::new(stream),
                // Boxed, because only then the stream can be recovered afterwards.
                service_fn(|request| Box::pin(self.respond(request, &fate))),
            );
        let stopped = tokio::select! {
            _ = poll_fn(|context| connection.poll_without_shutdown(context)) => false,
            () = stopped_by(&mut stop) => true,
        };
        if stopped {
            Pin::new(&mut connection).graceful_shutdown();
            let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
        }
        let stream = connection.into_parts().io.into_inner();
        let broken = fate.lock().unwrap_or_else(PoisonError::into_inner).take();
        let _ = match broken {
            Some(answer) => answer.send(stream).await,
            None if stopped => Ok(()),
            None => wire::close(stream).await,
        };
    }

    async fn respond(
        &self,
        request: Request<Incoming>,
        fate: &Fate,
    ) -> Result<Response<Full<Bytes>>, OnPurpose> {
        let (parts, body) = request.into_parts();
        let method = parts.method.clone();
        let read = match host_problem(&parts) {
            None => self.read(body).await,
            Some(message) => Err(OutgoingResponse::stray_problem(
                StatusCode::BAD_REQUEST,
                message,
            )),
        };
        let outgoing = match read {
            Ok(body) => self.current.mock().respond(Call {
                method: parts.method,
                uri: parts.uri,
                headers: parts.headers,
                body,
            }),
            Err(outgoing) => {
                let mut response = response(outgoing);
                response
                    .headers_mut()
                    .insert(CONNECTION, HeaderValue::from_static("close"));
                return Ok(response);
            }
        };
        let delay = outgoing.delay();
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        if let Some(fault) = outgoing.breakage() {
            let answer = BrokenResponse::new(fault, &outgoing, &method);
            *fate.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
            return Err(OnPurpose);
        }
        Ok(response(outgoing))
    }

    /// Reads a body, or returns the response to a body that cannot be read.
    async fn read(&self, body: Incoming) -> Result<Bytes, OutgoingResponse> {
        let largest = self.largest_body;
        let too_large = || {
            let message = format!("the body has more than {largest} bytes");
            OutgoingResponse::stray_problem(StatusCode::PAYLOAD_TOO_LARGE, &message)
        };
        // A body that is announced as too large is not read.
        if body.size_hint().lower() > u64::try_from(largest).unwrap_or(u64::MAX) {
            return Err(too_large());
        }
        match tokio::time::timeout(self.read_timeout, Limited::new(body, largest).collect()).await {
            Ok(Ok(body)) => Ok(body.to_bytes()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
            Ok(Err(error)) => {
                let message = format!("the body cannot be read: {error}");
                Err(OutgoingResponse::stray_problem(
                    StatusCode::BAD_REQUEST,
                    &message,
                ))
            }
            Err(_) => {
                let message = "the body did not arrive in time";
                Err(OutgoingResponse::stray_problem(
                    StatusCode::REQUEST_TIMEOUT,
                    message,
                ))
            }
        }
    }
}

/// The problem with the header `Host`, if any. HTTP/1.1 requires it exactly once.
fn host_problem(parts: &Parts) -> Option<&'static str> {
    let count = parts.headers.get_all(HOST).iter().count();
    match (parts.version, count) {
        (_, 2..) => Some("header Host: is given more than once"),
        (Version::HTTP_11, 0) => Some("header Host: is required by HTTP/1.1 but missing"),
        _ => None,
    }
}

fn response(outgoing: OutgoingResponse) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(outgoing.body));
    *response.status_mut() = outgoing.status;
    let headers = response.headers_mut();
    if let Some(content_type) = outgoing.content_type {
        headers.insert(CONTENT_TYPE, content_type);
    }
    for (name, value) in outgoing.headers {
        headers.append(name, value);
    }
    response
}
