//! Methods that return all pages or items of an operation with pagination.

use codegen_contract::{Operation, Pagination, Property, SuccessKind, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::emission::Emission;
use super::rust_types::client_type;
use super::tokens::{doc, ident, tokens};

/// The pagination of an operation with its types.
pub(super) struct Paginated<'a> {
    pagination: &'a Pagination,
    /// The names of the parameters on the wire.
    offset: &'a str,
    limit: &'a str,
    /// The type of a page.
    page: String,
    /// The field of the items.
    items: &'a Property,
    /// The type of an item.
    item: &'a Type,
    /// The field with the number of all items.
    total: Option<&'a Property>,
}

impl Emission<'_> {
    /// The pagination of an operation; `None` if it has none, or if the response has no list as stated by the
    /// document.
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

    pub(super) fn methods(&self, builder: &str, path: &str, krate: &str) -> TokenStream {
        let examples = self.examples(builder, path, krate);
        let (pages_example, items_example) = (doc(&examples.0), doc(&examples.1));
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
            ///
            #pages_example
            pub fn pages(self) -> runtime::Pages<#page> {
                #paging
                runtime::Pages::new(paging, move |offset| self.clone().#offset(offset).send(), |page: &#page| {
                    runtime::Page::new(&page.#items, #total)
                })
            }

            /// All items from here on, page after page, as they are asked for.
            ///
            /// It ends as [`pages`](Self::pages) does.
            ///
            #items_example
            pub fn items(self) -> runtime::Items<#item> {
                self.pages().items(|page| page.#items)
            }
        }
    }

    /// Examples for pages and items.
    fn examples(&self, builder: &str, path: &str, krate: &str) -> (String, String) {
        let example = |body: &str| {
            format!(
                "# Examples\n\n\
                 ```no_run\n\
                 # async fn example(call: {path}::{builder}) -> Result<(), {krate}::Error> {{\n\
                 {body}\
                 # Ok(())\n\
                 # }}\n\
                 ```"
            )
        };
        let count = format!("page?.{}.len()", self.items.field);
        let pages = format!(
            "let mut pages = call.pages();\n\
             while let Some(page) = pages.next().await {{\n    \
             println!(\"{{}} items\", {count});\n\
             }}\n"
        );
        let items = "let mut items = call.items();\n\
             while let Some(item) = items.next().await {\n    \
             println!(\"{:?}\", item?);\n\
             }\n\
             // Or the first thousand at most: `call.items().collect_up_to(1000).await?`.\n";
        (example(&pages), example(items))
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
