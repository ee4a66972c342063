//! A file as the body of a request.

use std::path::Path;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{StreamExt, try_unfold};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use super::stream::ByteStream;
use crate::error::{Error, ErrorKind};

/// How much is read at once.
const PIECE: usize = 64 * 1024;

/// Opens a file: its bytes, and how many there are.
pub(super) async fn open(path: &Path) -> Result<(ByteStream, Option<u64>), Error> {
    let failed = |what: &str, source: std::io::Error| {
        let text = format!("the file {} {what}: {source}", path.display());
        Error::new(ErrorKind::InvalidRequest, text).with_source(source)
    };
    let file = File::open(path)
        .await
        .map_err(|source| failed("cannot be opened", source))?;
    let facts = file
        .metadata()
        .await
        .map_err(|source| failed("cannot be read", source))?;
    if facts.is_dir() {
        let source = std::io::Error::from(std::io::ErrorKind::IsADirectory);
        return Err(failed("cannot be sent", source));
    }
    let length = facts.is_file().then_some(facts.len());
    let pieces = try_unfold(file, |mut file| async move {
        let mut piece = BytesMut::with_capacity(PIECE);
        let read = file.read_buf(&mut piece).await?;
        Ok((read > 0).then(|| (Bytes::from(piece), file)))
    });
    Ok((pieces.boxed(), length))
}
