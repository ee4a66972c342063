//! Connections: from bytes to calls and back.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{CONNECTION, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;

use crate::mock::{Call, Mock};
use crate::reply::Reply;

/// How many connections may wait to be accepted.
const WAITING_CONNECTIONS: u32 = 4_096;
/// How long a client may take to send its headers, and then its body.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait before accepting again when the system has no more descriptors.
const SHORTAGE: Duration = Duration::from_millis(50);

/// Listens on an address. Not through tokio's shortcut, whose queue is too short for
/// thousands of connections at once.
pub(crate) fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // A server that is started again must not wait for connections of the last one to fade.
    socket.set_reuseaddr(!cfg!(windows))?;
    socket.bind(address)?;
    socket.listen(WAITING_CONNECTIONS)
}

/// Accepts connections until the task is aborted; its connections end with it.
pub(crate) async fn serve(listener: TcpListener, mock: Arc<Mock>, largest_body: usize) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(talk(stream, Arc::clone(&mock), largest_body));
                }
                Err(_) => tokio::time::sleep(SHORTAGE).await,
            },
            // Ended connections leave the set, which would grow for ever.
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn talk(stream: TcpStream, mock: Arc<Mock>, largest_body: usize) {
    // Small answers must not wait for more; where this fails they are only slower.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let mock = Arc::clone(&mock);
        async move { Ok::<_, Infallible>(respond(&mock, request, largest_body).await) }
    });
    // Broken connections are the client's business and end only themselves.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn respond(
    mock: &Mock,
    request: Request<Incoming>,
    largest_body: usize,
) -> Response<Full<Bytes>> {
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(PATIENCE, Limited::new(body, largest_body).collect()).await {
        Ok(Ok(body)) => {
            let call = Call {
                method: parts.method,
                uri: parts.uri,
                headers: parts.headers,
                body: body.to_bytes(),
            };
            response(mock.answer(call))
        }
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => {
            let message = format!("the body has more than {largest_body} bytes");
            closing(Reply::stray_problem(
                StatusCode::PAYLOAD_TOO_LARGE,
                &message,
            ))
        }
        Ok(Err(error)) => {
            let message = format!("the body cannot be read: {error}");
            closing(Reply::stray_problem(StatusCode::BAD_REQUEST, &message))
        }
        Err(_) => {
            let message = "the body did not arrive in time";
            closing(Reply::stray_problem(StatusCode::REQUEST_TIMEOUT, message))
        }
    }
}

fn response(reply: Reply) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(reply.body));
    *response.status_mut() = reply.status;
    let headers = response.headers_mut();
    if let Some(content_type) = reply.content_type {
        headers.insert(CONTENT_TYPE, content_type);
    }
    for (name, value) in reply.headers {
        headers.append(name, value);
    }
    response
}

/// An answer after which the rest of the request is not read.
fn closing(reply: Reply) -> Response<Full<Bytes>> {
    let mut response = response(reply);
    response
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
