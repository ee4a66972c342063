//! The filter of a page.
//!
//! The script finds elements of the class `item`, possibly in one of the class `group`, which is
//! hidden with its last item. For each [`Choice`], the item or its group has an attribute
//! `data-NAME` with its [`values`].

use maud::{Markup, html};

use crate::prose::count;

/// The filter of a page.
#[derive(Debug)]
pub struct Filter<'a> {
    /// The noun for an item: `finding`.
    pub noun: &'a str,
    /// The number of items.
    pub total: usize,
    /// The placeholder of the search field.
    pub hint: &'a str,
    /// The drop-down lists.
    pub choices: Vec<Choice>,
    /// Whether groups are `details` that a button opens and closes.
    pub folds: bool,
}

/// A drop-down list.
#[derive(Debug)]
pub struct Choice {
    /// The attribute of the items, without `data-`.
    pub name: &'static str,
    /// The label.
    pub label: &'static str,
    /// The entry for no selection.
    pub all: &'static str,
    /// The values of the items, with their labels. An item matches if it has
    /// one of the [`values`].
    pub options: Vec<(String, String)>,
}

/// Several values in one attribute.
pub fn values<T: AsRef<str>>(values: &[T]) -> String {
    let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
    values.join("\n")
}

impl Filter<'_> {
    /// Hidden until the script shows it.
    pub(crate) fn form(&self) -> Markup {
        html! {
            form id="filter" role="search" hidden {
                label class="text" {
                    "Text"
                    input id="text" type="search" placeholder=(self.hint) autocomplete="off";
                }
                @for choice in &self.choices { (choice.select()) }
                @if self.folds { button type="button" id="fold" { "Open or close all" } }
                output id="shown" data-noun=(self.noun) aria-live="polite" {
                    (count(self.total, self.noun))
                }
            }
        }
    }
}

impl Choice {
    fn select(&self) -> Markup {
        html! {
            label {
                (self.label)
                select data-choice=(self.name) {
                    option value="" { (self.all) }
                    @for (value, shown) in &self.options { option value=(value) { (shown) } }
                }
            }
        }
    }
}
