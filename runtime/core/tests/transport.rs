//! TLS, root certificates, protocols, user agent, and what a customization cannot change.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::net::SocketAddr;
use std::sync::Arc;

use huaweicloud_core::{Client, Config, ConfigBuilder, ErrorKind, Token};
use serde_json::Value;
use support::tls::TlsServer;
use support::{LIST, Server, TOKEN, answer, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::server::WebPkiClientVerifier;

async fn kind(config: ConfigBuilder) -> Option<ErrorKind> {
    let client = Client::new(config.build().unwrap()).unwrap();
    let call = client
        .request(&LIST)
        .path("app_id", Some("a"))
        .send::<Value>();
    call.await.err().map(|error| error.kind())
}

fn secure(address: SocketAddr) -> ConfigBuilder {
    Config::builder()
        .endpoint(format!("https://localhost:{}", address.port()))
        .without_environment_proxy()
        .without_retries()
        .project_id("p1")
        .credential(Token::new(TOKEN))
}

#[tokio::test]
async fn certificates_are_trusted_only_if_their_root_was_added() {
    let TlsServer {
        address,
        certificate: pem,
        ..
    } = TlsServer::start("localhost").await;
    assert_eq!(kind(secure(address)).await, Some(ErrorKind::Connect));
    assert_eq!(kind(secure(address).root_certificates(pem)).await, None);
}

#[tokio::test]
async fn certificates_for_other_names_are_rejected() {
    let TlsServer {
        address,
        certificate: pem,
        ..
    } = TlsServer::start("other.example.com").await;
    assert_eq!(
        kind(secure(address).root_certificates(pem)).await,
        Some(ErrorKind::Connect)
    );
}

#[tokio::test]
async fn servers_without_tls_are_rejected_and_get_no_token() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await
            .unwrap();
        let mut received = Vec::new();
        let _ = stream.read_to_end(&mut received).await;
        received
    });
    assert_eq!(kind(secure(address)).await, Some(ErrorKind::Connect));
    let received = String::from_utf8_lossy(&server.await.unwrap()).into_owned();
    assert!(
        !received.is_empty() && !received.contains(TOKEN),
        "{received}"
    );
}

#[tokio::test]
async fn customization_cannot_enable_redirects() {
    let elsewhere = Server::start([json("200 OK", "{}")]).await;
    let location = format!("Location: {}/stolen\r\n", elsewhere.endpoint());
    for status in ["301 X", "302 X", "303 X", "307 X", "308 X"] {
        let server = Server::start([answer(status, &location, "")]).await;
        let config = server.config().http_client(|client| {
            client.redirect(huaweicloud_core::reqwest::redirect::Policy::limited(5))
        });
        assert_eq!(
            kind(config).await,
            Some(ErrorKind::UnexpectedResponse),
            "{status}"
        );
    }
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn the_user_agent_can_be_extended_and_the_client_customized() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let config = server
        .config()
        .user_agent("my-program/1.2")
        .http_client(|client| client.http1_title_case_headers());
    assert_eq!(kind(config).await, None);
    let expected = concat!(
        "User-Agent: huaweicloud-sdk-rust/",
        env!("CARGO_PKG_VERSION"),
        " my-program/1.2\r\n"
    );
    assert!(
        server.requests()[0].contains(expected),
        "{}",
        server.requests()[0]
    );
}

#[tokio::test]
async fn calls_are_sent_through_the_proxy() {
    let proxy = Server::start([json("200 OK", "{}")]).await;
    let config = support::config("http://unreachable.invalid").proxy(proxy.endpoint());
    assert_eq!(kind(config).await, None);
    assert!(proxy.requests()[0].starts_with("GET http://unreachable.invalid/v2/p1/apps/a "));

    let config = support::config("http://unreachable.invalid").proxy("http://us er:hunter2@");
    let error = Client::new(config.build().unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
}

#[tokio::test]
async fn connections_are_reused() {
    let server = Server::start([json("200 OK", "{}")]).await;
    let client = server.client();
    for _ in 0..5 {
        client
            .request(&LIST)
            .path("app_id", Some("a"))
            .send::<Value>()
            .await
            .unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (5, 1));
}

/// A server that requests client certificates of this root.
async fn asking_server(root: &CertificateDer<'static>) -> TlsServer {
    let mut roots = RootCertStore::empty();
    roots.add(root.clone()).unwrap();
    let provider = Arc::new(default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
    TlsServer::asking("localhost", verifier.build().unwrap()).await
}

#[tokio::test]
async fn client_certificates_are_presented_if_a_service_requests_one() {
    let mine = rcgen::generate_simple_self_signed(["client".to_owned()]).unwrap();
    let TlsServer {
        address,
        certificate: pem,
        ..
    } = asking_server(mine.cert.der()).await;
    let trusting = || secure(address).root_certificates(pem.clone());
    assert!(kind(trusting()).await.is_some());
    let key = mine.signing_key.serialize_pem();
    let config = trusting().client_certificate(mine.cert.pem(), key.clone());
    assert_eq!(kind(config).await, None);

    for (chain, key, complaint) in [
        (
            "planted".to_owned(),
            key.clone(),
            "client certificate is not in PEM",
        ),
        (
            mine.cert.pem(),
            "planted".to_owned(),
            "key of the client certificate",
        ),
    ] {
        let error = trusting()
            .client_certificate(chain, key)
            .build()
            .unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains(complaint) && !shown.contains("planted"),
            "{shown}"
        );
    }
}
