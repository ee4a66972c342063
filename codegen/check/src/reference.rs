//! Parsing of `$ref` values.

use codegen_document::Node;
use percent_encoding::percent_decode_str;

/// Longer chains of references are treated as circular.
pub(crate) const MAX_CHAIN_LENGTH: usize = 64;

/// A parsed `$ref`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// A pointer within the same document.
    Local(String),
    /// A pointer in another file, whose path is relative to the folder of the document.
    File { file: String, pointer: String },
    /// A URL.
    Remote,
    /// Not a valid reference, and why.
    Malformed(&'static str),
}

const INVALID_UTF_8: Reference = Reference::Malformed("its percent-encoding is not valid UTF-8");

/// Whether a value is an object with nothing but `$ref`.
pub(crate) fn is_reference(value: &Node) -> bool {
    let is_only_key = value.as_mapping().is_some_and(|mapping| mapping.len() == 1);
    is_only_key && value.get("$ref").and_then(Node::as_str).is_some()
}

pub(crate) fn parse(text: &str) -> Reference {
    if text.is_empty() {
        return Reference::Malformed("it is empty");
    }
    let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
    let Ok(pointer) = percent_decode_str(fragment).decode_utf8() else {
        return INVALID_UTF_8;
    };
    if is_remote(file) {
        return Reference::Remote;
    }
    if !codegen_document::pointer::is_valid(&pointer) {
        return Reference::Malformed("expected `/` after `#`");
    }
    let pointer = pointer.into_owned();
    match percent_decode_str(file).decode_utf8() {
        Ok(file) if file.is_empty() => Reference::Local(pointer),
        Ok(file) if file.contains('\0') => {
            Reference::Malformed("its file name contains a null character")
        }
        Ok(file) => Reference::File {
            file: file.into_owned(),
            pointer,
        },
        Err(_) => INVALID_UTF_8,
    }
}

/// Whether a URI has a scheme, such as `https:`, or an authority after two slashes.
fn is_remote(uri: &str) -> bool {
    let scheme = uri.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    uri.starts_with("//") || scheme.is_some_and(is_scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_classified() {
        let local = |pointer: &str| Reference::Local(pointer.to_owned());
        assert_eq!(
            parse("#/components/schemas/A"),
            local("/components/schemas/A")
        );
        assert_eq!(parse("#/paths/~1a~1%7Bid%7D"), local("/paths/~1a~1{id}"));
        assert_eq!(parse("#"), local(""));
        let file = |file: &str, pointer: &str| Reference::File {
            file: file.to_owned(),
            pointer: pointer.to_owned(),
        };
        assert_eq!(parse("other.yaml#/A"), file("other.yaml", "/A"));
        assert_eq!(parse("../a%20b.yaml"), file("../a b.yaml", ""));
        for remote in [
            "https://example.com/a.json#/A",
            "//example.com/a",
            "urn:a:b",
        ] {
            assert_eq!(parse(remote), Reference::Remote);
        }
        assert!(matches!(parse("other.yaml#A"), Reference::Malformed(_)));
        assert!(matches!(parse("#A"), Reference::Malformed(_)));
        assert!(matches!(parse(""), Reference::Malformed(_)));
        assert!(matches!(parse("#/%FF"), Reference::Malformed(_)));
    }
}
