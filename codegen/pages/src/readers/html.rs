//! HTML as a browser saves it. Tokens are sufficient, and they have line numbers.

mod cells;
mod sink;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use crate::block::Block;

pub(super) fn blocks(text: &str) -> Vec<Block> {
    blocks_from(text, 1)
}

/// The blocks of a text that begins at this line of its file.
pub(super) fn blocks_from(text: &str, first: u32) -> Vec<Block> {
    let tokenizer = Tokenizer::new(sink::Sink::new(first), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(text));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.finish()
}
