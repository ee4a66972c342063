//! The form that shows a part of a page.
//!
//! The script looks for elements of the class `item`, perhaps in one of the class `group`, which is
//! hidden with its last item. For each [`Choice`] they have an attribute `data-NAME`, the item or
//! its group, whose [`values`] include what is chosen.

use maud::{Markup, html};

use crate::count;

/// The form that shows a part of a page.
#[derive(Debug)]
pub struct Filter<'a> {
    /// What an item is: `finding`.
    pub noun: &'a str,
    /// How many there are.
    pub total: usize,
    /// What the field for text says while it is empty.
    pub hint: &'a str,
    /// What to choose from.
    pub choices: Vec<Choice>,
    /// Whether groups are `details` that a button opens and closes.
    pub folds: bool,
}

/// Something to choose one of.
#[derive(Debug)]
pub struct Choice {
    /// The attribute of the items, without `data-`.
    pub name: &'static str,
    /// The label.
    pub label: &'static str,
    /// What no choice is called.
    pub all: &'static str,
    /// The values, as the items have them, with what is shown for them. An item fits where it has
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
