//! A reader for each rendering, from text to blocks.

mod grid_table;
mod html;
mod line_number;
mod lines;
mod paragraphs;
mod pipes;
mod restructured;
mod simple_table;
mod text;

use crate::block::Block;
use crate::rendering::Rendering;

/// A text as blocks. Definitions have their own reader.
pub(crate) fn blocks(text: &str, rendering: Rendering) -> Vec<Block> {
    match rendering {
        Rendering::Paragraphs => paragraphs::blocks(text),
        Rendering::Lines => lines::blocks(text),
        Rendering::Restructured => restructured::blocks(text),
        Rendering::Html => html::blocks(text),
        _ => text::blocks(text),
    }
}
