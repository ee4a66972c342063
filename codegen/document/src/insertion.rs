//! Where to insert into the text of a document, so that nothing else changes.

use crate::node::Node;

/// The line, counted from 0, before which a new entry of a block goes: after its last entry. The
/// key of the block is on `line`, in `column`, both counted from 1. Empty lines and comments
/// behind the block belong to what follows.
pub fn end_of_block<T: AsRef<str>>(lines: &[T], line: u32, column: u32) -> usize {
    let inside = |text: &str| {
        let text_starts = text.len() - text.trim_start().len();
        text.trim().is_empty()
            || text.trim_start().starts_with('#')
            || text_starts >= column as usize
    };
    let start = (line as usize).min(lines.len());
    let length = lines[start..]
        .iter()
        .take_while(|text| inside(text.as_ref()))
        .count();
    let block = &lines[start..start + length];
    let loose = |text: &&T| {
        let text = text.as_ref().trim();
        text.is_empty() || text.starts_with('#')
    };
    start + length - block.iter().rev().take_while(loose).count()
}

/// How far the entries of a mapping are indented.
pub fn indent_within(node: &Node) -> usize {
    let first = node.entries().next();
    first.map_or(2, |entry| entry.key_span.start.column as usize - 1)
}
