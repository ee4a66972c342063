//! The client crate's module of a document: one file an operation, and the client with a method each.

use std::collections::BTreeSet;
use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emission;
use super::documentation::is_configured;
use super::source;
use crate::operations::{Operation, Parameter};
use crate::output::GeneratedFile;
use crate::prose;
use crate::reading::{Argument, Call, type_text};

impl Emission<'_> {
    pub(crate) fn client(&self) -> Vec<GeneratedFile> {
        let mut files = vec![self.client_root()];
        for operation in &self.contract.operations {
            let path = self
                .client_folder()
                .join(format!("{}.rs", operation.method_name()));
            files.push(self.file(path, self.operation_source(operation)));
        }
        files
    }

    /// The call that progenitor made of an operation; the reading made one for each, in order.
    pub(crate) fn call(&self, operation: &Operation) -> &Call {
        let index = self
            .contract
            .operations
            .iter()
            .position(|it| it.id == operation.id);
        &self.generated.calls[index.unwrap_or_default()]
    }

    fn client_folder(&self) -> PathBuf {
        super::modules::folder(&self.entry.crate_name, self.entry.module.as_deref())
    }

    fn client_root(&self) -> GeneratedFile {
        let mut text = format!("//! Calls of {}.\n\n", self.contract.title);
        let mut exports = String::new();
        let mut methods = TokenStream::new();
        for operation in &self.contract.operations {
            let (method, builder) = (operation.method_name(), operation.builder_name());
            text += &format!("mod {method};\n");
            exports += &format!("pub use self::{method}::{builder};\n");
            let documentation = prose::doc(&self.method_documentation(operation));
            let (method, builder) = (format_ident!("{method}"), format_ident!("{builder}"));
            methods.extend(quote! {
                #documentation
                pub fn #method(&self) -> #builder {
                    #builder::new(self.core.clone())
                }
            });
        }
        let documentation = prose::doc(&format!(
            "Calls of {}. Cloning is cheap.",
            self.contract.title
        ));
        let client = quote! {
            #documentation
            #[derive(Clone, Debug)]
            pub struct Client {
                core: huaweicloud_core::Client,
            }
            impl Client {
                /// Calls through this configured client.
                pub fn new(core: huaweicloud_core::Client) -> Self {
                    Self { core }
                }
                #methods
            }
        };
        text += &format!(
            "\npub use {}::*;\n\n{exports}\n{}",
            self.model_path(),
            source::format(client)
        );
        self.file(self.client_folder().join("mod.rs"), text)
    }

    fn operation_source(&self, operation: &Operation) -> String {
        let call = self.call(operation);
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
        let statics = operation_static(operation);
        let send = send(operation, call);
        let documentation = prose::doc(&format!(
            "The call of `{}`: set its parameters, then [`send`](Self::send) it.",
            operation.id
        ));
        let items = quote! {
            #statics
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
                #send
            }
        };
        let mut used: BTreeSet<String> = BTreeSet::new();
        let kinds = call
            .arguments
            .iter()
            .map(|argument| &argument.kind)
            .chain(&call.body)
            .chain([&call.success]);
        for kind in kinds {
            used.extend(self.types_in(&type_text(kind)));
        }
        format!(
            "//! `{}`: {}\n\nuse huaweicloud_core::{{Client, Error, Operation, Response}};\n{}\n{}",
            operation.id,
            operation.summary.lines().next().unwrap_or_default(),
            source::import(&self.model_path(), &used),
            source::format(items),
        )
    }
}

fn operation_static(operation: &Operation) -> TokenStream {
    let Operation {
        id,
        method,
        path,
        documentation,
        ..
    } = operation;
    quote! {
        static OPERATION: Operation = Operation::new(#id, #method, #path).documentation(#documentation);
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
    quote! {
        #documentation
        pub fn #name(mut self, #name: impl Into<#kind>) -> Self {
            self.#name = Some(#name.into());
            self
        }
    }
}

fn body_setter(kind: &syn::Type) -> TokenStream {
    quote! {
        /// What is sent. Required.
        pub fn body(mut self, body: impl Into<#kind>) -> Self {
            self.body = Some(body.into());
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
