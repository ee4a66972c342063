//! Runs progenitor, and finds the operation at fault where it fails or panics.

use std::panic::{self, AssertUnwindSafe};

use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle, TypeImpl};
use serde_json::Value;

use crate::contract::Contract;
use crate::lower::secrets;
use crate::problem::Problem;
use crate::schemas::METHODS;

/// The module from which progenitor's output takes the types that it must not make itself.
pub(crate) const REPLACED: &str = "crate::replaced";

/// progenitor's output for a lowered document, parsed.
pub(crate) fn run(lowered: &Value, contract: &Contract) -> Result<syn::File, Problem> {
    generate(lowered, contract).map_err(|whole| {
        let culprit = contract.operations.iter().find_map(|operation| {
            let alone = only(lowered, &operation.path, &operation.method);
            let message = generate(&alone, contract).err()?;
            Some(Problem::new(operation.pointer.clone(), message))
        });
        culprit.unwrap_or_else(|| Problem::new("", whole))
    })
}

fn generate(lowered: &Value, contract: &Contract) -> Result<syn::File, String> {
    let document = serde_json::from_value(lowered.clone())
        .map_err(|error| format!("the lowered document is not OpenAPI 3.0: {error}"))?;
    let settings = settings(contract);
    let tokens = without_panic(move || Generator::new(&settings).generate_tokens(&document))?
        .map_err(|error| failure("refuses this", &error.to_string()))?;
    syn::parse2(tokens).map_err(|error| format!("progenitor's output is not Rust: {error}"))
}

fn settings(contract: &Contract) -> GenerationSettings {
    let mut settings = GenerationSettings::default();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged);
    let replaced = contract.enumerations.keys().map(String::as_str);
    for name in replaced.chain([secrets::COMPONENT]) {
        let implemented = [TypeImpl::Display, TypeImpl::FromStr].into_iter();
        settings.with_replacement(name, format!("{REPLACED}::{name}"), implemented);
    }
    settings
}

/// Calls a function that may panic and gives the panic's text as the error.
fn without_panic<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(call));
    panic::set_hook(hook);
    outcome.map_err(|payload| {
        let text = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied());
        failure("panicked", text.unwrap_or("without a message"))
    })
}

/// progenitor names neither place nor remedy, and prints whole structures after its first line.
fn failure(what: &str, message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let first = first.trim_end_matches(" {");
    format!("progenitor {what}: {first}; `cargo xtask check` tells more of the document's faults")
}

/// The document with this operation alone.
fn only(document: &Value, path: &str, method: &str) -> Value {
    let mut alone = document.clone();
    if let Some(paths) = alone.get_mut("paths").and_then(Value::as_object_mut) {
        paths.retain(|key, _| key == path);
        for item in paths.values_mut().filter_map(Value::as_object_mut) {
            item.retain(|key, _| {
                !METHODS.contains(&key.as_str()) || key.eq_ignore_ascii_case(method)
            });
        }
    }
    alone
}
