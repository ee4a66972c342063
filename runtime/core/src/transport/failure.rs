//! Why there is no response: the message, and whether another attempt could help.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use crate::error::{Error, ErrorKind};

/// How long the quoted cause may be.
const QUOTED_CHARACTERS: usize = 200;

/// The error of a request without a response.
pub(super) fn unanswered(source: reqwest::Error, connect_timeout: Duration) -> Error {
    // Without the URL, because its query may contain secrets.
    let source = source.without_url();
    let cause = Cause::of(&source);
    let (kind, text) = if source.is_connect() && source.is_timeout() {
        let text = format!("could not connect to the service within {connect_timeout:?}");
        (ErrorKind::ConnectTimeout, text)
    } else if source.is_connect() {
        let text = format!(
            "could not connect to the service ({}): {}",
            cause.text, cause.remedy
        );
        (ErrorKind::Connect, text)
    } else if source.is_builder() {
        let text = format!("the request cannot be sent: {}", cause.text);
        (ErrorKind::InvalidRequest, text)
    } else {
        let text = format!(
            "the connection was lost before a response arrived ({})",
            cause.text
        );
        (ErrorKind::Transport, text)
    };
    cause.mark(Error::new(kind, text)).with_source(source)
}

/// The error of a response that ended too early.
pub(super) fn incomplete(source: reqwest::Error) -> Error {
    let source = source.without_url();
    let cause = Cause::of(&source);
    let text = format!(
        "the connection was lost before the whole response was read ({})",
        cause.text
    );
    cause
        .mark(Error::new(ErrorKind::Transport, text))
        .with_source(source)
}

/// The root cause of an error of the HTTP library.
struct Cause {
    text: String,
    remedy: &'static str,
    is_permanent: bool,
    is_unprocessed: bool,
}

impl Cause {
    fn of(error: &(dyn StdError + 'static)) -> Self {
        let chain = chain(error);
        let mut cause = Self {
            text: chain.last().map(|it| quoted(*it)).unwrap_or_default(),
            remedy: "check the endpoint, the network and the proxy",
            is_permanent: false,
            is_unprocessed: false,
        };
        for error in &chain {
            cause.read(*error);
        }
        // The libraries expose these errors only through their messages.
        let texts: Vec<String> = chain.iter().map(ToString::to_string).collect();
        let says = |text: &str| texts.iter().any(|it| it.contains(text));
        if says("proxy authorization required") || says("407") {
            cause.set_permanent("the proxy requires a user name and a password: give its address as `http://user:password@host:port`");
        } else if says("unsupported scheme") || says("unknown proxy scheme") {
            cause.set_permanent(
                "the scheme of the proxy is not supported: give an `http://` or `https://` address",
            );
        }
        cause
    }

    fn read(&mut self, error: &(dyn StdError + 'static)) {
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            self.text = quoted(tls);
            self.set_permanent(tls_remedy(tls));
        } else if let Some(http) = error.downcast_ref::<hyper::Error>() {
            if http.is_parse_too_large() {
                self.text = "the head of the response is too large".to_owned();
                self.is_permanent = true;
            }
        } else if let Some(http2) = error.downcast_ref::<h2::Error>() {
            let is_nack = (http2.is_reset() && http2.reason() == Some(h2::Reason::REFUSED_STREAM))
                || (http2.is_go_away() && http2.reason() == Some(h2::Reason::NO_ERROR));
            self.is_unprocessed |= is_nack && http2.is_remote();
        }
    }

    fn set_permanent(&mut self, remedy: &'static str) {
        self.remedy = remedy;
        self.is_permanent = true;
    }

    fn mark(&self, error: Error) -> Error {
        match (self.is_permanent, self.is_unprocessed) {
            (true, _) => error.permanent(),
            (false, true) => error.unprocessed(),
            (false, false) => error,
        }
    }
}

fn tls_remedy(error: &rustls::Error) -> &'static str {
    use rustls::CertificateError::{NotValidForName, NotValidForNameContext, UnknownIssuer};
    match error {
        rustls::Error::InvalidCertificate(UnknownIssuer) => {
            "its certificate is not trusted: if it is your own, pass its root to \
             `.root_certificates(...)`"
        }
        rustls::Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. }) => {
            "its certificate is for another name: check the endpoint"
        }
        rustls::Error::InvalidCertificate(_) => {
            "its certificate is not accepted: check the clock of this machine, and the endpoint"
        }
        rustls::Error::AlertReceived(_) => {
            "the service rejected the encrypted connection: check whether it requires a client \
             certificate"
        }
        _ => "check that the endpoint supports `https`",
    }
}

/// The error and its causes, including those inside I/O errors.
fn chain<'a>(error: &'a (dyn StdError + 'static)) -> Vec<&'a (dyn StdError + 'static)> {
    let mut chain = vec![error];
    let mut next = error.source();
    while let Some(error) = next {
        chain.push(error);
        // The source of an I/O error is the source of its inner error, not that error itself.
        let inner = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        next = match inner {
            Some(inner) => Some(inner as &(dyn StdError + 'static)),
            None => error.source(),
        };
    }
    chain
}

/// A cause on one line of bounded length.
fn quoted(cause: impl ToString) -> String {
    let text = cause.to_string();
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").chars().take(QUOTED_CHARACTERS).collect()
}
