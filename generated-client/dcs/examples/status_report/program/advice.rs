//! Errors for people: what happened, why, and what to do.

use std::error::Error as StdError;

use huaweicloud_dcs::{Error, ErrorKind};

/// An error with what caused it, one line each, where it does not say so itself.
pub(crate) fn explain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let cause_text = inner.to_string();
        if !text.contains(&cause_text) {
            text.push_str(&format!("\n  cause: {cause_text}"));
        }
        cause = inner.source();
    }
    text
}

/// A failed call, with what to do about it.
pub(crate) fn advise(error: &Error) -> String {
    format!("{}\n  help: {}", explain(error), advice(error))
}

fn advice(error: &Error) -> &'static str {
    if error.is_unauthorized() {
        return "a token lasts 24 hours: fetch a new one and give it in HUAWEICLOUD_TOKEN; \
                an access key must be one of the project's account";
    }
    if error.status().is_some_and(|status| status.as_u16() == 403) {
        return "the credential is good, but not for this: ask the account's owner for the permission";
    }
    if error.is_not_found() {
        return "check --project-id; the console shows it under My Credentials";
    }
    if error.kind() == ErrorKind::WaitTimeout {
        return "the work may go on: look for it later, or allow more time with --wait";
    }
    if error.is_timeout() {
        return "check --endpoint and the network, or allow more time with --timeout";
    }
    match error.kind() {
        ErrorKind::Connect => "check --endpoint, the network and the proxy (HTTPS_PROXY)",
        ErrorKind::Configuration | ErrorKind::InvalidRequest => {
            "check the settings; --help lists them"
        }
        ErrorKind::Credential => "check the token or the access key",
        ErrorKind::Api if error.is_retryable() => "the trouble may pass: try again in a minute",
        ErrorKind::Api
            if error
                .status()
                .is_some_and(|status| status.is_server_error()) =>
        {
            "the trouble is the service's: its support will ask for the request id"
        }
        ErrorKind::Api => {
            "the message says what the service did not like; --help lists the settings"
        }
        ErrorKind::WorkFailed => "the service ended the work: look for the reason in the console",
        ErrorKind::Transport => "the connection broke: try again",
        _ => {
            "that is not what the Distributed Cache Service is documented to answer: check --endpoint"
        }
    }
}
