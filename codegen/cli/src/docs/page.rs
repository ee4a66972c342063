//! The shell that all pages for the browser have: one file, for light and dark, with a filter.
//!
//! A page's groups are `details` with a `data-name`, perhaps a `data-group` that the choice with the
//! id `group` filters by, and rows with the words of their states in `data-state`. The header has
//! the fields `text`, `state` and `group`, the button `all` and the output `shown`.

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

/// A template with its places filled, in their order; what is filled in is not searched for places.
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

/// A text as HTML has it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
