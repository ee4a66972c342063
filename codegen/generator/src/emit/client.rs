//! The client crate's module of a document: one file an operation, and the client with a method each.

use std::path::PathBuf;

use quote::quote;

use super::requests::{doc, ident};
use super::{Emission, source};
use crate::output::GeneratedFile;

impl Emission<'_> {
    pub(super) fn client(&self) -> Vec<GeneratedFile> {
        let mut files = vec![self.client_root()];
        for operation in &self.contract.operations {
            let path = self
                .client_folder()
                .join(format!("{}.rs", operation.method_name));
            files.push(self.file(path, &self.operation_source(operation)));
        }
        files
    }

    fn client_folder(&self) -> PathBuf {
        super::modules::folder(&self.entry.crate_name, self.entry.module.as_deref())
    }

    fn client_root(&self) -> GeneratedFile {
        let mut text = format!("//! Calls of {}.\n\n", self.contract.title);
        let mut exports = String::new();
        let mut methods = Vec::new();
        for operation in &self.contract.operations {
            let (method, builder) = (&operation.method_name, &operation.builder_name);
            text += &format!("mod {method};\n");
            exports += &format!("pub use self::{method}::{builder};\n");
            let documentation = doc(&self.method_documentation(operation));
            let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
            let convention = super::requests::convention_exception(method);
            let (method, builder) = (ident(method), ident(builder));
            methods.push(quote! {
                #documentation
                #deprecated
                #convention
                pub fn #method(&self) -> #builder {
                    #builder::new(&self.core)
                }
            });
        }
        let documentation = doc(&format!(
            "Calls of {}. Cloning is cheap.",
            self.contract.title
        ));
        let is_empty = self.contract.operations.is_empty();
        let unused =
            is_empty.then(|| quote!(#[expect(dead_code, reason = "there is no operation yet")]));
        let client = quote! {
            #documentation
            #[derive(Clone, Debug)]
            pub struct Client {
                #unused
                core: huaweicloud_core::Client,
            }
            impl Client {
                /// Calls through this configured client.
                pub fn new(core: huaweicloud_core::Client) -> Self {
                    Self { core }
                }
                #(#methods)*
            }
        };
        if !self.contract.types.is_empty() {
            text += &format!("\npub use {}::*;\n", self.model_path());
        }
        text += &format!("\n{exports}\n{}", source::format(client));
        self.file(self.client_folder().join("mod.rs"), &text)
    }
}
