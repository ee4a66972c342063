//! Encrypted connections: rustls with ring, and the roots of the operating system.

use std::sync::Arc;

use rustls::crypto::ring;
use rustls::{ClientConfig, Error as TlsError};
use rustls_platform_verifier::Verifier;

use crate::error::Error;

/// The settings of every encrypted connection.
///
/// They are handed to reqwest ready-made. Its own choice of provider is either aws-lc-rs, which
/// takes minutes to build, or whatever the process has installed globally, which is not ours to do.
pub(super) fn configuration() -> Result<ClientConfig, Error> {
    build().map_err(|source| {
        Error::configuration(
            "encrypted connections cannot be set up: \
             check that root certificates are installed (package ca-certificates)",
        )
        .with_source(source)
    })
}

fn build() -> Result<ClientConfig, TlsError> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier::new(Arc::clone(&provider))?;
    let mut configuration = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous() // the name of the method; the verifier is the operating system's
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    configuration.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(configuration)
}
