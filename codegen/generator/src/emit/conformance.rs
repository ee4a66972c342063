//! What the conformance tests need of a document: each operation's types by name, and a way to
//! call it with named values, so that tests extend to new operations by themselves.

use std::path::Path;

use codegen_contract::{BodyKind, Location, Operation, SuccessKind, Type};
use codegen_document::ManifestEntry;
use proc_macro2::TokenStream;
use quote::quote;

use super::emission::Emission;
use super::rust_types::client_type;
use super::source;
use super::tokens::{ident, tokens};
use crate::output::GeneratedFile;

/// The folder that generation owns.
pub(crate) const FOLDER: &str = "tests/conformance/src/generated";

impl Emission<'_> {
    pub(super) fn conformance_files(&self) -> Vec<GeneratedFile> {
        let (mut modules, mut cases) = (String::new(), String::new());
        let mut files = Vec::new();
        for (resource, operations) in self.resources() {
            let resource = resource.unwrap_or("operations");
            files.push(self.conformance_file(resource, &self.cases(&operations)));
            modules += &format!("mod {resource};\n");
            cases += &format!("    {resource}::CASES,\n");
        }
        let text = format!(
            "//! Cases of {}, a module a resource.\n\n{modules}\nuse crate::case::Case;\n\n\
             pub(crate) const CASES: &[&[Case]] = &[\n{cases}];\n",
            self.contract.title,
        );
        files.push(self.conformance_file("mod", &text));
        files
    }

    fn conformance_file(&self, name: &str, text: &str) -> GeneratedFile {
        let folder = Path::new(FOLDER).join(module(&self.destination.name));
        self.file(folder.join(format!("{name}.rs")), text)
    }

    /// The cases of the operations of one resource.
    fn cases(&self, operations: &[&Operation]) -> String {
        let cases = operations.iter().map(|operation| self.case(operation));
        let calls = operations
            .iter()
            .map(|operation| self.call_by_name(operation));
        let documentation = format!(" Cases of `specs/{}`.", self.destination.document);
        let items = quote! {
            #[doc = #documentation]
            pub(crate) const CASES: &[Case] = &[#(#cases),*];
            #(#calls)*
        };
        let items = source::format(items);
        let used = source::names_in(&items, |name| {
            matches!(
                name,
                "Arguments" | "Called" | "Case" | "read" | "written" | "downloaded"
            )
        });
        let allowed = self.allowing_deprecated(operations);
        format!(
            "//! Cases of {}.\n\n{allowed}{}\n{items}",
            self.contract.title,
            source::import("crate::case", &used),
        )
    }

    fn case(&self, operation: &Operation) -> TokenStream {
        let (document, id) = (&self.destination.document, &operation.id);
        let method = ident(&operation.method_name);
        let path = &self.destination.client_path;
        let response = match &operation.success.kind {
            SuccessKind::Json(kind) | SuccessKind::Optional(kind) => {
                tokens(&client_type(kind, Some(path), "huaweicloud_core"))
            }
            SuccessKind::Nothing => quote!(()),
            SuccessKind::Text | SuccessKind::Bytes => quote!(String),
        };
        let request = match operation.body.as_ref().map(|body| &body.kind) {
            Some(BodyKind::Json(kind) | BodyKind::Form(kind)) => {
                let kind = tokens(&client_type(kind, Some(path), "huaweicloud_core"));
                quote!(Some(read::<#kind>))
            }
            _ => quote!(None),
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

    /// The attribute without which calling one of these operations would be a warning, if there is one.
    pub(super) fn allowing_deprecated(&self, operations: &[&Operation]) -> String {
        let is_deprecated = |operation: &Operation| {
            operation.deprecated
                || operation.parameters.iter().any(|it| it.deprecated)
                || self.has_deprecated_type(&self.types_of_call(operation))
        };
        match operations.iter().any(|it| is_deprecated(it)) {
            true => source::allow_deprecated("#!") + "\n",
            false => String::new(),
        }
    }

    pub(super) fn call_by_name(&self, operation: &Operation) -> TokenStream {
        let method = ident(&operation.method_name);
        let path = &self.destination.client_path;
        let client = tokens(&format!("{path}::Client"));
        let mut set: Vec<TokenStream> = Vec::new();
        for parameter in &operation.parameters {
            let (wire, setter) = (&parameter.wire, ident(&parameter.setter));
            let is_file = |kind: &Type| *kind == Type::File;
            let is_files = matches!(&parameter.kind, Type::List(item) if is_file(item));
            set.push(
                if parameter.location == Location::Part && (is_file(&parameter.kind) || is_files) {
                    let value = if is_files {
                        quote!(vec![part])
                    } else {
                        quote!(part)
                    };
                    quote! {
                        if let Some(part) = arguments.part(#wire) {
                            call = call.#setter(#value);
                        }
                    }
                } else {
                    let kind = tokens(&client_type(
                        &parameter.kind,
                        Some(path),
                        "huaweicloud_core",
                    ));
                    quote! {
                        if let Some(value) = arguments.get::<#kind>(#wire)? {
                            call = call.#setter(value);
                        }
                    }
                },
            );
        }
        match operation.body.as_ref().map(|body| &body.kind) {
            Some(BodyKind::Json(kind) | BodyKind::Form(kind)) => {
                let kind = tokens(&client_type(kind, Some(path), "huaweicloud_core"));
                set.push(quote! {
                    if let Some(body) = arguments.body::<#kind>()? {
                        call = call.body(body);
                    }
                });
            }
            Some(BodyKind::Bytes) => set.push(quote! {
                if let Some(body) = arguments.bytes() {
                    call = call.body(body);
                }
            }),
            Some(BodyKind::Multipart) | None => {}
        }
        let mutable = (!set.is_empty()).then(|| quote!(mut));
        let arguments = if set.is_empty() {
            quote!(_)
        } else {
            quote!(arguments)
        };
        let written = match operation.success.kind {
            SuccessKind::Bytes => quote!(downloaded(call.send().await?).await),
            _ => quote!(written(call.send().await?)),
        };
        quote! {
            fn #method(client: &huaweicloud_core::Client, #arguments: &Arguments) -> serde_json::Result<Called> {
                let #mutable call = #client::new(client.clone()).#method();
                #(#set)*
                Ok(Box::pin(async move { #written }))
            }
        }
    }
}

/// The module of a document's cases.
fn module(name: &str) -> String {
    name.replace('-', "_")
}

/// The list of all documents' cases.
pub(crate) fn list(entries: &[ManifestEntry]) -> GeneratedFile {
    let names: Vec<String> = entries.iter().map(|it| module(&it.name())).collect();
    let modules: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    let cases: Vec<String> = names.iter().map(|name| format!("{name}::CASES")).collect();
    GeneratedFile {
        path: Path::new(FOLDER).join("mod.rs"),
        text: format!(
            "{}//! One module of cases a document.\n\n{modules}\n\
             use crate::case::Case;\n\n\
             /// The cases of all documents.\n\
             pub(crate) const CASES: &[&[&[Case]]] = &[{}];\n",
            source::header("manifest.toml"),
            cases.join(", "),
        ),
        document: None,
    }
}
