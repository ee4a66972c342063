//! `multipart/form-data` (RFC 7578).
//!
//! The multipart support of the HTTP library is not used, because the boundary has to be signed before
//! anything is sent, an attempt has to be repeatable, and the length has to be known if the lengths of
//! all parts are.

use std::fmt;

use bytes::Bytes;
use futures_util::stream::{self, StreamExt};

use super::Body;
use super::stream::{ByteStream, once};
use crate::error::Error;

/// One part of a multipart body: its content, its file name and its media type.
///
/// ```
/// use huaweicloud_core::{Body, Part};
///
/// let part = Part::file("swagger.yaml");
/// assert_eq!(part.file_name(), Some("swagger.yaml"));
/// let part = Part::new(Body::from("{}")).named("api.json").media_type("application/json");
/// assert_eq!(part.file_name(), Some("api.json"));
/// ```
#[derive(Clone, Debug)]
pub struct Part {
    content: Body,
    file_name: Option<String>,
    media_type: Option<String>,
}

impl Part {
    /// Creates a part with this content and no file name.
    pub fn new(content: impl Into<Body>) -> Self {
        Self {
            content: content.into(),
            file_name: None,
            media_type: None,
        }
    }

    /// Creates a part from a file, with its file name. The file is opened when the call is sent and never
    /// kept in memory as a whole.
    pub fn file(path: impl Into<std::path::PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name();
        let name = name.map(|name| name.to_string_lossy().into_owned());
        Self {
            file_name: name,
            content: Body::file(path),
            media_type: None,
        }
    }

    /// Sets the file name that is sent to the service.
    #[must_use]
    pub fn named(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = Some(file_name.into());
        self
    }

    /// Sets the media type of the part. Default for files: `application/octet-stream`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// The file name that is sent to the service, if any.
    pub fn file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    /// The boundary and the headers that precede the content.
    fn head(&self, name: &str, boundary: &str) -> String {
        let mut head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
            escaped(name)
        );
        if let Some(file_name) = &self.file_name {
            head += &format!("; filename=\"{}\"", escaped(file_name));
        }
        let default = self.file_name.as_ref().map(|_| "application/octet-stream");
        if let Some(media_type) = self.media_type.as_deref().or(default) {
            head += &format!("\r\nContent-Type: {}", one_line(media_type));
        }
        head + "\r\n\r\n"
    }
}

impl<T: Into<Body>> From<T> for Part {
    /// Names the part `file`, because services take parts without a file name for plain text.
    fn from(content: T) -> Self {
        Self::new(content).named("file")
    }
}

/// Escapes a name as browsers do: quotes and line breaks would end the header.
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// A random boundary, which does not occur in the content.
pub(crate) fn boundary() -> String {
    format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..))
}

/// The parts of a body, in order.
pub(crate) struct Multipart {
    boundary: String,
    parts: Vec<(String, Part)>,
}

impl fmt::Debug for Multipart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_map()
            .entries(self.parts.iter().map(|(name, part)| (name, &part.content)))
            .finish()
    }
}

impl Multipart {
    pub(crate) fn new(boundary: String, parts: Vec<(String, Part)>) -> Self {
        Self { boundary, parts }
    }

    pub(super) fn is_repeatable(&self) -> bool {
        self.parts
            .iter()
            .all(|(_, part)| part.content.is_repeatable())
    }

    /// The whole body, and its length if the lengths of all parts are known.
    pub(super) async fn open(&self) -> Result<(ByteStream, Option<u64>), Error> {
        let mut pieces: Vec<ByteStream> = Vec::new();
        let mut length = Some(0);
        let mut text = |pieces: &mut Vec<ByteStream>, text: String| {
            length = length.map(|length: u64| length + text.len() as u64);
            pieces.push(once(Bytes::from(text)));
        };
        let mut contents = Some(0);
        for (name, part) in &self.parts {
            text(&mut pieces, part.head(name, &self.boundary));
            let (content, size) = part.content.open().await?;
            contents = contents.zip(size).map(|(sum, size): (u64, u64)| sum + size);
            pieces.push(content);
            text(&mut pieces, "\r\n".to_owned());
        }
        text(&mut pieces, format!("--{}--\r\n", self.boundary));
        let length = length.zip(contents).map(|(one, other)| one + other);
        Ok((stream::iter(pieces).flatten().boxed(), length))
    }
}
