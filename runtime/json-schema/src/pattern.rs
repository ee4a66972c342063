//! ECMAScript regular expressions, the values of `pattern`.

use std::sync::OnceLock;

use fancy_regex::Regex;

/// The value of the keyword `pattern`. It is compiled when it is first needed.
#[derive(Debug)]
pub struct Pattern {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// Says why the string is not an ECMAScript regular expression.
    pub fn new(source: &str) -> Result<Self, String> {
        // OpenAPI does not mention flags: both what the flag `u` allows and what it forbids is valid.
        match regress::Regex::new(source)
            .or_else(|error| regress::Regex::with_flags(source, "u").map_err(|_| error))
        {
            Ok(_) => Ok(Self {
                source: source.to_owned(),
                compiled: OnceLock::new(),
            }),
            Err(error) => Err(error.text),
        }
    }

    /// The pattern as it is written in the schema.
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Whether the pattern matches a part of the string. `None` if that cannot be determined, because
    /// matching takes too much backtracking or the pattern has no equivalent in Rust.
    ///
    /// ```
    /// use huaweicloud_json_schema::Pattern;
    ///
    /// let pattern = Pattern::new(r"^\d{3}$").unwrap();
    /// assert_eq!(pattern.is_match("404"), Some(true));
    /// assert_eq!(pattern.is_match("40"), Some(false));
    /// ```
    pub fn is_match(&self, text: &str) -> Option<bool> {
        let compiled = self.compiled.get_or_init(|| compile(&self.source));
        compiled.as_ref()?.is_match(text).ok()
    }
}

fn compile(source: &str) -> Option<Regex> {
    let translated = jsonschema_regex::to_rust_regex(source).ok()?;
    Regex::new(&translated).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_ecmascript() {
        for (pattern, text, expected) in [
            ("b", "abc", true),
            ("^b", "abc", false),
            (r"^\d+$", "123", true),
            (r"^\d+$", "\u{0661}", false),
            (r"^(?!x)[\w.-]+\/$", "a-b/", true),
            (r"^[一-龥]+$", "中文", true),
            (r"\cA", "\u{1}", true),
            ("^.$", "\u{1f600}", true),
        ] {
            let matches = Pattern::new(pattern).unwrap().is_match(text);
            assert_eq!(matches, Some(expected), "{pattern} {text}");
        }
    }

    #[test]
    fn invalid_patterns_are_rejected() {
        for wrong in ["(", "[", "a{2,1}", "*"] {
            assert!(Pattern::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn matching_takes_bounded_time() {
        let text = "a".repeat(10_000) + "!";
        let matches = |pattern| Pattern::new(pattern).unwrap().is_match(&text);
        assert_eq!(matches("^(a+)+$"), Some(false));
        assert_eq!(matches(r"^(a|aa)+\1b$"), None);
    }
}
