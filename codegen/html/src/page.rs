//! The page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::filter::Filter;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Nothing is loaded, regardless of the content of the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// An HTML report.
#[derive(Debug)]
pub struct Page<'a> {
    /// The title, which is also the heading.
    pub title: &'a str,
    /// One line about the content of the page.
    pub about: Markup,
    /// The totals, above the filter.
    pub totals: Markup,
    /// The filter.
    pub filter: Filter<'a>,
    /// Styles for this page only.
    pub style: &'a str,
    /// Everything else.
    pub main: Markup,
}

impl Page<'_> {
    /// The HTML of the page.
    pub fn into_text(self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) (PreEscaped(self.style)) }
                }
                body {
                    header {
                        h1 { (self.title) }
                        p { (self.about) }
                        @if !self.totals.0.is_empty() { dl class="tiles" { (self.totals) } }
                    }
                    (self.filter.form())
                    main { (self.main) }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        };
        page.into_string() + "\n"
    }
}

/// A number in the totals, in the color of a class unless it is zero.
pub fn tile(name: &str, number: usize, class: &str) -> Markup {
    let class = match number {
        0 => "none",
        _ => class,
    };
    html! { div class=(class) { dt { (name) } dd { (number) } } }
}
