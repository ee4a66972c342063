//! JSON pointers (RFC 6901): `/paths/~1status/get`.

use std::borrow::Cow;

/// One segment as written in a pointer: `~` becomes `~0`, `/` becomes `~1`.
pub fn escape(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// The key or index that a segment of a pointer means.
pub fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// `base` with one more segment.
pub fn join(base: &str, segment: &str) -> String {
    format!("{base}/{}", escape(segment))
}

/// The keys and indexes that a pointer goes through. The root's pointer is empty and has none.
pub fn segments(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// Whether the text is a JSON pointer: empty, or beginning with `/`.
pub fn is_valid(pointer: &str) -> bool {
    pointer.is_empty() || pointer.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_survives_escaping() {
        for segment in ["", "plain", "/v2/{id}", "~", "~1", "a~0b/c"] {
            assert_eq!(unescape(&escape(segment)), segment);
        }
    }

    #[test]
    fn joined_segments_come_back() {
        let pointer = join(&join("", "paths"), "/v2/{id}");
        assert_eq!(pointer, "/paths/~1v2~1{id}");
        assert_eq!(
            segments(&pointer).collect::<Vec<_>>(),
            ["paths", "/v2/{id}"]
        );
        assert_eq!(segments("").count(), 0);
    }
}
