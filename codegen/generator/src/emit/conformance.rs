//! What the conformance tests need of a document: each operation's types by name, and a way to
//! call it with named values, so that tests extend to new operations by themselves.

use std::path::Path;

use codegen_document::ManifestEntry;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emission;
use super::source;
use crate::operations::Operation;
use crate::output::GeneratedFile;

/// The folder that generation owns.
pub(crate) const FOLDER: &str = "tests/conformance/src/generated";

impl Emission<'_> {
    pub(crate) fn conformance(&self) -> GeneratedFile {
        let operations = &self.contract.operations;
        let cases = operations.iter().map(|operation| self.case(operation));
        let calls = operations
            .iter()
            .map(|operation| self.call_by_name(operation));
        let documentation = format!(" Cases of `specs/{}`.", self.document_name());
        let items = quote! {
            #[doc = #documentation]
            pub(crate) const CASES: &[Case] = &[#(#cases),*];
            #(#calls)*
        };
        let text = format!(
            "//! Cases of {}.\n\nuse crate::case::{{Arguments, Called, Case, read, written}};\n\n{}",
            self.contract.title,
            source::format(items),
        );
        self.file(
            Path::new(FOLDER).join(format!("{}.rs", module(self.entry))),
            text,
        )
    }

    fn case(&self, operation: &Operation) -> TokenStream {
        let call = self.call(operation);
        let (document, id) = (self.document_name(), &operation.id);
        let method = format_ident!("{}", operation.method_name());
        let response = self.full_type(&call.success);
        let request = match &call.body {
            Some(kind) => {
                let kind = self.full_type(kind);
                quote!(Some(read::<#kind>))
            }
            None => quote!(None),
        };
        quote! {
            Case {
                document: #document,
                operation: #id,
                read_response: read::<#response>,
                read_request: #request,
                call: #method,
            }
        }
    }

    fn call_by_name(&self, operation: &Operation) -> TokenStream {
        let call = self.call(operation);
        let method = format_ident!("{}", operation.method_name());
        let client: TokenStream = tokens(&format!("{}::Client", self.client_path()));
        let wires = operation
            .parameters
            .iter()
            .map(|parameter| parameter.wire.clone());
        let arguments = call
            .arguments
            .iter()
            .map(|argument| (&argument.name, &argument.kind));
        let set = wires.zip(arguments).map(|(wire, (name, kind))| {
            let (name, kind) = (format_ident!("{name}"), self.full_type(kind));
            quote! {
                if let Some(value) = arguments.get::<#kind>(#wire)? {
                    call = call.#name(value);
                }
            }
        });
        let body = call.body.as_ref().map(|kind| {
            let kind = self.full_type(kind);
            quote! {
                if let Some(body) = arguments.body::<#kind>()? {
                    call = call.body(body);
                }
            }
        });
        quote! {
            fn #method(client: &huaweicloud_core::Client, arguments: &Arguments) -> serde_json::Result<Called> {
                let mut call = #client::new(client.clone()).#method();
                #(#set)*
                #body
                Ok(Box::pin(async move { written(call.send().await?) }))
            }
        }
    }

    /// The type with the document's own types by their full path.
    fn full_type(&self, kind: &syn::Type) -> TokenStream {
        tokens(&self.qualified(kind, &self.client_path()))
    }
}

/// The module of a document's cases.
fn module(entry: &ManifestEntry) -> String {
    entry
        .file
        .with_extension("")
        .display()
        .to_string()
        .replace('-', "_")
}

/// The list of all documents' cases.
pub(crate) fn list(entries: &[ManifestEntry]) -> GeneratedFile {
    let names: Vec<String> = entries.iter().map(module).collect();
    let modules: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    let cases: Vec<String> = names.iter().map(|name| format!("{name}::CASES")).collect();
    GeneratedFile {
        path: Path::new(FOLDER).join("mod.rs"),
        text: format!(
            "{}//! One module of cases a document.\n\n{modules}\n\
             use crate::case::Case;\n\n\
             /// The cases of all documents.\n\
             pub(crate) const CASES: &[&[Case]] = &[{}];\n",
            source::header("manifest.toml"),
            cases.join(", "),
        ),
        document: None,
    }
}

/// Tokens of text that the generator composed of names it read as Rust before.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
