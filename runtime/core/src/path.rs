//! Paths with placeholders.

use crate::encoding::push_encoded;
use crate::error::Error;

/// A value for a placeholder, encoded as one path segment.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub(crate) name: &'static str,
    encoded: String,
}

impl Segment {
    /// Encodes a value: a text, or several texts separated by commas.
    ///
    /// `.`, `..` and empty values are rejected, because HTTP libraries would remove such segments and the
    /// request would address another resource.
    pub(crate) fn new(name: &'static str, values: &[impl AsRef<str>]) -> Result<Self, Error> {
        let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
        let value = values.join(",");
        if matches!(value.as_str(), "" | "." | "..") {
            let shown = if value.is_empty() {
                "empty".to_owned()
            } else {
                format!("`{value}`")
            };
            return Err(Error::invalid_request(format!(
                "`{name}` is {shown}, which is not a valid path segment: \
                 give the identifier of an existing resource"
            )));
        }
        let mut encoded = String::with_capacity(value.len());
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                encoded.push(',');
            }
            push_encoded(&mut encoded, value);
        }
        Ok(Self { name, encoded })
    }
}

/// Appends the template to `target`, with the segments in place of their `{names}`.
pub(crate) fn expand(
    target: &mut String,
    template: &str,
    segments: &[Segment],
) -> Result<(), Error> {
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        let segment = segments.iter().find(|segment| segment.name == name);
        let segment = segment.ok_or_else(|| missing(name))?;
        target.push_str(literal);
        target.push_str(&segment.encoded);
        rest = tail;
    }
    target.push_str(rest);
    Ok(())
}

/// The names of the placeholders, in order.
pub(crate) fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
}

/// The error of a call without a value that only the caller can supply.
pub(crate) fn missing(name: &str) -> Error {
    Error::invalid_request(format!(
        "`{name}` is required and was not set: call `.{name}(...)` before `.send()`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(template: &str, values: &[(&'static str, &str)]) -> Result<String, Error> {
        let segments: Result<Vec<_>, _> = values
            .iter()
            .map(|(name, value)| Segment::new(name, &[value]))
            .collect();
        let mut path = String::new();
        expand(&mut path, template, &segments?)?;
        Ok(path)
    }

    #[test]
    fn values_replace_their_placeholders_encoded() {
        let path = expanded("/v2/{a}/x/{b}", &[("b", "1/2 ?#%2e"), ("a", "...")]).unwrap();
        assert_eq!(path, "/v2/.../x/1%2F2%20%3F%23%252e");
    }

    #[test]
    fn segments_that_would_change_the_path_are_rejected() {
        for value in ["", ".", ".."] {
            let error = expanded("/v2/{app_id}", &[("app_id", value)]).unwrap_err();
            assert!(error.to_string().contains("`app_id`"), "{error}");
        }
    }

    #[test]
    fn errors_about_missing_values_name_the_setter() {
        let error = expanded("/v2/{app_id}", &[]).unwrap_err();
        assert!(error.to_string().contains("`.app_id(...)`"), "{error}");
    }

    #[test]
    fn placeholders_are_found_in_order() {
        assert_eq!(
            placeholders("/v2/{a}/x/{b}/y").collect::<Vec<_>>(),
            ["a", "b"]
        );
        assert_eq!(placeholders("/v2/x").count(), 0);
    }
}
