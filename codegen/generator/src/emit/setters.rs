//! What setters take, and how it becomes the value.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

use crate::reading::argument_of;

/// The type that a setter takes for a value, and the expression that makes the value of `name`.
pub(crate) fn setter_of(kind: &Type, name: &Ident) -> (TokenStream, TokenStream) {
    match argument_of(kind, "Vec") {
        Some(item) => (
            quote!(impl IntoIterator<Item = impl Into<#item>>),
            quote!(#name.into_iter().map(Into::into).collect()),
        ),
        None => (quote!(impl Into<#kind>), quote!(#name.into())),
    }
}
