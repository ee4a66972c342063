//! Pages and items of operations that give a list piece by piece.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Emission;
use crate::operations::Operation;
use crate::pagination::Pagination;
use crate::reading::{argument_of, type_text};
use codegen_document::names;

/// What the code of one paginated operation is made of.
pub(crate) struct Paginated<'a> {
    pagination: &'a Pagination,
    /// The type of a page.
    page: syn::Ident,
    /// The type of an item.
    item: syn::Type,
}

impl Emission<'_> {
    /// The operation's pagination, with its types; `None` where it has none, or where the answer
    /// lacks the list that the document names.
    pub(crate) fn paginated<'a>(&'a self, operation: &'a Operation) -> Option<Paginated<'a>> {
        let pagination = operation.pagination.as_ref()?;
        let page = type_text(&self.call(operation).success);
        let structure = self
            .generated
            .structures
            .iter()
            .find(|it| it.name == page)?;
        let items = names::value_name(&pagination.items);
        let field = structure.fields.iter().find(|field| field.name == items)?;
        Some(Paginated {
            pagination,
            page: format_ident!("{page}"),
            item: argument_of(&field.kind, "Vec")?.clone(),
        })
    }
}

impl Paginated<'_> {
    pub(crate) fn item_text(&self) -> String {
        type_text(&self.item)
    }

    pub(crate) fn methods(&self) -> TokenStream {
        let Self { page, item, .. } = self;
        let items = format_ident!("{}", names::value_name(&self.pagination.items));
        let total = self.total();
        let paging = self.paging();
        let offset = format_ident!("{}", names::value_name(&self.pagination.offset));
        quote! {
            /// All pages from here on, fetched one call at a time as they are asked for.
            ///
            /// It ends with the page that is the last by its size or by the total. An error ends it too,
            /// and so does a service that sends the same page again.
            pub fn pages(self) -> impl Stream<Item = Result<Response<#page>, Error>> + Send {
                #paging
                huaweicloud_core::pages(paging, move |offset| self.clone().#offset(offset).send(), |page: &#page| {
                    Page::new(&page.#items, #total)
                })
            }

            /// All items from here on, page after page, as they are asked for.
            ///
            /// It ends as [`pages`](Self::pages) does.
            pub fn items(self) -> impl Stream<Item = Result<#item, Error>> + Send {
                huaweicloud_core::items(self.pages(), |page| page.#items)
            }
        }
    }

    fn total(&self) -> TokenStream {
        match &self.pagination.total {
            Some(total) => {
                let total = format_ident!("{}", names::value_name(total));
                quote!(page.#total)
            }
            None => quote!(None),
        }
    }

    fn paging(&self) -> TokenStream {
        let Pagination {
            offset,
            limit,
            first,
            default_limit,
            largest_limit,
            ..
        } = self.pagination;
        let offset = format_ident!("{}", names::value_name(offset));
        let limit = format_ident!("{}", names::value_name(limit));
        let first = Literal::i64_unsuffixed(*first);
        let size = match default_limit.map(Literal::i64_unsuffixed) {
            Some(default) => quote!(self.#limit.or(Some(#default))),
            None => quote!(self.#limit),
        };
        let size = match largest_limit.map(Literal::i64_unsuffixed) {
            Some(largest) => quote!(#size.map(|limit| limit.min(#largest))),
            None => size,
        };
        quote! {
            let paging = Paging::new(#first).from(self.#offset).size(#size);
        }
    }
}
