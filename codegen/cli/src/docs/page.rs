//! The template of all HTML pages: a single file with light and dark mode and a filter.
//!
//! The groups of a page are `details` elements with `data-name`, optionally with `data-group`, by
//! which the select `group` filters, and rows with their states in `data-state`. The header has the
//! fields `text`, `state` and `group`, the button `all` and the output `shown`.

const TEMPLATE: &str = include_str!("page.html");

/// A whole page.
pub fn page(title: &str, style: &str, header: &str, main: &str) -> String {
    let title = escaped(title);
    filled(
        TEMPLATE,
        &[
            ("title", &title),
            ("style", style),
            ("title", &title),
            ("header", header),
            ("main", main),
        ],
    )
}

/// A template with its placeholders replaced in order. Replacements are not searched for
/// placeholders.
pub fn filled(template: &str, places: &[(&str, &str)]) -> String {
    let mut page = String::new();
    let mut rest = template;
    for (name, text) in places {
        let place = format!("{{{{{name}}}}}");
        if let Some((before, after)) = rest.split_once(&place) {
            page.push_str(before);
            page.push_str(text);
            rest = after;
        }
    }
    page.push_str(rest);
    page
}

/// A text escaped for HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
