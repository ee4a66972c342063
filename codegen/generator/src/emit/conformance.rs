//! The cases of the conformance tests: how to read the types of each operation, and how to call it with
//! values by name, so that new operations need no new tests.

use std::path::Path;

use codegen_contract::{BodyKind, Location, Operation, Parameter, SuccessKind, Type};
use codegen_document::ManifestEntry;
use proc_macro2::TokenStream;
use quote::quote;

use super::emission::Emission;
use super::rust_types::client_type;
use super::source;
use super::tokens::{ident, tokens};
use crate::output::GeneratedFile;

/// The folder of the generated cases.
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

    /// The cases of the operations of a resource.
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
        let response = match &operation.success.kind {
            SuccessKind::Json(kind) | SuccessKind::Optional(kind) => self.type_for_tests(kind),
            SuccessKind::Nothing => quote!(()),
            SuccessKind::Text | SuccessKind::Bytes => quote!(String),
        };
        let request = match operation.body.as_ref().map(|body| &body.kind) {
            Some(BodyKind::Json(kind) | BodyKind::Form(kind)) => {
                let kind = self.type_for_tests(kind);
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

    /// The attribute for calls of these operations if one of them uses something deprecated; otherwise
    /// empty.
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

    /// A function that calls an operation with values by name.
    pub(super) fn call_by_name(&self, operation: &Operation) -> TokenStream {
        let method = ident(&operation.method_name);
        let client = tokens(&format!("{}::Client", self.destination.client_path));
        let parameters = operation.parameters.iter();
        let mut statements: Vec<TokenStream> =
            parameters.map(|it| self.set_parameter(it)).collect();
        statements.extend(self.set_body(operation));
        let mutable = (!statements.is_empty()).then(|| quote!(mut));
        let arguments = match statements.is_empty() {
            true => quote!(_),
            false => quote!(arguments),
        };
        let written = match operation.success.kind {
            SuccessKind::Bytes => quote!(downloaded(call.send().await?).await),
            _ => quote!(written(call.send().await?)),
        };
        quote! {
            fn #method(client: &huaweicloud_core::Client, #arguments: &Arguments) -> serde_json::Result<Called> {
                let #mutable call = #client::new(client.clone()).#method();
                #(#statements)*
                Ok(Box::pin(async move { #written }))
            }
        }
    }

    /// The statement that sets a parameter if there is a value for it.
    fn set_parameter(&self, parameter: &Parameter) -> TokenStream {
        let (wire, setter) = (&parameter.wire, ident(&parameter.setter));
        let part = match &parameter.kind {
            Type::File => Some(quote!(part)),
            Type::List(item) if **item == Type::File => Some(quote!(vec![part])),
            _ => None,
        };
        if let Some(part) = part.filter(|_| parameter.location == Location::Part) {
            return quote! {
                if let Some(part) = arguments.part(#wire) {
                    call = call.#setter(#part);
                }
            };
        }
        let kind = self.type_for_tests(&parameter.kind);
        quote! {
            if let Some(value) = arguments.get::<#kind>(#wire)? {
                call = call.#setter(value);
            }
        }
    }

    /// The statement that sets the body if there is one.
    fn set_body(&self, operation: &Operation) -> Option<TokenStream> {
        match &operation.body.as_ref()?.kind {
            BodyKind::Json(kind) | BodyKind::Form(kind) => {
                let kind = self.type_for_tests(kind);
                Some(quote! {
                    if let Some(body) = arguments.body::<#kind>()? {
                        call = call.body(body);
                    }
                })
            }
            BodyKind::Bytes => Some(quote! {
                if let Some(body) = arguments.bytes() {
                    call = call.body(body);
                }
            }),
            BodyKind::Multipart => None,
        }
    }

    /// A type as used outside of the crate.
    fn type_for_tests(&self, kind: &Type) -> TokenStream {
        let path = &self.destination.client_path;
        tokens(&client_type(kind, Some(path), "huaweicloud_core"))
    }
}

/// The module of the cases of a document.
fn module(name: &str) -> String {
    name.replace('-', "_")
}

/// The file that lists the cases of all documents.
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
