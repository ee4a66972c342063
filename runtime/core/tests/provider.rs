//! The provider of cryptography that a program has installed is the one that is used. It is installed
//! once for the whole process, so this test is alone in its program.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use std::sync::Arc;

use huaweicloud_core::{Client, Config, Token};
use serde_json::Value;
use support::LIST;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{CipherSuite, ServerConfig};

#[tokio::test]
async fn an_installed_provider_is_used() {
    let only = CipherSuite::TLS13_CHACHA20_POLY1305_SHA256;
    let mut installed = ring::default_provider();
    installed
        .cipher_suites
        .retain(|suite| suite.suite() == only);
    CryptoProvider::install_default(installed).unwrap();

    // The server prefers another suite, and offers all.
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certified.cert.der().clone()],
            PrivateKeyDer::Pkcs8(key),
        )
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (negotiated, received) = oneshot::channel();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let mut stream = acceptor.accept(stream).await.unwrap();
        let suite = stream.get_ref().1.negotiated_cipher_suite().unwrap();
        negotiated.send(suite.suite()).unwrap();
        let _ = stream.read(&mut [0; 4096]).await;
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        stream.write_all(answer).await.unwrap();
    });

    let config = Config::builder()
        .endpoint(format!("https://localhost:{port}"))
        .without_environment_proxy()
        .root_certificates(certified.cert.pem())
        .project_id("p")
        .credential(Token::new("a-token"))
        .build()
        .unwrap();
    let client = Client::new(config).unwrap();
    let call = client.request(&LIST).path("app_id", Some("a"));
    call.send::<Value>().await.unwrap();
    assert_eq!(received.await.unwrap(), only);
}
