//! A program that uses everything public in the generated files with its exact type. It compiles as
//! long as nothing was removed or changed its type.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{FnArg, GenericArgument, ImplItem, Item, PathArguments, ReturnType, Type};

/// The program for the generated files of the modules `model` and `client`.
pub(crate) fn program<'f>(files: impl IntoIterator<Item = &'f str>) -> String {
    let mut uses: Vec<TokenStream> = Vec::new();
    for text in files {
        let file = syn::parse_file(text).expect("generated files are Rust");
        for item in &file.items {
            uses.extend(uses_of(item));
        }
    }
    let calls = uses
        .iter()
        .map(|tokens| quote!(const _: fn() = || { #tokens };));
    let imports = quote! {
        #![allow(unused)]
        use crate::client::*;
        use crate::model::*;
        use huaweicloud_core as runtime;

    };
    format!("{imports}\n{}", quote!(#(#calls)*)).replace("const _", "\nconst _")
}

fn uses_of(item: &Item) -> Vec<TokenStream> {
    match item {
        // A request builder has no name outside its module.
        Item::Struct(item) if item.ident.to_string().ends_with(BUILDER) => Vec::new(),
        Item::Struct(item) => {
            let name = &item.ident;
            let public = item.fields.iter().filter(|field| is_public(&field.vis));
            let fields = public.map(|field| {
                let (field, kind) = (&field.ident, &field.ty);
                quote!(fn uses(value: #name) -> #kind { value.#field })
            });
            fields
                .chain([quote!(fn uses(value: &#name) -> #name { value.clone() })])
                .collect()
        }
        Item::Impl(item) if item.trait_.is_none() => {
            let owner = &item.self_ty;
            let functions = item.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) if is_public(&function.vis) => Some(function),
                _ => None,
            });
            let built = builder_of(owner);
            functions
                .flat_map(|function| match &built {
                    Some(built) => vec![builder_call(built, &function.sig)],
                    None => vec![
                        call(owner, &function.sig, false),
                        call(owner, &function.sig, true),
                    ],
                })
                .collect()
        }
        Item::Macro(item)
            if item
                .mac
                .path
                .segments
                .iter()
                .any(|it| it.ident == "open_enum") =>
        {
            variants(item.mac.tokens.clone())
        }
        _ => Vec::new(),
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// A call with arguments and a result of the exact types. Strings are passed borrowed and owned,
/// because callers use both.
fn call(owner: &Type, signature: &syn::Signature, is_borrowed: bool) -> TokenStream {
    let name = &signature.ident;
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for (index, input) in signature.inputs.iter().enumerate() {
        let value = quote::format_ident!("argument{index}");
        let kind = match input {
            FnArg::Receiver(receiver) if is_reference(receiver) => quote!(&#owner),
            FnArg::Receiver(_) => quote!(#owner),
            FnArg::Typed(typed) => {
                let kind = given(&typed.ty);
                let is_text = is_borrowed && kind.to_string() == "String";
                if is_text { quote!(&String) } else { kind }
            }
        };
        arguments.push(quote!(#value: #kind));
        values.push(quote!(#value));
    }
    let result = match &signature.output {
        ReturnType::Type(_, kind) if builder_of(kind).is_none() => quote!(#kind),
        _ => return quote!(fn uses(#(#arguments),*) { <#owner>::#name(#(#values),*); }),
    };
    let own = quote!(#owner).to_string();
    let result: TokenStream = result
        .into_iter()
        .map(|token| match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                own.parse::<TokenStream>().expect("a type")
            }
            other => TokenStream::from(other),
        })
        .collect();
    if signature.asyncness.is_some() {
        quote!(async fn uses(#(#arguments),*) -> #result { <#owner>::#name(#(#values),*).await })
    } else {
        quote!(fn uses(#(#arguments),*) -> #result { <#owner>::#name(#(#values),*) })
    }
}

const BUILDER: &str = "Builder";

/// The request whose builder has no name outside its module.
fn builder_of(owner: &Type) -> Option<TokenStream> {
    let name = quote!(#owner).to_string();
    name.strip_suffix(BUILDER)?.parse().ok()
}

/// A call of a builder, which the expression `builder` creates.
fn builder_call(request: &TokenStream, signature: &syn::Signature) -> TokenStream {
    let name = &signature.ident;
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(given(&typed.ty)),
        FnArg::Receiver(_) => None,
    });
    let kinds: Vec<TokenStream> = typed.collect();
    let values: Vec<syn::Ident> = (0..kinds.len())
        .map(|index| quote::format_ident!("argument{index}"))
        .collect();
    let result = match &signature.output {
        ReturnType::Type(_, kind) if quote!(#kind).to_string() != "Self" => quote!(#kind),
        _ => quote!(_),
    };
    quote! {
        fn uses(#(#values: #kinds),*) {
            let result: #result = <#request>::builder().#name(#(#values),*);
        }
    }
}

fn is_reference(receiver: &syn::Receiver) -> bool {
    matches!(receiver.kind, syn::ReceiverKind::Reference(..))
}

/// The type that a caller passes for `impl Into<T>`, a list or a map.
fn given(kind: &Type) -> TokenStream {
    let Type::ImplTrait(bounds) = kind else {
        return quote!(#kind);
    };
    let Some(syn::TypeParamBound::Trait(bound)) = bounds.bounds.first() else {
        return quote!(#kind);
    };
    let last = bound.path.segments.last().expect("a trait has a name");
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return quote!(#kind);
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if last.ident == "Into" => quote!(#inner),
        Some(GenericArgument::Type(item)) if last.ident == "IntoList" => quote!(Vec<#item>),
        Some(GenericArgument::Type(value)) if last.ident == "IntoMap" => {
            quote!(std::collections::HashMap<String, #value>)
        }
        _ => quote!(#kind),
    }
}

/// The variants of `open_enum!(Name: str { Variant = value, ... })`.
fn variants(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let [
        TokenTree::Ident(name),
        _,
        TokenTree::Ident(wire),
        TokenTree::Group(group),
    ] = tokens.as_slice()
    else {
        return Vec::new();
    };
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let mut uses: Vec<TokenStream> = inner
        .windows(2)
        .filter_map(|pair| match pair {
            [TokenTree::Ident(variant), TokenTree::Punct(equals)] if equals.as_char() == '=' => {
                Some(quote!(fn uses() -> #name { #name::#variant }))
            }
            _ => None,
        })
        .collect();
    uses.push(match wire.to_string().as_str() {
        "i64" => quote!(fn uses(value: #name) -> i64 { value.as_i64() }),
        _ => quote!(fn uses(value: &#name) -> &str { value.as_str() }),
    });
    uses
}
