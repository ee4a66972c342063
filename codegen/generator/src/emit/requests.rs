//! Structs that are sent: required fields by type, builders, limits.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Type;

use super::Emission;
use super::setters::setter_of;
use super::structures::rename;
use crate::contract::{Property, Structure};
use crate::prose;
use crate::reading::{GeneratedField, GeneratedStructure, argument_of};

/// A field of a struct that is sent.
struct SentField<'a> {
    field: &'a GeneratedField,
    property: &'a Property,
    /// The type in the struct.
    kind: TokenStream,
    /// What the setter takes.
    given: TokenStream,
    /// The value that the setter makes of it.
    value: TokenStream,
}

impl<'a> SentField<'a> {
    fn new((field, property): (&'a GeneratedField, &'a Property)) -> Self {
        let held = argument_of(&field.kind, "Option").unwrap_or(&field.kind);
        let name = &field.name;
        let ((given, value), kind) = match (property.required, property.nullable) {
            (true, _) => (setter_of(&field.kind, name), tokens(&field.kind)),
            (false, true) => (
                (quote!(impl Into<Field<#held>>), quote!(#name.into())),
                quote!(Field<#held>),
            ),
            (false, false) => (setter_of(held, name), quote!(Option<#held>)),
        };
        Self {
            field,
            property,
            kind,
            given,
            value,
        }
    }

    fn declaration(&self) -> TokenStream {
        let Self {
            field,
            property,
            kind,
            ..
        } = self;
        let name = &field.name;
        let documentation = prose::doc(&property.description);
        let rename = rename(field, property);
        let attribute = match (property.required, property.nullable) {
            (true, _) => rename.map(|rename| quote!(#[serde(#rename)])),
            (false, true) => {
                Some(quote!(#[serde(#rename default, skip_serializing_if = "Field::is_absent")]))
            }
            (false, false) => {
                Some(quote!(#[serde(#rename skip_serializing_if = "Option::is_none")]))
            }
        };
        quote! {
            #documentation
            #attribute
            pub #name: #kind,
        }
    }

    /// The field of the builder.
    fn slot(&self) -> TokenStream {
        let (name, kind) = (&self.field.name, &self.kind);
        if self.property.required {
            quote!(#name: Option<#kind>,)
        } else {
            quote!(#name: #kind,)
        }
    }

    fn setter(&self) -> TokenStream {
        let Self {
            field,
            property,
            given,
            value,
            ..
        } = self;
        let name = &field.name;
        let mut description = property.description.clone();
        if property.required {
            description += "\n\nRequired.";
        } else if property.nullable {
            description += "\n\n`Field::Null` sends null; without this call the field is not sent.";
        }
        let documentation = prose::doc(description.trim_start());
        let value = match (property.required, property.nullable) {
            (false, true) => quote!(#value),
            _ => quote!(Some(#value)),
        };
        quote! {
            #documentation
            pub fn #name(mut self, #name: #given) -> Self {
                self.#name = #value;
                self
            }
        }
    }

    fn built(&self, request: &str) -> TokenStream {
        let name = &self.field.name;
        if self.property.required {
            let text = name.to_string();
            quote!(#name: self.#name.ok_or(MissingField::new(#request, #text))?,)
        } else {
            quote!(#name: self.#name,)
        }
    }
}

impl Emission<'_> {
    /// What we send: what is required is required by the type, and a builder sets fields by name.
    pub(crate) fn request(
        &self,
        generated: &GeneratedStructure,
        structure: &Structure,
    ) -> TokenStream {
        let (name, builder) = (
            format_ident!("{}", generated.name),
            format_ident!("{}Builder", generated.name),
        );
        let pages = self.pages_of(&generated.name);
        let documentation =
            prose::doc(format!("{}\n\n{pages}", structure.description).trim_start());
        let fields: Vec<SentField<'_>> = generated
            .fields
            .iter()
            .zip(&structure.properties)
            .map(SentField::new)
            .collect();
        let declarations = fields.iter().map(SentField::declaration);
        let slots = fields.iter().map(SentField::slot);
        let setters = fields.iter().map(SentField::setter);
        let build = build(&generated.name, &fields);
        let checks = self.checks(&fields);
        let limits = if checks.is_empty() {
            quote!(_)
        } else {
            quote!(limits)
        };
        let has_required = fields.iter().any(|field| field.property.required);
        let default = (!has_required).then(|| quote!(Default,));
        let builder_documentation = prose::doc(&format!(
            "Sets the fields of a [`{0}`] by name: [`{0}::builder`].",
            generated.name
        ));
        quote! {
            #documentation
            #[derive(Clone, Debug, #default PartialEq, Serialize, Deserialize)]
            #[non_exhaustive]
            pub struct #name {
                #(#declarations)*
            }
            impl #name {
                /// Starts with no field set.
                pub fn builder() -> #builder {
                    #builder::default()
                }
            }
            impl Validate for #name {
                fn check(&self, #limits: &mut Limits) {
                    #(#checks)*
                }
            }
            #builder_documentation
            #[derive(Clone, Debug, Default)]
            #[must_use = "a request is made by `build`"]
            pub struct #builder {
                #(#slots)*
            }
            impl #builder {
                #(#setters)*
                #build
            }
        }
    }

    fn checks(&self, fields: &[SentField<'_>]) -> Vec<TokenStream> {
        let mut checks = Vec::new();
        for SentField {
            field, property, ..
        } in fields
        {
            let (name, wire) = (&field.name, &property.wire);
            checks.extend(property.limits.checks(&quote!(#wire), &quote!(&self.#name)));
            if self.is_structure(&field.kind) {
                checks.push(quote!(limits.part(#wire, &self.#name);));
            }
        }
        checks
    }
}

fn build(request: &str, fields: &[SentField<'_>]) -> TokenStream {
    let name = format_ident!("{request}");
    let built = fields.iter().map(|field| field.built(request));
    if fields.iter().any(|field| field.property.required) {
        quote! {
            /// The request.
            ///
            /// # Errors
            ///
            /// A required field that is not set, by its name.
            pub fn build(self) -> Result<#name, MissingField> {
                Ok(#name { #(#built)* })
            }
        }
    } else {
        quote! {
            /// The request. The documentation requires none of its fields.
            pub fn build(self) -> #name {
                #name { #(#built)* }
            }
        }
    }
}

fn tokens(kind: &Type) -> TokenStream {
    quote!(#kind)
}
