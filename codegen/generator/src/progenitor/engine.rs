//! Runs progenitor.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use codegen_contract::{Contract, Definition};
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle, TypeImpl};
use serde_json::Value;

use super::dialect::{JSON, SECRET};

/// The module of the types that progenitor must use instead of generating them.
pub(super) const PLACEHOLDER_MODULE: &str = "crate::placeholder";

/// progenitor's output for a document, parsed.
///
/// # Errors
///
/// Why progenitor rejects the document, on one line.
pub(super) fn run(document: &Value, contract: &Contract) -> Result<syn::File, String> {
    let document = serde_json::from_value(document.clone())
        .map_err(|error| format!("the dialect is not OpenAPI 3.0: {error}"))?;
    let settings = settings(contract);
    let tokens = without_panic(move || Generator::new(&settings).generate_tokens(&document))?
        .map_err(|error| failure("rejects this", &error.to_string()))?;
    syn::parse2(tokens).map_err(|error| format!("progenitor's output is not Rust: {error}"))
}

fn settings(contract: &Contract) -> GenerationSettings {
    let mut settings = GenerationSettings::default();
    settings
        .with_interface(InterfaceStyle::Positional)
        .with_tag(TagStyle::Merged);
    let enumerations = contract
        .types
        .iter()
        .filter_map(|(name, definition)| match definition {
            Definition::Enumeration(_) => Some(name.as_str()),
            Definition::Structure(_) => None,
        });
    for name in enumerations.chain([SECRET, JSON]) {
        let implemented = [TypeImpl::Display, TypeImpl::FromStr].into_iter();
        settings.with_replacement(name, format!("{PLACEHOLDER_MODULE}::{name}"), implemented);
    }
    settings
}

thread_local! {
    /// Whether a panic of this thread is caught and reported as an error, so that it is not printed.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Calls a function that may panic; the message of the panic is the error.
fn without_panic<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    // Installed once and never removed, so that threads do not interfere. Panics of other threads are
    // printed as before.
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |information| {
            if !IS_CAUGHT.get() {
                previous(information);
            }
        }));
    });
    IS_CAUGHT.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(call));
    IS_CAUGHT.set(false);
    outcome.map_err(|payload| {
        let text = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied());
        failure("panicked", text.unwrap_or("without a message"))
    })
}

/// The first line of a message of progenitor; it prints whole structures after it.
fn failure(what: &str, message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    format!("progenitor {what}: {}", first.trim_end_matches(" {"))
}
