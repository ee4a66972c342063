//! What a `$ref` says.

use percent_encoding::percent_decode_str;

/// A longer chain of references is taken for an endless one.
pub(crate) const LONGEST_CHAIN: usize = 64;

/// What a `$ref` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// A pointer within the same document.
    Local(String),
    /// Something in another file or on another machine.
    External,
    /// Something that is no reference, and what is wrong with it.
    Malformed(&'static str),
}

pub(crate) fn parse(text: &str) -> Reference {
    let Some((file, fragment)) = text.split_once('#') else {
        return match text {
            "" => Reference::Malformed("it is empty"),
            _ => Reference::External,
        };
    };
    if !file.is_empty() {
        return Reference::External;
    }
    match percent_decode_str(fragment).decode_utf8() {
        Ok(pointer) if codegen_document::pointer::is_valid(&pointer) => {
            Reference::Local(pointer.into_owned())
        }
        Ok(_) => Reference::Malformed("a slash must follow the `#`"),
        Err(_) => Reference::Malformed("its percent encoding is no UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_apart() {
        let local = |pointer: &str| Reference::Local(pointer.to_owned());
        assert_eq!(
            parse("#/components/schemas/A"),
            local("/components/schemas/A")
        );
        assert_eq!(parse("#/paths/~1a~1%7Bid%7D"), local("/paths/~1a~1{id}"));
        assert_eq!(parse("#"), local(""));
        assert_eq!(parse("other.yaml#/A"), Reference::External);
        assert_eq!(parse("https://example.com/a.json"), Reference::External);
        assert!(matches!(parse("#A"), Reference::Malformed(_)));
        assert!(matches!(parse(""), Reference::Malformed(_)));
        assert!(matches!(parse("#/%FF"), Reference::Malformed(_)));
    }
}
