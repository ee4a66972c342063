//! Errors for people: what happened, why, and what to do.

use std::error::Error as StdError;

use huaweicloud_roma::{Error, ErrorKind};

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

/// Several errors, each advice once.
pub(crate) fn explain_all(errors: &[&Error]) -> String {
    let mut text = String::new();
    let mut given = Vec::new();
    for error in errors {
        text.push_str(&format!("error: {}\n", explain(error)));
        let advice = advice(error);
        if !given.contains(&advice) {
            given.push(advice);
        }
    }
    for advice in given {
        text.push_str(&format!("  help: {advice}\n"));
    }
    text
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
        return "check --project-id and --instance-id; the console shows both";
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
        ErrorKind::Transport => "the connection broke: try again",
        _ => "that is not what ROMA Connect is documented to answer: check --endpoint",
    }
}
