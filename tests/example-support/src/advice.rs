//! Errors with their causes, and what to do about them.

use std::error::Error as StdError;

use huaweicloud_core::{Error, ErrorKind};

use crate::Product;

/// An error with its causes, one line each, unless it contains them.
pub fn explain(error: &dyn StdError) -> String {
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

/// Several errors, with each piece of advice once.
pub(crate) fn explain_all(product: &Product, errors: &[&Error]) -> String {
    let mut text = String::new();
    for error in errors {
        text.push_str(&format!("error: {}\n", explain(error)));
    }
    text + &advise(product, errors)
}

/// What to do about these errors, each piece of advice once.
pub(crate) fn advise(product: &Product, errors: &[&Error]) -> String {
    let mut given = Vec::new();
    for error in errors {
        let advice = advice(product, error);
        if !given.contains(&advice) {
            given.push(advice);
        }
    }
    let line = |advice: &String| format!("  help: {advice}\n");
    given.iter().map(line).collect()
}

fn advice(product: &Product, error: &Error) -> String {
    if error.is_not_found() {
        return product.not_found.to_owned();
    }
    of_refusal(error).map_or_else(|| of_kind(product, error), str::to_owned)
}

/// Errors that are explained by the status of the service or a time limit.
fn of_refusal(error: &Error) -> Option<&'static str> {
    let status = error.status().map(|status| status.as_u16());
    if error.is_unauthorized() {
        return Some(
            "a token lasts 24 hours: fetch a new one and give it in HUAWEICLOUD_TOKEN; \
             an access key must be one of the project's account",
        );
    }
    if status == Some(403) {
        return Some(
            "the credential is good, but not for this: ask the account's owner for the permission",
        );
    }
    if error.kind() == ErrorKind::WaitTimeout {
        return Some("the work may go on: look for it later, or allow more time with --wait");
    }
    let timeout = "check --endpoint and the network, or allow more time with --timeout";
    error.is_timeout().then_some(timeout)
}

fn of_kind(product: &Product, error: &Error) -> String {
    let of_service = error
        .status()
        .is_some_and(|status| status.is_server_error());
    let advice = match error.kind() {
        ErrorKind::Connect => "check --endpoint, the network and the proxy (HTTPS_PROXY)",
        ErrorKind::Configuration | ErrorKind::InvalidRequest => {
            "check the settings; --help lists them"
        }
        ErrorKind::Credential => "check the token or the access key",
        ErrorKind::Api if error.is_retryable() => "the trouble may pass: try again in a minute",
        ErrorKind::Api if of_service => {
            "the trouble is the service's: its support will ask for the request id"
        }
        ErrorKind::Api => {
            "the message says what the service did not like; --help lists the settings"
        }
        ErrorKind::Transport => "the connection broke: try again",
        ErrorKind::WorkFailed => "the service ended the work: look for the reason in the console",
        _ => {
            let name = product.name;
            return format!("that is not what {name} is documented to answer: check --endpoint");
        }
    };
    advice.to_owned()
}
