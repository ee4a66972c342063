//! The client crate's module of a document: one file an operation, and the client with a method each.

use std::path::PathBuf;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emission;
use super::source;
use crate::operations::Operation;
use crate::output::GeneratedFile;
use crate::prose;
use crate::reading::Call;

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
}
