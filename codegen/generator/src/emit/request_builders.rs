//! Builders of structs that are sent.

use codegen_contract::{Property, Structure};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::emission::Emission;
use super::rust_types::{self, Holder, rust_type};
use super::source;
use super::structs::additional_field;
use super::tokens::{doc, ident, lint_exception, tokens};
use crate::doc_text::{description_with_limits, paragraphs};

impl Emission<'_> {
    /// The builder of a struct that is sent.
    pub(super) fn request_builder(&self, structure: &Structure) -> String {
        let (name, builder) = (
            format_ident!("{}", structure.name),
            format_ident!("{}", structure.builder_name),
        );
        let summary = format!(
            " Sets the fields of a [`{0}`] by name: [`{0}::builder`].",
            structure.name
        );
        let setters = structure
            .properties
            .iter()
            .enumerate()
            .map(|(index, property)| self.property_setter(index, property));
        let additional = additional_setter(structure);
        let build = build(structure);
        source::format(quote! {
            impl #name {
                /// Starts with no field set.
                pub fn builder() -> #builder {
                    #builder(huaweicloud_types::Unfinished::new())
                }
            }
            #[doc = #summary]
            #[derive(Clone, Debug, Default)]
            #[must_use = "a request is made by `build`"]
            pub struct #builder(huaweicloud_types::Unfinished<#name>);
            impl #builder {
                #(#setters)*
                #additional
                #build
            }
        })
    }

    fn property_setter(&self, index: usize, property: &Property) -> TokenStream {
        let holder = Holder::of(property, codegen_contract::Direction::Sent);
        let note = match (property.required, holder) {
            (true, Holder::Option) => "Required; `Field::Null` sends null.",
            (true, _) => "Required.",
            (false, Holder::Field) => {
                "`Field::Null` sends null; without this call the field is not sent."
            }
            _ => "",
        };
        let documentation = doc(&paragraphs(&[
            &description_with_limits(&property.description, &property.limits),
            note,
        ]));
        let deprecated = property.deprecated.then(|| quote!(#[deprecated]));
        let convention = lint_exception(&property.setter);
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        let (setter, field) = (ident(&property.setter), ident(&property.field));
        let (given, statement) = self.assignment(property, holder, &index, &field, &setter);
        quote! {
            #documentation
            #deprecated
            #convention
            pub fn #setter(mut self, #setter: #given) -> Self {
                #statement
                self
            }
        }
    }

    /// The type of a setter's argument, and the statement that sets the field.
    fn assignment(
        &self,
        property: &Property,
        holder: Holder,
        index: &proc_macro2::Literal,
        field: &syn::Ident,
        setter: &syn::Ident,
    ) -> (TokenStream, TokenStream) {
        let is_enumeration = self.is_enumeration(&property.kind);
        let (given, value) = rust_types::setter(
            &property.kind,
            &setter.to_string(),
            "huaweicloud_types",
            is_enumeration,
        );
        let value = if property.boxed {
            format!("Box::new({value})")
        } else {
            value
        };
        let (given, value) = (tokens(&given), tokens(&value));
        let held = rust_type(&property.kind, None);
        let held = tokens(&if property.boxed {
            format!("Box<{held}>")
        } else {
            held
        });
        match (holder, property.required) {
            (Holder::Plain, _) => (given, quote!(self.0.set(#index).#field = #value;)),
            (Holder::Field, _) => (
                quote!(impl Into<huaweicloud_types::Field<#held>>),
                quote!(self.0.set(#index).#field = #setter.into();),
            ),
            (Holder::Option, true) => (
                quote!(impl Into<huaweicloud_types::Field<#held>>),
                quote! {
                    let #setter: huaweicloud_types::Field<#held> = #setter.into();
                    if !#setter.is_absent() {
                        self.0.set(#index).#field = #setter.into_value();
                    }
                },
            ),
            (Holder::Option, false) => (given, quote!(self.0.set(#index).#field = Some(#value);)),
        }
    }
}

/// The setter of additional properties.
fn additional_setter(structure: &Structure) -> Option<TokenStream> {
    let kind = structure.additional.as_ref()?;
    let field = ident(&additional_field(structure));
    let value = tokens(&rust_type(kind, None));
    Some(quote! {
        /// Properties of any other name.
        pub fn #field(mut self, #field: impl huaweicloud_types::IntoMap<#value>) -> Self {
            self.0.additional().#field = #field.into_map();
            self
        }
    })
}

fn build(structure: &Structure) -> TokenStream {
    let name = format_ident!("{}", structure.name);
    if structure
        .properties
        .iter()
        .any(|property| property.required)
    {
        quote! {
            /// The request.
            ///
            /// # Errors
            ///
            /// A required field that is not set, by its name.
            pub fn build(self) -> Result<#name, huaweicloud_types::MissingField> {
                self.0.finish()
            }
        }
    } else {
        quote! {
            /// The request. The documentation requires none of its fields.
            pub fn build(self) -> #name {
                self.0.into_request()
            }
        }
    }
}
