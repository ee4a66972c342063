//! The structs of progenitor's module `types`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Fields, GenericArgument, Item, ItemStruct, PathArguments, Type};

use super::unexpected;
use crate::contract::{Contract, Structure};
use crate::engine::REPLACED;
use crate::problem::Problem;
use codegen_document::names;

/// A struct of the model crate.
#[derive(Debug)]
pub(crate) struct GeneratedStructure {
    pub(crate) name: String,
    /// In the document's order.
    pub(crate) fields: Vec<GeneratedField>,
}

/// A field, its type with short paths.
#[derive(Debug)]
pub(crate) struct GeneratedField {
    pub(crate) name: syn::Ident,
    pub(crate) kind: Type,
}

pub(crate) fn read(
    items: &[Item],
    contract: &Contract,
) -> Result<Vec<GeneratedStructure>, Problem> {
    for item in items {
        if let Some(name) = surprising(item, contract) {
            return Err(unexpected(
                "",
                format!("has a type `{name}` that the document does not"),
            ));
        }
    }
    contract
        .structures
        .iter()
        .map(|(name, structure)| {
            let pointer = format!("/components/schemas/{name}");
            let found = items.iter().find_map(|item| match item {
                Item::Struct(item) if item.ident == name => Some(item),
                _ => None,
            });
            let item =
                found.ok_or_else(|| unexpected(&pointer, format!("lacks the struct `{name}`")))?;
            read_one(name, item, structure, &pointer)
        })
        .collect()
}

/// The name of an item that is neither expected nor one of progenitor's helpers.
fn surprising(item: &Item, contract: &Contract) -> Option<String> {
    match item {
        Item::Struct(item) if !contract.structures.contains_key(&item.ident.to_string()) => {
            Some(item.ident.to_string())
        }
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Type(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

fn read_one(
    name: &str,
    item: &ItemStruct,
    structure: &Structure,
    pointer: &str,
) -> Result<GeneratedStructure, Problem> {
    let Fields::Named(named) = &item.fields else {
        return Err(unexpected(
            pointer,
            format!("has `{name}` without named fields"),
        ));
    };
    if named.named.len() != structure.properties.len() {
        let what = format!(
            "has {} fields in `{name}`, the document {} properties",
            named.named.len(),
            structure.properties.len()
        );
        return Err(unexpected(pointer, what));
    }
    let fields = structure.properties.iter().map(|property| {
        let rust_name = names::value_name(&property.wire);
        let field = named.named.iter().find(|field| {
            field
                .ident
                .as_ref()
                .is_some_and(|ident| *ident == rust_name)
        });
        let pointer = format!("{pointer}/properties/{}", property.wire);
        let field = field.ok_or_else(|| {
            unexpected(
                &pointer,
                format!("lacks the field `{rust_name}` in `{name}`"),
            )
        })?;
        let ident = field.ident.clone();
        let ident =
            ident.ok_or_else(|| unexpected(&pointer, "has a field without a name".to_owned()))?;
        Ok(GeneratedField {
            name: ident,
            kind: short(&field.ty),
        })
    });
    Ok(GeneratedStructure {
        name: name.to_owned(),
        fields: fields.collect::<Result<_, Problem>>()?,
    })
}

/// The type with `::std::option::Option` and the like shortened to what the prelude and the
/// module have in scope.
pub(crate) fn short(kind: &Type) -> Type {
    let mut kind = kind.clone();
    shorten(&mut kind);
    kind
}

fn shorten(kind: &mut Type) {
    let Type::Path(path) = kind else { return };
    let Some(last) = path.path.segments.last().cloned() else {
        return;
    };
    if is_known_prefix(&path.path) {
        path.path.leading_colon = None;
        path.path.segments = [last].into_iter().collect();
    }
    for segment in &mut path.path.segments {
        if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
            for argument in &mut arguments.args {
                if let GenericArgument::Type(inner) = argument {
                    shorten(inner);
                }
            }
        }
    }
}

fn is_known_prefix(path: &syn::Path) -> bool {
    let text: String = path
        .segments
        .iter()
        .take(path.segments.len().saturating_sub(1))
        .map(|segment| format!("{}::", segment.ident))
        .collect();
    let replaced = format!("{REPLACED}::");
    [
        "std::option::",
        "std::string::",
        "std::vec::",
        "types::",
        "super::",
        &replaced,
    ]
    .contains(&text.as_str())
}

/// The `T` of `Option<T>`, `Vec<T>` and the like.
pub(crate) fn argument_of<'a>(kind: &'a Type, outer: &str) -> Option<&'a Type> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last()?;
    if last.ident != outer {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

/// The tokens of a type as text, for comparison and messages.
pub(crate) fn type_text(kind: &Type) -> String {
    let tokens: TokenStream = kind.to_token_stream();
    tokens.to_string().replace(' ', "")
}
