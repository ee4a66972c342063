//! Structs of the model crate.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emission;
use crate::contract::{Property, Structure};
use crate::prose;
use crate::reading::{GeneratedField, GeneratedStructure, argument_of};

impl Emission<'_> {
    /// What we read: everything optional, null the same as absent, unknown fields ignored.
    pub(crate) fn structure(
        &self,
        generated: &GeneratedStructure,
        structure: &Structure,
    ) -> TokenStream {
        let name = format_ident!("{}", generated.name);
        let description = format!(
            "{}\n\n{}",
            structure.description,
            self.pages_of(&generated.name)
        );
        let documentation = prose::doc(description.trim_start());
        let fields = generated
            .fields
            .iter()
            .zip(&structure.properties)
            .map(|field| self.read_field(field));
        quote! {
            #documentation
            #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
            #[non_exhaustive]
            #[serde(default)]
            pub struct #name {
                #(#fields)*
            }
        }
    }
}

impl Emission<'_> {
    fn read_field(&self, (field, property): (&GeneratedField, &Property)) -> TokenStream {
        let GeneratedField { name, kind } = field;
        let documentation = prose::doc(&property.description);
        let rename = rename(field, property);
        let attribute = if property.list {
            quote!(#[serde(#rename deserialize_with = "huaweicloud_types::null_as_default", skip_serializing_if = "Vec::is_empty")])
        } else if argument_of(kind, "HashMap").is_some() {
            // progenitor makes a map no `Option`: null or missing is empty, as with lists.
            quote!(#[serde(#rename deserialize_with = "huaweicloud_types::null_as_default", skip_serializing_if = "::std::collections::HashMap::is_empty")])
        } else if self.is_structure(kind) {
            quote!(#[serde(#rename deserialize_with = "huaweicloud_types::object", skip_serializing_if = "Option::is_none")])
        } else {
            quote!(#[serde(#rename skip_serializing_if = "Option::is_none")])
        };
        quote! {
            #documentation
            #attribute
            pub #name: #kind,
        }
    }

    pub(crate) fn is_structure(&self, kind: &syn::Type) -> bool {
        let own = self.types_in(&crate::reading::type_text(kind));
        own.iter()
            .any(|name| self.contract.structures.contains_key(name))
    }
}

/// `rename = "...",` where the wire's name is not the field's.
pub(crate) fn rename(field: &GeneratedField, property: &Property) -> Option<TokenStream> {
    let wire = &property.wire;
    (field.name != wire).then(|| quote!(rename = #wire,))
}
