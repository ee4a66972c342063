//! A file as the body of a request.

use std::path::Path;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{StreamExt, try_unfold};
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use super::stream::ByteStream;
use crate::error::{Error, ErrorKind};

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// Opens a file and returns its bytes and its length.
pub(super) async fn open(path: &Path) -> Result<(ByteStream, Option<u64>), Error> {
    let failed = |what: &str, source: std::io::Error| {
        let text = format!("the file `{}` {what}: {source}", path.display());
        Error::new(ErrorKind::InvalidRequest, text).with_source(source)
    };
    let file = File::open(path)
        .await
        .map_err(|source| failed("cannot be opened", source))?;
    let metadata = file
        .metadata()
        .await
        .map_err(|source| failed("cannot be read", source))?;
    if metadata.is_dir() {
        let source = std::io::Error::from(std::io::ErrorKind::IsADirectory);
        return Err(failed("cannot be sent", source));
    }
    let length = metadata.is_file().then_some(metadata.len());
    let chunks = try_unfold(file, |mut file| async move {
        let mut chunk = BytesMut::with_capacity(CHUNK);
        let read = file.read_buf(&mut chunk).await?;
        Ok((read > 0).then(|| (Bytes::from(chunk), file)))
    });
    Ok((chunks.boxed(), length))
}
