//! Bodies other than JSON: bytes, files, streams, multipart forms.

mod download;
mod file;
mod multipart;
mod stream;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::stream::{Stream, TryStreamExt};

pub use download::Download;
pub use multipart::Part;

pub(crate) use download::Incoming;
pub(crate) use multipart::{Multipart, boundary};
pub(crate) use stream::once;

use stream::ByteStream;

use crate::error::{Error, ErrorKind};

/// The content of a request: bytes, a file, or a stream.
///
/// Bytes and files can be sent again if an attempt fails. A stream can be read only once, so a call with a
/// stream is never retried.
///
/// ```
/// use huaweicloud_core::Body;
///
/// let text = Body::from("a,b\n1,2\n");
/// assert_eq!(text.len(), Some(8));
/// assert_eq!(text.as_bytes().map(|bytes| bytes.len()), Some(8));
/// assert!(!text.is_empty() && text.is_repeatable());
/// ```
#[derive(Clone, Default)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    File(Arc<PathBuf>),
    Stream(Arc<Mutex<Option<ByteStream>>>, Option<u64>),
    Multipart(Arc<Multipart>),
}

impl Default for Content {
    fn default() -> Self {
        Content::Bytes(Bytes::new())
    }
}

impl Body {
    /// The content of a file. It is opened for each attempt and never kept in memory as a whole.
    ///
    /// ```
    /// use huaweicloud_core::Body;
    ///
    /// let file = Body::file("devices.csv");
    /// assert!(file.is_repeatable());
    /// // Unknown until the file is opened.
    /// assert_eq!(file.len(), None);
    /// ```
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(Content::File(Arc::new(path.into())))
    }

    /// The content of a stream, which is never kept in memory as a whole.
    ///
    /// The body is sent with chunked encoding, unless [`with_length`](Self::with_length) sets its length.
    ///
    /// ```
    /// use huaweicloud_core::{Body, Bytes};
    ///
    /// let chunks = ["a,b\n", "1,2\n"].map(|chunk| Ok::<_, std::io::Error>(Bytes::from(chunk)));
    /// let body = Body::stream(futures_util::stream::iter(chunks)).with_length(8);
    /// assert_eq!(body.len(), Some(8));
    /// assert!(!body.is_repeatable());
    /// ```
    pub fn stream<E>(stream: impl Stream<Item = Result<Bytes, E>> + Send + 'static) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>> + 'static,
    {
        let stream: ByteStream = Box::pin(stream.map_err(std::io::Error::other));
        Self(Content::Stream(Arc::new(Mutex::new(Some(stream))), None))
    }

    /// Sets the length of a stream in bytes, which some services require in advance.
    #[must_use]
    pub fn with_length(self, length: u64) -> Self {
        Self(match self.0 {
            Content::Stream(stream, _) => Content::Stream(stream, Some(length)),
            other => other,
        })
    }

    pub(crate) fn multipart(parts: Multipart) -> Self {
        Self(Content::Multipart(Arc::new(parts)))
    }

    /// The bytes. `None` if the body is a file or a stream, or has several parts.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The length in bytes. `None` if it is unknown before the body is sent, as with files.
    pub fn len(&self) -> Option<u64> {
        match &self.0 {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Stream(_, length) => *length,
            Content::File(_) | Content::Multipart(_) => None,
        }
    }

    /// Whether the body is empty.
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    /// Whether the body can be sent more than once.
    pub fn is_repeatable(&self) -> bool {
        match &self.0 {
            Content::Bytes(_) | Content::File(_) => true,
            Content::Stream(..) => false,
            Content::Multipart(parts) => parts.is_repeatable(),
        }
    }

    /// Opens the body for one attempt and returns its bytes and, if known, its length.
    pub(crate) async fn open(&self) -> Result<(ByteStream, Option<u64>), Error> {
        match &self.0 {
            Content::Bytes(bytes) => Ok((once(bytes.clone()), self.len())),
            Content::File(path) => file::open(path).await,
            Content::Stream(stream, length) => {
                let taken = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                let stream = taken.ok_or_else(|| {
                    Error::new(
                        ErrorKind::InvalidRequest,
                        "the stream in the body was already sent: make the call with a new stream",
                    )
                })?;
                Ok((stream, *length))
            }
            Content::Multipart(parts) => Box::pin(parts.open()).await,
        }
    }
}

/// Never prints the content, which may contain passwords.
impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(formatter, "{} bytes", bytes.len()),
            Content::File(path) => write!(formatter, "the file `{}`", path.display()),
            Content::Stream(..) => formatter.write_str("a stream"),
            Content::Multipart(parts) => write!(formatter, "{parts:?}"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from(bytes).into()
    }
}
