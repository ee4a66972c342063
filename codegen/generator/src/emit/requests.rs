//! Builders of structs that are sent: fields are set by name, and what is required is not forgotten.

use codegen_contract::{Property, Structure, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emission;
use super::source::{self, tokens};
use super::structures::additional_field;
use super::types::{self, Holder, rust_type};
use crate::prose::{described, paragraphs};

impl Emission<'_> {
    /// The builder of a struct that is sent.
    pub(super) fn builder(&self, structure: &Structure) -> String {
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
            &described(&property.description, &property.limits),
            note,
        ]));
        let deprecated = property.deprecated.then(|| quote!(#[deprecated]));
        let convention = convention_exception(&property.setter);
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

    /// The type that a setter takes, and the statement that sets the field.
    fn assignment(
        &self,
        property: &Property,
        holder: Holder,
        index: &proc_macro2::Literal,
        field: &syn::Ident,
        setter: &syn::Ident,
    ) -> (TokenStream, TokenStream) {
        let is_enumeration = self.is_enumeration(&property.kind);
        let (given, value) = types::setter(
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

    /// Whether a type is an enumeration, of which setters take texts too.
    pub(super) fn is_enumeration(&self, kind: &Type) -> bool {
        matches!(kind, Type::Named(name) if self.contract.enumeration(name).is_some())
    }
}

/// The setter of the properties that the document does not name.
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

/// `#[doc]` attributes for the text, one a line, so that they are printed as `///` lines.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = text.trim().lines().map(|line| match line.trim_end() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

pub(super) fn ident(name: &str) -> syn::Ident {
    format_ident!("{name}")
}

/// Methods of traits of the standard library that take as much as a setter does.
const OF_TRAITS: [&str; 11] = [
    "add", "bitand", "bitor", "bitxor", "div", "index", "mul", "rem", "shl", "shr", "sub",
];

/// The attribute for a setter or method from whose name clippy expects something else.
pub(super) fn convention_exception(name: &str) -> Option<TokenStream> {
    let is_conversion = ["as_", "from_", "into_", "is_", "to_"]
        .iter()
        .any(|prefix| name.starts_with(prefix));
    let lint = match (is_conversion, OF_TRAITS.contains(&name)) {
        (true, _) => quote!(clippy::wrong_self_convention),
        (_, true) => quote!(clippy::should_implement_trait),
        _ => return None,
    };
    Some(quote!(#[allow(#lint, reason = "it is called as the documentation calls it")]))
}
