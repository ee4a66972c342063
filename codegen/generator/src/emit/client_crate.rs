//! The module of a document in the client crate: a folder per resource with a file per operation, and
//! the client, whose methods are in the files of their resources.

use codegen_contract::Operation;
use proc_macro2::TokenStream;
use quote::quote;

use super::emission::{Emission, Resources};
use super::resource_docs::words;
use super::tokens::{doc, ident, lint_exception};
use super::{layout, source};
use crate::output::GeneratedFile;

impl Emission<'_> {
    pub(super) fn client_files(&self) -> Vec<GeneratedFile> {
        let resources = self.resources();
        let mut files = vec![self.client_root(&resources)];
        files.extend(self.overview_file(&resources));
        for (resource, operations) in &resources {
            let methods = self.methods(*resource, operations);
            let are_separate = is_long(&methods);
            if let Some(resource) = resource {
                files.push(self.resource_root(resource, operations, &methods));
            }
            for operation in operations {
                let mut text = self.operation_source(operation);
                if are_separate {
                    let method = self.method(operation);
                    let block = source::format(quote!(impl Client { #method }));
                    text += &format!("\nuse {}::Client;\n\n{block}", self.layout.path_to_root());
                }
                let path = layout::within(*resource, &operation.method_name);
                files.push(self.client_file(&path, &text));
            }
        }
        files
    }

    pub(super) fn client_file(&self, path: &str, text: &str) -> GeneratedFile {
        self.file(
            self.destination.client_folder.join(format!("{path}.rs")),
            text,
        )
    }

    fn client_root(&self, resources: &Resources<'_>) -> GeneratedFile {
        let mut text = self.module_documentation(resources);
        for resource in resources.keys().flatten() {
            text += &layout::declaration(self.destination.module.as_deref(), "", resource);
        }
        let without_resource = resources.get(&None).map(Vec::as_slice).unwrap_or_default();
        text += &self.modules(without_resource);
        if !self.contract.types.is_empty() {
            text += &format!("\npub use {}::*;\n", self.destination.model_path);
        }
        text.push('\n');
        for resource in resources.keys().flatten() {
            text += &format!("pub use self::{resource}::*;\n");
        }
        text += &exports(without_resource);
        text += &format!("\n{}", self.client_type());
        if !without_resource.is_empty() {
            let methods = self.methods(None, without_resource);
            text += &methods_together(&methods);
        }
        self.client_file("mod", &text)
    }

    fn client_type(&self) -> String {
        let documentation = doc(&format!(
            "Calls of {}. Cloning is cheap.",
            self.contract.title
        ));
        let is_empty = self.contract.operations.is_empty();
        let unused =
            is_empty.then(|| quote!(#[expect(dead_code, reason = "there is no operation yet")]));
        source::format(quote! {
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
            }
        })
    }

    fn resource_root(
        &self,
        resource: &str,
        operations: &[&Operation],
        methods: &str,
    ) -> GeneratedFile {
        let methods = methods_together(methods);
        let mut text = format!(
            "//! Calls of {}: {}.\n\n{}\n{}",
            self.contract.title,
            words(resource),
            self.modules(operations),
            exports(operations),
        );
        if !methods.is_empty() {
            text += &format!("\nuse super::Client;\n{methods}");
        }
        self.client_file(&format!("{resource}/mod"), &text)
    }

    /// The declarations of the modules of operations, visible to waiters of other resources if necessary.
    fn modules(&self, operations: &[&Operation]) -> String {
        let lines = operations.iter().map(|operation| {
            let resource = self.layout.resource(&operation.pointer);
            let visible = match resource {
                Some(_) if self.is_polled(operation) => "pub(super) ",
                _ => "",
            };
            layout::declaration(resource, visible, &operation.method_name)
        });
        lines.collect()
    }

    /// The client's methods of a resource.
    fn methods(&self, resource: Option<&str>, operations: &[&Operation]) -> String {
        let documentation = resource.map(|it| doc(&self.resource_documentation(it, operations)));
        let methods = operations.iter().map(|operation| self.method(operation));
        source::format(quote! {
            #documentation
            impl Client {
                #(#methods)*
            }
        })
    }

    /// The client's method for an operation.
    fn method(&self, operation: &Operation) -> TokenStream {
        let documentation = doc(&self.method_documentation(operation));
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        let convention = lint_exception(&operation.method_name);
        let (method, builder) = (
            ident(&operation.method_name),
            ident(&operation.builder_name),
        );
        quote! {
            #documentation
            #deprecated
            #convention
            pub fn #method(&self) -> #builder {
                #builder::new(&self.core)
            }
        }
    }
}

fn exports(operations: &[&Operation]) -> String {
    let lines = operations
        .iter()
        .map(|it| format!("pub use self::{}::{};\n", it.method_name, it.builder_name));
    lines.collect()
}

/// Whether the methods are so long that each is written to the file of its operation.
fn is_long(methods: &str) -> bool {
    methods.lines().count() > layout::MAXIMUM_LINES
}

/// The methods, unless each is written to the file of its operation.
fn methods_together(methods: &str) -> String {
    if is_long(methods) {
        String::new()
    } else {
        format!("\n{methods}")
    }
}
