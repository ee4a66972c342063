//! The check of an operation's documented limits and rules.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emission;
use crate::operations::Operation;
use crate::reading::{Call, type_text};
use crate::rules::Rule;
use codegen_document::names;

impl Emission<'_> {
    /// The operation's `Validate`.
    pub(crate) fn check(&self, operation: &Operation, call: &Call) -> TokenStream {
        let builder = format_ident!("{}", operation.builder_name());
        let mut checks = Vec::new();
        for (parameter, argument) in operation.parameters.iter().zip(&call.arguments) {
            let (wire, name) = (&parameter.wire, format_ident!("{}", argument.name));
            checks.extend(
                parameter
                    .limits
                    .checks(&quote!(#wire), &quote!(&self.#name)),
            );
        }
        if call.body.is_some() {
            checks.push(quote!(limits.part("body", &self.body);));
        }
        checks.extend(
            operation
                .rules
                .iter()
                .flat_map(|rule| self.demands(rule, operation, call)),
        );
        let limits = if checks.is_empty() {
            quote!(_)
        } else {
            quote!(limits)
        };
        quote! {
            impl Validate for #builder {
                fn check(&self, #limits: &mut Limits) {
                    #(#checks)*
                }
            }
        }
    }

    fn demands(&self, rule: &Rule, operation: &Operation, call: &Call) -> Vec<TokenStream> {
        let words = rule.words();
        match rule {
            Rule::When {
                parameter,
                value,
                require,
            } => {
                let condition = self.is_otherwise(parameter, value, operation, call);
                let demand = |name: &String| {
                    let given = given(name);
                    quote!(limits.demand(#name, #given || #condition, #words);)
                };
                require.iter().map(demand).collect()
            }
            Rule::AnyOf(sets) => {
                let name = sets.iter().flatten().next().cloned().unwrap_or_default();
                let sets = sets.iter().map(|set| {
                    let given = set.iter().map(given);
                    quote!((#(#given)&&*))
                });
                vec![quote!(limits.demand(#name, #(#sets)||*, #words);)]
            }
        }
    }

    /// Whether the parameter is not given, or with another value.
    fn is_otherwise(
        &self,
        wire: &str,
        value: &str,
        operation: &Operation,
        call: &Call,
    ) -> TokenStream {
        let name = format_ident!("{}", names::value_name(wire));
        let index = operation
            .parameters
            .iter()
            .position(|parameter| parameter.wire == wire);
        let kind = index
            .and_then(|index| call.arguments.get(index))
            .map(|it| type_text(&it.kind));
        let enumeration = kind
            .as_ref()
            .and_then(|kind| self.contract.enumerations.get(kind));
        let variant = enumeration.and_then(|enumeration| {
            enumeration
                .variants
                .iter()
                .find(|variant| variant.value == value)
        });
        match (kind, variant) {
            (Some(kind), Some(variant)) => {
                let (kind, variant) = (format_ident!("{kind}"), format_ident!("{}", variant.name));
                quote!(self.#name != Some(#kind::#variant))
            }
            _ => quote!(self.#name.as_ref().is_none_or(|given| given.to_string() != #value)),
        }
    }
}

fn given(wire: impl AsRef<str>) -> TokenStream {
    let name = format_ident!("{}", names::value_name(wire.as_ref()));
    quote!(self.#name.is_some())
}
