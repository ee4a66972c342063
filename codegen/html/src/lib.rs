//! The frame of the HTML reports.
//!
//! A [`Page`] is a single file that loads nothing else. It includes styles for light and dark mode and any
//! width, and a filter, the only part that requires JavaScript. An [`Excerpt`] is a
//! part of a file with a marked location. All values are escaped by `maud`.

mod excerpt;
mod filter;
mod page;
mod prose;

pub use excerpt::{Excerpt, Tone};
pub use filter::{Choice, Filter, values};
pub use page::{Page, tile};
pub use prose::{count, inline, paragraphs};
