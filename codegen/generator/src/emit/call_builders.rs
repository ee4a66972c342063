//! The file of an operation in the client crate: its table and the builder of its calls.

use std::collections::BTreeSet;

use codegen_contract::{Body, BodyKind, Location, Operation, Parameter, SuccessKind, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::emission::Emission;
use super::rust_types::{self, client_type};
use super::source;
use super::tokens::{doc, ident, lint_exception, tokens};
use crate::doc_text::{description_with_limits, escape_markdown, paragraphs};

impl Emission<'_> {
    pub(super) fn operation_source(&self, operation: &Operation) -> String {
        let table = self.operation_table(operation);
        let builder = self.call_builder(operation);
        let progress = self.progress_table(operation);
        let text = format!("{table}\n{progress}{builder}");
        let used = self.types_of_call(operation);
        let mut head = match escape_markdown(operation.summary.lines().next().unwrap_or_default()) {
            summary if summary.is_empty() => format!("//! `{}`.\n", operation.id),
            summary => format!("//! `{}`: {summary}\n", operation.id),
        };
        if self.has_deprecated_type(&used) {
            head += &format!("\n{}", source::allow_deprecated("#!"));
        }
        head += "\nuse huaweicloud_core as runtime;\n";
        head += &source::import(&self.destination.model_path, &used);
        head + "\n" + &text
    }

    /// The document's types that are used in the file of an operation.
    pub(super) fn types_of_call(&self, operation: &Operation) -> BTreeSet<String> {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.kind);
        let pages = self.paginated(operation);
        let item = pages.iter().map(|pages| pages.item_kind());
        let report = operation.waiter.iter().map(|waiter| &waiter.report);
        let kinds = parameters
            .chain(operation.body_type())
            .chain(operation.success_type())
            .chain(item)
            .chain(report);
        kinds.filter_map(Type::name).map(str::to_owned).collect()
    }

    fn call_builder(&self, operation: &Operation) -> String {
        let builder = format_ident!("{}", operation.builder_name);
        let documentation = doc(&format!(
            "The call of `{}`: set its parameters, then [`send`](Self::send) it.",
            operation.id
        ));
        let setters = operation.parameters.iter().map(|it| self.setter(it));
        let body = operation.body.as_ref().and_then(|it| self.body_setter(it));
        let send = send(operation);
        let wait = self.wait_method(operation);
        let pages = self.paginated(operation).map(|pages| {
            let name = &operation.builder_name;
            pages.methods(
                name,
                &self.destination.client_path,
                &self.destination.client_crate,
            )
        });
        source::format(quote! {
            #documentation
            #[derive(Clone, Debug)]
            #[must_use = "a call does nothing before `send`"]
            pub struct #builder {
                call: runtime::Call,
            }
            impl #builder {
                pub(super) fn new(client: &runtime::Client) -> Self {
                    Self { call: client.request(&OPERATION) }
                }
                #(#setters)*
                #body
                /// Checks the documented limits of what was set so far, which sending does only where
                /// the configuration says so.
                ///
                /// # Errors
                ///
                /// Every limit that is exceeded, with what was given.
                pub fn validate(&self) -> Result<(), runtime::Violations> {
                    self.call.validate()
                }
                #send
                #wait
                #pages
            }
            impl runtime::CallSettings for #builder {
                fn call_mut(&mut self) -> &mut runtime::Call {
                    &mut self.call
                }
            }
        })
    }

    fn setter(&self, parameter: &Parameter) -> TokenStream {
        let note = match (parameter.configured, parameter.required) {
            (true, _) => "Without it, the configuration's is sent.",
            (false, true) => "Required.",
            (false, false) => "",
        };
        let documentation = doc(&paragraphs(&[
            &self.link_operations(
                &description_with_limits(&parameter.description, &parameter.limits),
                "",
                &format!("{}::Client", self.layout.path_to_root()),
            ),
            note,
        ]));
        let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
        let convention = lint_exception(&parameter.setter);
        let name = &parameter.setter;
        let is_enumeration = self.is_enumeration(&parameter.kind);
        let (given, value) = rust_types::setter(&parameter.kind, name, "runtime", is_enumeration);
        let needs_type = value.ends_with(".into()");
        let (setter, given, value) = (ident(name), tokens(&given), tokens(&value));
        let converted = needs_type.then(|| {
            let kind = tokens(&client_type(&parameter.kind, None, "runtime"));
            quote!(let #setter: #kind = #value;)
        });
        let value = if needs_type { quote!(#setter) } else { value };
        let wire = &parameter.wire;
        let set = match (parameter.location, &parameter.kind) {
            (Location::Part, Type::File) => quote!(self.call.set_part(#wire, #value);),
            (Location::Part, Type::List(item)) if **item == Type::File => {
                quote!(self.call.set_parts(#wire, #value);)
            }
            (location, _) => {
                let location = format_ident!("{}", location_name(location));
                quote!(self.call.set(runtime::Location::#location, #wire, #value);)
            }
        };
        quote! {
            #documentation
            #deprecated
            #convention
            pub fn #setter(mut self, #setter: #given) -> Self {
                #converted
                #set
                self
            }
        }
    }

    fn body_setter(&self, body: &Body) -> Option<TokenStream> {
        let documentation = doc(if body.required {
            "What is sent. Required."
        } else {
            "What is sent. Without it, the call has no body."
        });
        let (given, set) = match &body.kind {
            BodyKind::Json(kind) | BodyKind::Form(kind) => {
                let is_enumeration = self.is_enumeration(kind);
                let (given, value) = rust_types::setter(kind, "body", "runtime", is_enumeration);
                let needs_type = value.ends_with(".into()");
                let (given, value) = (tokens(&given), tokens(&value));
                let kind = tokens(&client_type(kind, None, "runtime"));
                if needs_type {
                    (
                        given,
                        quote!(let body: #kind = #value; self.call.set_body(body);),
                    )
                } else {
                    (given, quote!(self.call.set_body(#value);))
                }
            }
            BodyKind::Bytes => (
                quote!(impl Into<runtime::Body>),
                quote!(self.call.set_content(body);),
            ),
            BodyKind::Multipart => return None,
        };
        Some(quote! {
            #documentation
            pub fn body(mut self, body: #given) -> Self {
                #set
                self
            }
        })
    }
}

pub(super) fn location_name(location: Location) -> &'static str {
    match location {
        Location::Path => "Path",
        Location::Query => "Query",
        Location::Header => "Header",
        Location::Part => "Part",
    }
}

/// The Rust type of a success, with `path` before the document's types.
pub(super) fn success_type(operation: &Operation, path: Option<&str>) -> String {
    match &operation.success.kind {
        SuccessKind::Nothing => "()".to_owned(),
        SuccessKind::Json(kind) => client_type(kind, path, "runtime"),
        SuccessKind::Optional(kind) => format!("Option<{}>", client_type(kind, path, "runtime")),
        SuccessKind::Text => "String".to_owned(),
        SuccessKind::Bytes => "runtime::Download".to_owned(),
    }
}

/// The call of the runtime that sends the request.
pub(super) fn send_call(operation: &Operation) -> TokenStream {
    match operation.success.kind {
        SuccessKind::Nothing => quote!(send_empty()),
        SuccessKind::Json(_) => quote!(send()),
        SuccessKind::Optional(_) => quote!(send_optional()),
        SuccessKind::Text => quote!(send_text()),
        SuccessKind::Bytes => quote!(send_download()),
    }
}

fn send(operation: &Operation) -> TokenStream {
    let finish = send_call(operation);
    let success = tokens(&success_type(operation, None));
    let documentation = doc(&paragraphs(&[
        "Sends the call.",
        &response_docs(operation),
        "# Errors",
        "A required value is missing, the service could not be reached or did not respond in time,\n\
         or its response is an error: see [`huaweicloud_core::ErrorKind`].",
    ]));
    quote! {
        #documentation
        pub async fn send(self) -> Result<runtime::Response<#success>, runtime::Error> {
            self.call.#finish.await
        }
    }
}

/// What a caller should know about the response besides its type.
fn response_docs(operation: &Operation) -> String {
    let mut sentences = Vec::new();
    if operation.success.statuses.len() > 1 {
        let statuses: Vec<String> = operation
            .success
            .statuses
            .iter()
            .map(|(status, description)| match escape_markdown(description) {
                text if text.is_empty() => format!("- `{status}`"),
                text => format!("- `{status}`: {}", text.replace('\n', " ")),
            })
            .collect();
        sentences.push(format!(
            "Several statuses are a success ([`Response::status`](huaweicloud_core::Response::status)):\n\n{}",
            statuses.join("\n")
        ));
    }
    if matches!(operation.success.kind, SuccessKind::Optional(_)) {
        sentences.push("`None` where the status comes without a body.".to_owned());
    }
    if !operation.success.headers.is_empty() {
        let headers: Vec<String> = operation
            .success
            .headers
            .iter()
            .map(|(name, description)| match escape_markdown(description) {
                text if text.is_empty() => format!("- `{name}`"),
                text => format!("- `{name}`: {}", text.replace('\n', " ")),
            })
            .collect();
        sentences.push(format!(
            "Headers of the response ([`Response::header`](huaweicloud_core::Response::header)):\n\n{}",
            headers.join("\n")
        ));
    }
    sentences.join("\n\n")
}
