//! Pages and items of operations that give a list piece by piece.

use codegen_contract::{Operation, Pagination, Property, SuccessKind, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emission;
use super::requests::ident;
use super::source::tokens;
use super::types::client_type;

/// What the code of one paginated operation is made of.
pub(super) struct Paginated<'a> {
    pagination: &'a Pagination,
    /// The wire names of the parameters by which pages follow each other.
    offset: &'a str,
    limit: &'a str,
    /// The type of a page.
    page: String,
    /// The field that holds the items.
    items: &'a Property,
    /// The type of an item.
    item: &'a Type,
    /// The field that counts all items.
    total: Option<&'a Property>,
}

impl Emission<'_> {
    /// The operation's pagination, with its types; `None` where it has none, or where the answer
    /// lacks the list that the document names.
    pub(super) fn paginated<'a>(&'a self, operation: &'a Operation) -> Option<Paginated<'a>> {
        let pagination = operation.pagination.as_ref()?;
        let SuccessKind::Json(kind @ Type::Named(page)) = &operation.success.kind else {
            return None;
        };
        let structure = self.contract.structure(page)?;
        let property = |wire: &str| structure.properties.iter().find(|it| it.wire == wire);
        let items = property(&pagination.items)?;
        let Type::List(item) = &items.kind else {
            return None;
        };
        let wire = |setter: &str| {
            let found = operation.parameters.iter().find(|it| it.setter == setter)?;
            (found.kind == Type::Integer).then_some(found.wire.as_str())
        };
        let total = pagination.total.as_deref().and_then(property);
        Some(Paginated {
            pagination,
            offset: wire(&pagination.offset)?,
            limit: wire(&pagination.limit)?,
            page: client_type(kind, None, "runtime"),
            items,
            item,
            total: total.filter(|total| total.kind == Type::Integer),
        })
    }
}

impl Paginated<'_> {
    pub(super) fn item_kind(&self) -> &Type {
        self.item
    }

    pub(super) fn methods(&self) -> TokenStream {
        let page = tokens(&self.page);
        let item = tokens(&client_type(self.item, None, "runtime"));
        let items = ident(&self.items.field);
        let total = match self.total {
            Some(total) => {
                let total = ident(&total.field);
                quote!(page.#total)
            }
            None => quote!(None),
        };
        let paging = self.paging();
        let offset = ident(&self.pagination.offset);
        quote! {
            /// All pages from here on, fetched one call at a time as they are asked for.
            ///
            /// It ends with the page that is the last by its size or by the total. An error ends it too,
            /// and so does a service that sends the same page again.
            pub fn pages(self) -> impl runtime::Stream<Item = Result<runtime::Response<#page>, runtime::Error>> + Send {
                #paging
                runtime::pages(paging, move |offset| self.clone().#offset(offset).send(), |page: &#page| {
                    runtime::Page::new(&page.#items, #total)
                })
            }

            /// All items from here on, page after page, as they are asked for.
            ///
            /// It ends as [`pages`](Self::pages) does.
            pub fn items(self) -> impl runtime::Stream<Item = Result<#item, runtime::Error>> + Send {
                runtime::items(self.pages(), |page| page.#items)
            }
        }
    }

    fn paging(&self) -> TokenStream {
        let (offset, limit) = (self.offset, self.limit);
        let first = Literal::i64_unsuffixed(self.pagination.first);
        let size = quote!(self.call.query_integer(#limit));
        let size = match self.pagination.default_limit.map(Literal::i64_unsuffixed) {
            Some(default) => quote!(#size.or(Some(#default))),
            None => size,
        };
        let size = match self.pagination.largest_limit.map(Literal::i64_unsuffixed) {
            Some(largest) => quote!(#size.map(|limit| limit.min(#largest))),
            None => size,
        };
        quote! {
            let paging = runtime::Paging::new(#first)
                .from(self.call.query_integer(#offset))
                .size(#size);
        }
    }
}
