//! A response that is not JSON, such as a file.

use std::fmt;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_util::stream::{Stream, StreamExt};
use http::HeaderMap;
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use tokio::io::AsyncWriteExt;

use super::stream::ByteStream;
use crate::error::{Error, ErrorKind};

/// The content of a response that is not JSON, read as it arrives.
///
/// ```
/// # use huaweicloud_core::testing::CannedResponses;
/// # use huaweicloud_core::{Client, Config, Token};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = CannedResponses::new();
/// # let config = Config::builder().endpoint("https://roma.example.com").credential(Token::new("token"));
/// # let client = Client::new(config.transport(service.clone()).build()?)?;
/// # huaweicloud_core::Blocking::new()?.wait(async {
/// # use huaweicloud_core::http::{HeaderMap, HeaderValue, StatusCode, header};
/// # use huaweicloud_core::{HttpResponse, Operation};
/// # const EXPORT: Operation = Operation::new("ExportApi", "GET", "/v2/export");
/// # let mut headers = HeaderMap::new();
/// # headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=apis.zip"));
/// # headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
/// # let response = HttpResponse::new(StatusCode::OK, headers, "content");
/// # let _ = service.response(response);
/// let download = client.request(&EXPORT).send_download().await?.into_inner();
/// assert_eq!(download.media_type(), Some("application/zip"));
/// assert_eq!(download.file_name(), Some("apis.zip"));
/// // The service did not declare a length.
/// assert_eq!(download.length(), None);
/// assert_eq!(download.bytes().await?, "content");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })
/// # }
/// ```
pub struct Download {
    content: ByteStream,
    media_type: Option<String>,
    file_name: Option<String>,
    length: Option<u64>,
}

impl fmt::Debug for Download {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Download")
            .field("media_type", &self.media_type)
            .field("file_name", &self.file_name)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

impl Download {
    pub(crate) fn new(headers: &HeaderMap, content: ByteStream) -> Self {
        let text = |name| {
            headers
                .get(name)
                .and_then(|value: &http::HeaderValue| value.to_str().ok())
        };
        Self {
            content,
            media_type: text(CONTENT_TYPE).map(str::to_owned),
            file_name: text(CONTENT_DISPOSITION).and_then(file_name),
            length: text(CONTENT_LENGTH).and_then(|length| length.parse().ok()),
        }
    }

    /// The media type that the service declares in `Content-Type`, if any.
    pub fn media_type(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    /// The file name that the service suggests in `Content-Disposition`, without any directory. `None` if it
    /// suggests none.
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The length in bytes that the service declares. `None` if it declares none, as with chunked encoding.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Returns the next chunk, or `None` at the end.
    ///
    /// ```
    /// async fn count(mut download: huaweicloud_core::Download) -> Result<usize, huaweicloud_core::Error> {
    ///     let mut bytes = 0;
    ///     while let Some(chunk) = download.chunk().await? {
    ///         bytes += chunk.len();
    ///     }
    ///     Ok(bytes)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The connection was lost before the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.next().await.transpose()
    }

    /// Reads the whole content into memory.
    ///
    /// ```
    /// async fn read(download: huaweicloud_core::Download) -> Result<Vec<u8>, huaweicloud_core::Error> {
    ///     Ok(download.bytes().await?.to_vec())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The connection was lost before the end.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut bytes = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    }

    /// Saves the content to a file and returns its length in bytes. The content is written to a temporary
    /// file next to it, which is renamed at the end, so that the file is never incomplete.
    ///
    /// ```
    /// async fn export(download: huaweicloud_core::Download) -> Result<(), huaweicloud_core::Error> {
    ///     let name = download.file_name().unwrap_or("export.zip").to_owned();
    ///     let length = download.save(&name).await?;
    ///     println!("saved {name}, {length} bytes");
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The connection was lost before the end, or the file cannot be written.
    pub async fn save(mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref();
        let mut partial = path.as_os_str().to_owned();
        partial.push(format!(".{:08x}.part", fastrand::u32(..)));
        let partial = std::path::PathBuf::from(partial);
        let saved = self.write(&partial).await;
        let saved = match saved {
            Ok(length) => match tokio::fs::rename(&partial, path).await {
                Ok(()) => Ok(length),
                Err(source) => Err(unwritable(path, source)),
            },
            Err(error) => Err(error),
        };
        if saved.is_err() {
            // If the partial file cannot be removed either, there is nothing left to try.
            let _ = tokio::fs::remove_file(&partial).await;
        }
        saved
    }

    async fn write(&mut self, path: &Path) -> Result<u64, Error> {
        let failed = |source| unwritable(path, source);
        let mut file = tokio::fs::File::create(path).await.map_err(failed)?;
        let mut length = 0;
        while let Some(chunk) = self.chunk().await? {
            file.write_all(&chunk).await.map_err(failed)?;
            length += chunk.len() as u64;
        }
        file.flush().await.map_err(failed)?;
        Ok(length)
    }
}

fn unwritable(path: &Path, source: std::io::Error) -> Error {
    let text = format!("the file `{}` cannot be written: {source}", path.display());
    Error::new(ErrorKind::Configuration, text).with_source(source)
}

/// The chunks of the content.
impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = self.content.poll_next_unpin(context);
        polled.map(|chunk| {
            chunk.map(|chunk| {
                chunk.map_err(|source| {
                    let text = "the connection was lost before the whole response was read";
                    Error::new(ErrorKind::Transport, text).with_source(source)
                })
            })
        })
    }
}

/// The `filename` in `Content-Disposition`. Directories in it are dropped, because following them could
/// overwrite other files.
fn file_name(disposition: &str) -> Option<String> {
    let parameter = |name: &str| {
        let mut parts = disposition.split(';').map(str::trim);
        let value = parts.find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
        Some(value.trim().trim_matches('"').to_owned())
    };
    let encoded = parameter("filename*").and_then(|value| {
        let (_, text) = value.rsplit_once("''")?;
        let text = percent_encoding::percent_decode_str(text)
            .decode_utf8()
            .ok()?;
        Some(text.into_owned())
    });
    let name = encoded.or_else(|| parameter("filename"))?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    (!name.is_empty() && name != "." && name != "..").then(|| name.to_owned())
}

/// The rest of a response whose head has been read. It can be taken once.
#[derive(Clone, Default)]
pub(crate) struct Incoming(Option<Arc<Mutex<Option<ByteStream>>>>);

impl Incoming {
    pub(crate) fn new(stream: ByteStream) -> Self {
        Self(Some(Arc::new(Mutex::new(Some(stream)))))
    }

    pub(crate) fn take(&self) -> Option<ByteStream> {
        let stream = self.0.as_ref()?;
        stream.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn file_names_do_not_contain_directories() {
        for (disposition, expected) in [
            ("attachment; filename=\"a b.zip\"", Some("a b.zip")),
            ("attachment; filename=../../etc/passwd", Some("passwd")),
            ("attachment; filename=\"..\"", None),
            (
                "attachment; filename*=UTF-8''%E6%8E%A5.zip; filename=x.zip",
                Some("接.zip"),
            ),
            ("attachment", None),
        ] {
            assert_eq!(file_name(disposition).as_deref(), expected, "{disposition}");
        }
    }
}
