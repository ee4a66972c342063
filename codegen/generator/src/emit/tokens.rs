//! Tokens: names, doc comments and attributes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Source text as tokens; empty if it is not valid Rust.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

/// A `#[doc]` attribute for each line of the text, because longer ones are not printed as `///`.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = text.trim().lines().map(|line| match line.trim_end() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// A name as a token.
pub(super) fn ident(name: &str) -> syn::Ident {
    format_ident!("{name}")
}

/// Methods of standard traits with the same parameters as a setter.
const TRAIT_METHODS: [&str; 11] = [
    "add", "bitand", "bitor", "bitxor", "div", "index", "mul", "rem", "shl", "shr", "sub",
];

/// The attribute that exempts a setter or method from a naming convention of clippy.
pub(super) fn lint_exception(name: &str) -> Option<TokenStream> {
    let is_conversion = ["as_", "from_", "into_", "is_", "to_"]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    let lint = match (is_conversion, TRAIT_METHODS.contains(&name)) {
        (true, _) => quote!(clippy::wrong_self_convention),
        (_, true) => quote!(clippy::should_implement_trait),
        _ => return None,
    };
    Some(quote!(#[allow(#lint, reason = "it is called as the documentation calls it")]))
}
