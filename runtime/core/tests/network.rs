//! The network as it is: closed connections, proxies, certificates, codings, runtimes that lack
//! something. Each error says its cause, and what would happen again is attempted once.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use huaweicloud_core::{
    Blocking, Client, Config, ConfigBuilder, Error, ErrorKind, InstanceMetadata, Operation,
    Password, RetryPolicy, Token, Transient,
};
use serde_json::Value;
use support::{Act, Server, answer, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::runtime::Builder;

static READ: Operation = Operation::new("Read", "GET", "/v2/{project_id}");
static CHANGE: Operation = Operation::new("Change", "POST", "/v2/{project_id}");

fn retrying(config: ConfigBuilder) -> ConfigBuilder {
    let clock = huaweicloud_core::testing::ManualClock::at(std::time::SystemTime::now());
    config
        .clock(clock)
        .retry(Transient::new().limit_attempts(4))
}

async fn read(config: ConfigBuilder) -> Result<Value, Error> {
    let client = Client::new(config.build()?)?;
    Ok(client.request(&READ).send::<Value>().await?.into_inner())
}

/// A server that closes each connection this long after its last response, and the number of connections.
fn impatient_server(patience: Duration) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            std::thread::spawn(move || {
                stream.set_read_timeout(Some(patience)).unwrap();
                let mut buffer = [0; 4096];
                while let Ok(1..) = std::io::Read::read(&mut stream, &mut buffer) {
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                }
            });
        }
    });
    format!("http://{address}")
}

#[test]
fn connections_closed_while_idle_are_detected_on_one_thread() {
    let endpoint = impatient_server(Duration::from_millis(300));
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let client = Client::new(support::config(&endpoint).build().unwrap()).unwrap();
    for round in 0..4 {
        let change = client.request(&CHANGE).send_empty();
        let outcome = runtime.block_on(change);
        assert!(outcome.is_ok(), "round {round}: {outcome:?}");
        std::thread::sleep(Duration::from_millis(600));
    }
}

#[tokio::test]
async fn connections_are_closed_before_the_service_closes_them() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let config = server.config().idle_timeout(Duration::from_millis(100));
    let client = Client::new(config.build().unwrap()).unwrap();
    for _ in 0..2 {
        client.request(&CHANGE).send_empty().await.unwrap();
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn metadata_is_never_requested_through_a_proxy() {
    let proxy = Server::start([json("200 OK", "{}")]).await;
    let key = r#"{"credential":{"access":"AK","secret":"planted","securitytoken":"st",
        "expires_at":"2999-01-01T00:00:00Z"}}"#;
    let metadata = Server::start([json("503 X", ""), json("503 X", ""), json("200 OK", key)]).await;
    let source = InstanceMetadata::new().address(metadata.endpoint());
    let config = support::config("http://roma.invalid").proxy(proxy.endpoint());
    read(retrying(config.credential(source))).await.unwrap();
    assert_eq!(proxy.requests().len(), 1, "the call alone");
    let asked = metadata.requests();
    let lines: Vec<_> = asked.iter().filter_map(|it| it.lines().next()).collect();
    assert_eq!(
        lines,
        [
            "PUT /meta-data/latest/api/token HTTP/1.1",
            "GET /openstack/latest/securitykey HTTP/1.1",
            "GET /openstack/latest/securitykey HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn a_proxy_that_requires_a_password_is_tried_once() {
    let proxy = Server::start([answer("407 Proxy Authentication Required", "", "")]).await;
    let secure = Config::builder()
        .endpoint("https://roma.invalid")
        .project_id("p1")
        .credential(Token::new("t"))
        .proxy(proxy.endpoint());
    let error = read(retrying(secure)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1));
    assert!(
        error.to_string().contains("the proxy requires a user name"),
        "{error}"
    );
    assert_eq!(proxy.requests().len(), 1);
}

#[tokio::test]
async fn a_proxy_of_another_scheme_is_reported_once_and_without_its_password() {
    let address = "socks5://me:planted@127.0.0.1:1";
    let config = support::config("http://roma.invalid").proxy(address);
    // As from environment variables.
    let proxy = huaweicloud_core::reqwest::Proxy::all(address).unwrap();
    let from_outside = support::config("http://roma.invalid")
        .http_client(move |client| client.proxy(proxy.clone()));
    for config in [config, from_outside] {
        let error = read(retrying(config)).await.unwrap_err();
        let shown = format!("{error} {error:?} {error:#?}");
        assert!(error.attempts() <= 1 && !error.is_retryable(), "{shown}");
        assert!(
            shown.contains("scheme") && !shown.contains("planted"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn an_oversized_head_is_requested_once() {
    let head = format!("X-Long: {}\r\n", "a".repeat(1_000_000));
    let server = Server::start([answer("200 OK", &head, "{}")]).await;
    let error = read(retrying(server.config())).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
    assert!(
        error
            .to_string()
            .contains("head of the response is too large"),
        "{error}"
    );
}

#[tokio::test]
async fn a_server_without_tls_is_tried_once_and_the_message_has_the_cause() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            let _ = stream.read(&mut [0; 4096]).await;
        }
    });
    let error = read(retrying(support::config(&endpoint)))
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1));
    assert!(error.to_string().contains("`https`"), "{error}");
}

#[tokio::test]
async fn refused_connections_are_reported() {
    let error = read(support::config("http://127.0.0.1:1"))
        .await
        .unwrap_err();
    assert!(error.is_retryable());
    assert!(error.to_string().contains("Connection refused"), "{error}");
}

/// An HTTP/2 server that refuses every stream before processing it, and the number of streams.
async fn refusing_server() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let counter = Arc::clone(&counter);
            tokio::spawn(async move {
                let mut connection = h2::server::handshake(stream).await.unwrap();
                while let Some(Ok((_, mut respond))) = connection.accept().await {
                    counter.fetch_add(1, Ordering::Relaxed);
                    respond.send_reset(h2::Reason::REFUSED_STREAM);
                }
            });
        }
    });
    (endpoint, count)
}

#[tokio::test]
async fn refused_streams_are_retried_only_if_retries_are_enabled() {
    for (with_retries, expected) in [(false, 1), (true, 4)] {
        let (endpoint, count) = refusing_server().await;
        let config = support::config(&endpoint).http_client(|it| it.http2_prior_knowledge());
        let config = if with_retries {
            retrying(config)
        } else {
            config
        };
        let client = Client::new(config.build().unwrap()).unwrap();
        // Writes too: the service says that it has not begun to process them.
        let error = client.request(&CHANGE).send_empty().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
        assert_eq!(count.load(Ordering::Relaxed), expected);
    }
}

#[tokio::test]
async fn compressed_responses_are_read_and_unknown_encodings_are_reported() {
    // `{}` in gzip, stored without compression.
    let gzip = [
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 0, 0xfd, 0xff, b'{', b'}', 0x43, 0xbf, 0xa6,
        0xa3, 2, 0, 0, 0,
    ];
    let mut bytes = format!(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        gzip.len()
    )
    .into_bytes();
    bytes.extend(gzip);
    let brotli = answer("200 OK", "Content-Encoding: br\r\n", "\u{b}\u{2}");
    let server = Server::start([Act::Send(bytes), brotli]).await;
    assert_eq!(read(server.config()).await.unwrap(), serde_json::json!({}));
    let error = read(server.config()).await.unwrap_err();
    assert!(error.to_string().contains("`br`"), "{error}");
}

#[tokio::test]
async fn syntax_errors_name_the_byte() {
    let server = Server::start([json("200 OK", "{\"a\": 1,\n \"b\": tru}")]).await;
    let error = read(server.config()).await.unwrap_err();
    assert!(error.to_string().contains("line 2 column 10"), "{error}");
}

#[test]
fn an_incomplete_runtime_is_an_error_that_names_the_missing_part() {
    let server = impatient_server(Duration::from_secs(5));
    let client = Client::new(support::config(&server).build().unwrap()).unwrap();
    let call = || client.request(&READ).send_empty();
    let mut without_timers = Builder::new_current_thread();
    let without_timers = without_timers.enable_io().build().unwrap();
    let error = without_timers.block_on(call()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains(".enable_all()"), "{error}");
    let without_io = Builder::new_current_thread().enable_time().build().unwrap();
    let error = without_io.block_on(call()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains(".enable_io()"), "{error}");
    let error = futures_util::FutureExt::now_or_never(call())
        .unwrap()
        .unwrap_err();
    assert!(error.to_string().contains("Tokio runtime"), "{error}");
    // The same client in a complete runtime.
    let whole = Builder::new_current_thread().enable_all().build().unwrap();
    whole.block_on(call()).unwrap();
}

#[test]
fn calls_can_be_waited_for_on_any_thread() {
    let server = impatient_server(Duration::from_secs(5));
    let client = Client::new(support::config(&server).build().unwrap()).unwrap();
    let call = || client.request(&READ).send_empty();
    let blocking = Blocking::new().unwrap();
    blocking.wait(call()).unwrap();
    let other = blocking.clone();
    std::thread::scope(|scope| scope.spawn(|| other.wait(call()).map(drop)).join().unwrap())
        .unwrap();
    for mut builder in [Builder::new_current_thread(), Builder::new_multi_thread()] {
        let runtime = builder.enable_all().build().unwrap();
        runtime.block_on(async { blocking.wait(call()) }).unwrap();
        // The last handle may also be dropped within a runtime.
        runtime.block_on(async { drop(Blocking::new().unwrap()) });
    }
}

#[test]
fn addresses_are_printed_without_passwords() {
    let password = Password::new("a", "u", "planted").endpoint("https://me:planted@iam.example");
    let metadata = InstanceMetadata::new().address("http://me:planted@metadata.example/?planted");
    let shown = format!("{password:?} {metadata:?}");
    assert!(
        !shown.contains("planted") && shown.contains("iam.example"),
        "{shown}"
    );
    assert!(shown.contains("http://metadata.example/"), "{shown}");
}

#[tokio::test]
async fn errors_about_lost_connections_have_the_cause() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
    });
    let error = read(support::config(&endpoint)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(
        error.to_string().contains("before message completed"),
        "{error}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn profiles_that_are_pipes_or_devices_are_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    for path in [pipe, "/dev/zero".into()] {
        let profile = huaweicloud_core::Profile::at(path);
        let call = read(support::config("http://127.0.0.1:1").credential(profile));
        let error = tokio::time::timeout(Duration::from_secs(5), call).await;
        let error = error.unwrap().unwrap_err();
        assert!(error.to_string().contains("a pipe or a device"), "{error}");
    }
}

#[tokio::test]
async fn errors_returned_from_main_are_readable() {
    let body = r#"{"error_code":"APIG.3002","error_msg":"no such app"}"#;
    let server = Server::start([json("404 Not Found", body)]).await;
    let client = server.client();
    let error = client.request(&READ).send_empty().await.unwrap_err();
    let from_main: Box<dyn std::error::Error> = error.into();
    assert_eq!(
        format!("{from_main:?}"),
        "Read: the service responded with 404 Not Found: APIG.3002, no such app (request ID header-id)"
    );
    let call = client.request(&READ).query("key", Some("planted"));
    let call = call.header("X-Auth-Token", Some("planted"));
    let shown = format!("{client:?} {call:?}");
    assert!(shown.len() < 250 && !shown.contains("planted"), "{shown}");
    assert!(
        shown.contains("project_id: \"p1\"") && shown.contains("Read"),
        "{shown}"
    );
}
