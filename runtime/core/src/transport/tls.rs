//! Encrypted connections: rustls with the root certificates of the operating system, and with ring or the
//! cryptography provider that the program has installed.

use std::sync::{Arc, OnceLock};

use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, Error as TlsError};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use rustls_platform_verifier::Verifier;

use crate::error::Error;

/// The settings of every encrypted connection.
///
/// reqwest could choose them itself, but it requires either aws-lc-rs, which takes minutes to build, or a
/// provider that the process has installed.
pub(super) fn configuration(
    roots: &[CertificateDer<'static>],
    identity: Option<&Identity>,
) -> Result<ClientConfig, Error> {
    build(roots, identity).map_err(|source| {
        Error::configuration(
            "could not set up encrypted connections: check that root certificates are installed \
             (package ca-certificates), and those given with `.root_certificates(...)` and \
             `.client_certificate(...)`",
        )
        .with_source(source)
    })
}

/// Reads all root certificates in a PEM text.
pub(crate) fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match read {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        _ => Err(Error::configuration(
            "the root certificates are not in PEM: give the contents of a file that has \
             `-----BEGIN CERTIFICATE-----` lines",
        )),
    }
}

/// The certificate that the client presents to services that request one.
pub(crate) struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl Clone for Identity {
    fn clone(&self) -> Self {
        Self {
            chain: self.chain.clone(),
            key: self.key.clone_key(),
        }
    }
}

/// Reads a certificate with its chain and its private key, both in PEM.
pub(crate) fn identity(chain: &[u8], key: &[u8]) -> Result<Identity, Error> {
    let chain = CertificateDer::pem_slice_iter(chain).collect::<Result<Vec<_>, _>>();
    let chain = chain.ok().filter(|chain| !chain.is_empty());
    let chain = chain.ok_or_else(|| {
        Error::configuration(
            "the client certificate is not in PEM: give the contents of a file that has \
             `-----BEGIN CERTIFICATE-----` lines",
        )
    })?;
    // Without the source, which could quote the key.
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| {
        Error::configuration(
            "the key of the client certificate is not in PEM: give the contents of a file that has \
             a `-----BEGIN PRIVATE KEY-----` line",
        )
    })?;
    Ok(Identity { chain, key })
}

/// The cryptography provider that the program has installed for rustls, by default ring. A program that
/// requires another provider, such as a certified one, installs it.
fn provider() -> Arc<CryptoProvider> {
    let installed = CryptoProvider::get_default().cloned();
    installed.unwrap_or_else(|| Arc::new(ring::default_provider()))
}

fn build(
    roots: &[CertificateDer<'static>],
    identity: Option<&Identity>,
) -> Result<ClientConfig, TlsError> {
    let provider = provider();
    let verifier = verifier(roots, &provider)?;
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous() // the name of the method; the verifier is the operating system's
        .with_custom_certificate_verifier(verifier);
    let mut configuration = match identity.cloned() {
        Some(identity) => builder.with_client_auth_cert(identity.chain, identity.key)?,
        None => builder.with_no_client_auth(),
    };
    configuration.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(configuration)
}

/// The verifier of the operating system. Its roots are read only once, because that takes long.
fn verifier(
    roots: &[CertificateDer<'static>],
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, TlsError> {
    static SYSTEM: OnceLock<Arc<Verifier>> = OnceLock::new();
    if !roots.is_empty() {
        return with_roots(roots, provider);
    }
    if let Some(verifier) = SYSTEM.get() {
        return Ok(Arc::<Verifier>::clone(verifier));
    }
    let verifier = Arc::new(Verifier::new(Arc::clone(provider))?);
    Ok(Arc::<Verifier>::clone(SYSTEM.get_or_init(|| verifier)))
}

#[cfg(not(target_os = "android"))]
fn with_roots(
    roots: &[CertificateDer<'static>],
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, TlsError> {
    let provider = Arc::clone(provider);
    Ok(Arc::new(Verifier::new_with_extra_roots(
        roots.iter().cloned(),
        provider,
    )?))
}

#[cfg(target_os = "android")]
fn with_roots(
    _: &[CertificateDer<'static>],
    _: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, TlsError> {
    Err(TlsError::General(
        "root certificates cannot be added on Android".to_owned(),
    ))
}
