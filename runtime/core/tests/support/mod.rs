//! A server for tests that follows a script and keeps the requests it receives.
#![allow(dead_code, reason = "every test file uses another part")]

pub(crate) mod tls;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use huaweicloud_core::{Client, Config, ConfigBuilder, Operation, Token};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A token that must never appear outside the header in which it is sent.
pub(crate) const TOKEN: &str = "planted-token-9f2c";

pub(crate) const LIST: Operation =
    Operation::new("ListApps", "GET", "/v2/{project_id}/apps/{app_id}").not_found_codes(&["A.404"]);
pub(crate) const CREATE: Operation = Operation::new("CreateApp", "POST", "/v2/{project_id}/apps");

/// What the server does after reading a request.
#[derive(Clone)]
pub(crate) enum Act {
    /// Writes these bytes and keeps the connection open.
    Send(Vec<u8>),
    /// Writes these bytes and closes the connection.
    SendAndClose(Vec<u8>),
    /// Writes these bytes and resets the connection.
    Reset(Vec<u8>),
    /// Waits, then writes these bytes and keeps the connection open.
    Delay(std::time::Duration, Vec<u8>),
    /// Never responds.
    Hang,
}

/// A complete response with a length.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> Act {
    Act::Send(
        format!(
            "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes(),
    )
}

/// A response with a JSON body.
pub(crate) fn json(status: &str, body: &str) -> Act {
    answer(
        status,
        "Content-Type: application/json\r\nX-Request-Id: header-id\r\n",
        body,
    )
}

pub(crate) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    accepted: Arc<AtomicUsize>,
    open: watch::Sender<usize>,
}

impl Server {
    /// Starts a server whose n-th response is the n-th act; the last one repeats.
    pub(crate) async fn start(script: impl Into<Vec<Act>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let script = Arc::new(script.into());
        let kept = Arc::clone(&requests);
        let accepted = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&accepted);
        let open = watch::Sender::new(0);
        let gauge = open.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::Relaxed);
                gauge.send_modify(|open| *open += 1);
                let serving = serve(stream, Arc::clone(&script), Arc::clone(&kept));
                let gauge = gauge.clone();
                tokio::spawn(async move {
                    serving.await;
                    gauge.send_modify(|open| *open -= 1);
                });
            }
        });
        Self {
            address,
            requests,
            accepted,
            open,
        }
    }

    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The head and body of every request so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// The number of connections so far.
    pub(crate) fn connections(&self) -> usize {
        self.accepted.load(Ordering::Relaxed)
    }

    /// Waits until this many connections are open.
    pub(crate) async fn until_open(&self, count: usize) {
        let _ = self.open.subscribe().wait_for(|open| *open == count).await;
    }

    pub(crate) fn config(&self) -> ConfigBuilder {
        config(&self.endpoint())
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.config().build().unwrap()).unwrap()
    }
}

pub(crate) fn config(endpoint: &str) -> ConfigBuilder {
    Config::builder()
        .endpoint(endpoint)
        .allow_http(true)
        .without_environment_proxy()
        .without_retries()
        .project_id("p1")
        .credential(Token::new(TOKEN))
}

async fn serve(mut stream: TcpStream, script: Arc<Vec<Act>>, kept: Arc<Mutex<Vec<String>>>) {
    while let Some(request) = read_request(&mut stream).await {
        let index = {
            let mut kept = kept.lock().unwrap();
            kept.push(request);
            kept.len() - 1
        };
        let Some(act) = script.get(index).or(script.last()) else {
            return;
        };
        match act {
            Act::Send(bytes) => {
                if stream.write_all(bytes).await.is_err() {
                    return;
                }
            }
            Act::Delay(time, bytes) => {
                tokio::time::sleep(*time).await;
                if stream.write_all(bytes).await.is_err() {
                    return;
                }
            }
            Act::SendAndClose(bytes) => {
                let _ = stream.write_all(bytes).await;
                return;
            }
            Act::Reset(bytes) => {
                let _ = stream.write_all(bytes).await;
                // Closing with unacknowledged data causes a reset.
                let _ = stream.set_zero_linger();
                return;
            }
            Act::Hang => {
                // Until the client closes the connection.
                let _ = stream.read(&mut [0; 1]).await;
                return;
            }
        }
    }
}

/// Reads a request with its body. `None` if the client has closed the connection.
async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map_or(0, |(_, value)| value.trim().parse().unwrap());
            if body.len() >= length {
                return Some(text);
            }
        }
        let mut buffer = [0; 4096];
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}
