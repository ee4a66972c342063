//! A body as a stream of bytes.

use std::pin::Pin;

use bytes::Bytes;
use futures_util::stream::{Stream, StreamExt};

/// The bytes of a body as they arrive.
pub(crate) type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, std::io::Error>> + Send>>;

/// A stream of a single chunk, or an empty stream if the chunk is empty.
pub(crate) fn once(bytes: Bytes) -> ByteStream {
    let chunk = (!bytes.is_empty()).then_some(Ok(bytes));
    futures_util::stream::iter(chunk).boxed()
}
