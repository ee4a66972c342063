//! A server that speaks TLS, and HTTP/1.1 only.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::server::danger::ClientCertVerifier;
use tokio_rustls::rustls::{CipherSuite, ServerConfig};

/// A server with its own certificate that responds to every request with `{}`.
pub(crate) struct TlsServer {
    pub(crate) address: SocketAddr,
    /// Its certificate, in PEM.
    pub(crate) certificate: String,
    /// What was negotiated for each connection.
    pub(crate) suites: mpsc::UnboundedReceiver<CipherSuite>,
}

impl TlsServer {
    /// A server whose certificate is for this name.
    pub(crate) async fn start(name: &str) -> Self {
        Self::asking(name, WebPkiClientVerifier::no_client_auth()).await
    }

    /// A server that requests a client certificate.
    pub(crate) async fn asking(name: &str, verifier: Arc<dyn ClientCertVerifier>) -> Self {
        let certified = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        let key = PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_client_cert_verifier(verifier)
            .with_single_cert(
                vec![certified.cert.der().clone()],
                PrivateKeyDer::Pkcs8(key),
            )
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (negotiated, suites) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                answer(&acceptor, stream, &negotiated).await;
            }
        });
        Self {
            address,
            certificate: certified.cert.pem(),
            suites,
        }
    }
}

/// Serves one connection. A connection that either side rejects is ignored.
async fn answer(
    acceptor: &TlsAcceptor,
    stream: TcpStream,
    negotiated: &mpsc::UnboundedSender<CipherSuite>,
) {
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return;
    };
    if let Some(suite) = stream.get_ref().1.negotiated_cipher_suite() {
        let _ = negotiated.send(suite.suite());
    }
    let _ = stream.read(&mut [0; 4096]).await;
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    let _ = stream.write_all(answer).await;
}
