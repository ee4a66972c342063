//! The cryptography provider that the program has installed is used. It is installed
//! once per process, so this test has its own program.

#![allow(clippy::unwrap_used, reason = "a test may fail this way")]

mod support;

use huaweicloud_core::{Client, Config, Token};
use serde_json::Value;
use support::LIST;
use support::tls::TlsServer;
use tokio_rustls::rustls::CipherSuite;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};

#[tokio::test]
async fn an_installed_provider_is_used() {
    let only = CipherSuite::TLS13_CHACHA20_POLY1305_SHA256;
    let mut installed = ring::default_provider();
    installed
        .cipher_suites
        .retain(|suite| suite.suite() == only);
    CryptoProvider::install_default(installed).unwrap();

    // The server prefers another cipher suite and offers all of them.
    let mut server = TlsServer::start("localhost").await;
    let config = Config::builder()
        .endpoint(format!("https://localhost:{}", server.address.port()))
        .without_environment_proxy()
        .root_certificates(server.certificate.clone())
        .project_id("p")
        .credential(Token::new("a-token"))
        .build()
        .unwrap();
    let client = Client::new(config).unwrap();
    let call = client.request(&LIST).path("app_id", Some("a"));
    call.send::<Value>().await.unwrap();
    assert_eq!(server.suites.recv().await, Some(only));
}
