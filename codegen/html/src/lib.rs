//! The frame of the pages for the browser.
//!
//! A [`Page`] is one file that loads nothing else: with its styles, for light and dark and for any
//! width, and with a filter, which needs JavaScript; everything else works without. [`Excerpt`] is a
//! piece of a file with the place marked. What is put into a page is escaped by `maud`.

mod excerpt;
mod filter;
mod page;
mod prose;

pub use excerpt::{Excerpt, Tone};
pub use filter::{Choice, Filter, values};
pub use page::{Page, tile};
pub use prose::{inline, paragraphs};

/// A number with its noun: `1 finding`, `2 findings`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
