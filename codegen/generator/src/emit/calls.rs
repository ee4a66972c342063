//! One operation's file in the client crate: its builder, its limits, how it is sent.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emission;
use super::documentation::is_configured;
use super::setters::setter_of;
use super::source;
use crate::operations::{Operation, Parameter};
use crate::prose;
use crate::reading::{Argument, Call, type_text};

/// What a call uses of the runtime by a short name.
const RUNTIME: [&str; 10] = [
    "Client",
    "Error",
    "Limits",
    "Operation",
    "Page",
    "Paging",
    "Response",
    "Stream",
    "Validate",
    "Violations",
];

impl Emission<'_> {
    pub(crate) fn operation_source(&self, operation: &Operation) -> String {
        let call = self.call(operation);
        let paginated = self.paginated(operation);
        let items = self.builder(operation, call);
        let pages = paginated.as_ref().map(super::pages::Paginated::methods);
        let builder = format_ident!("{}", operation.builder_name());
        let pages = pages.map(|methods| quote!(impl #builder { #methods }));
        let statics = self.operation_static(operation);
        let check = self.check(operation, call);
        let text = source::format(quote!(#statics #items #pages #check));
        let mut used: BTreeSet<String> = BTreeSet::new();
        let arguments = call.arguments.iter().map(|argument| &argument.kind);
        for kind in arguments.chain(&call.body).chain([&call.success]) {
            used.extend(self.types_in(&type_text(kind)));
        }
        used.extend(
            paginated
                .iter()
                .flat_map(|it| self.types_in(&it.item_text())),
        );
        format!(
            "//! `{}`: {}\n\n{}{}\n{text}",
            operation.id,
            operation.summary.lines().next().unwrap_or_default(),
            source::import("huaweicloud_core", &source::words_of(&text, &RUNTIME)),
            source::import(&self.model_path(), &used),
        )
    }

    fn builder(&self, operation: &Operation, call: &Call) -> TokenStream {
        let builder = format_ident!("{}", operation.builder_name());
        let fields = call.arguments.iter().map(|Argument { name, kind }| {
            let name = format_ident!("{name}");
            quote!(#name: Option<#kind>,)
        });
        let body_field = call.body.as_ref().map(|kind| quote!(body: Option<#kind>,));
        let names = call
            .arguments
            .iter()
            .map(|argument| format_ident!("{}", argument.name));
        let body_name = call.body.as_ref().map(|_| quote!(body: None,));
        let setters = operation.parameters.iter().zip(&call.arguments).map(setter);
        let body_setter = call.body.as_ref().map(body_setter);
        let send = send(operation, call);
        let documentation = prose::doc(&format!(
            "The call of `{}`: set its parameters, then [`send`](Self::send) it.",
            operation.id
        ));
        quote! {
            #documentation
            #[derive(Clone, Debug)]
            #[must_use = "a call does nothing before `send`"]
            pub struct #builder {
                client: Client,
                #(#fields)*
                #body_field
            }
            impl #builder {
                pub(super) fn new(client: Client) -> Self {
                    Self { client, #(#names: None,)* #body_name }
                }
                #(#setters)*
                #body_setter
                /// Checks the documented limits of what was set so far, which sending does only where
                /// the configuration says so.
                ///
                /// # Errors
                ///
                /// Every limit that is not kept, with what was given.
                pub fn validate(&self) -> Result<(), Violations> {
                    Validate::validate(self)
                }
                #send
            }
        }
    }

    fn operation_static(&self, operation: &Operation) -> TokenStream {
        let Operation {
            id,
            method,
            path,
            documentation,
            not_found_codes,
            ..
        } = operation;
        let service = &self.entry.crate_name;
        let retry_safe = operation.retry_safe.then(|| quote!(.retry_safe()));
        let codes = (!not_found_codes.is_empty())
            .then(|| quote!(.not_found_codes(&[#(#not_found_codes),*])));
        quote! {
            static OPERATION: Operation = Operation::new(#id, #method, #path)
                .service(#service)
                .documentation(#documentation)
                #retry_safe
                #codes;
        }
    }
}

fn setter((parameter, argument): (&Parameter, &Argument)) -> TokenStream {
    let Argument { name, kind } = argument;
    let name = format_ident!("{name}");
    let mut description = parameter.description.clone();
    if is_configured(parameter) {
        description += "\n\nWithout it, the configuration's is sent.";
    } else if parameter.required {
        description += "\n\nRequired.";
    }
    let documentation = prose::doc(&description);
    let (given, value) = setter_of(kind, &name);
    quote! {
        #documentation
        pub fn #name(mut self, #name: #given) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

fn body_setter(kind: &syn::Type) -> TokenStream {
    let (given, value) = setter_of(kind, &format_ident!("body"));
    quote! {
        /// What is sent. Required.
        pub fn body(mut self, body: #given) -> Self {
            self.body = Some(#value);
            self
        }
    }
}

fn send(operation: &Operation, call: &Call) -> TokenStream {
    let parts = operation.parameters.iter().zip(&call.arguments).map(part);
    let body = call.body.as_ref().map(|_| quote!(.json(self.body)));
    let success = &call.success;
    let finish = if type_text(success) == "()" {
        quote!(.send_empty())
    } else {
        quote!(.send())
    };
    quote! {
        /// Sends the call.
        ///
        /// # Errors
        ///
        /// What the documentation requires is missing, the service could not be reached or did not
        /// answer in time, or it answered with an error: see [`huaweicloud_core::ErrorKind`].
        pub async fn send(self) -> Result<Response<#success>, Error> {
            self.client
                .request(&OPERATION)
                .validate(&self)
                #(#parts)*
                #body
                #finish
                .await
        }
    }
}

/// The line of the chain that puts a parameter into the request.
fn part((parameter, argument): (&Parameter, &Argument)) -> TokenStream {
    let name = format_ident!("{}", argument.name);
    let wire = &parameter.wire;
    let is_list = type_text(&argument.kind).starts_with("Vec<");
    match (parameter.location.as_str(), parameter.required) {
        ("path", _) if is_configured(parameter) => quote!(.#name(self.#name)),
        ("path", _) => quote!(.path(#wire, self.#name)),
        ("header", _) => quote!(.header(#wire, self.#name)),
        (_, _) if is_list => quote!(.query_list(#wire, self.#name)),
        (_, true) => quote!(.required_query(#wire, self.#name)),
        (_, false) => quote!(.query(#wire, self.#name)),
    }
}
