//! The keys of responses.

use std::fmt;

use hyper::StatusCode;

/// The key of a response in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StatusKey {
    /// One status, such as 404.
    Exact(StatusCode),
    /// All statuses that start with a digit, such as 4XX.
    Class(u16),
    /// All statuses without a key of their own.
    Default,
}

impl StatusKey {
    pub(super) fn read(text: &str) -> Option<Self> {
        if text == "default" {
            return Some(Self::Default);
        }
        if let [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] = text.as_bytes() {
            return Some(Self::Class(u16::from(digit - b'0')));
        }
        text.parse().ok().map(Self::Exact)
    }

    /// The status that is sent by default.
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::Exact(status) => status,
            Self::Class(digit) => StatusCode::from_u16(digit * 100).unwrap_or(StatusCode::OK),
            Self::Default => StatusCode::OK,
        }
    }

    pub(super) fn covers(self, status: StatusCode) -> bool {
        match self {
            Self::Exact(exact) => exact == status,
            Self::Class(digit) => status.as_u16() / 100 == digit,
            Self::Default => true,
        }
    }

    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Exact(status) if status.is_success()) || self == Self::Class(2)
    }
}

impl fmt::Display for StatusKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(status) => write!(formatter, "{}", status.as_u16()),
            Self::Class(digit) => write!(formatter, "{digit}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}
