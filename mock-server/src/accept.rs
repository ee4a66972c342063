//! The header `Accept`: which of several media types a response has (RFC 9110, 12.5.1).

use hyper::HeaderMap;
use hyper::header::ACCEPT;

/// The media ranges that a client accepts; any type if there are none.
#[derive(Debug, Default)]
pub(crate) struct Accept {
    ranges: Vec<Range>,
}

#[derive(Debug)]
struct Range {
    kind: String,
    subtype: String,
    parameters: Vec<String>,
    /// From 0 (never) to 1.
    weight: f32,
}

impl Accept {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let texts = headers.get_all(ACCEPT).iter();
        let texts = texts.filter_map(|value| value.to_str().ok());
        Self {
            ranges: texts
                .flat_map(|text| text.split(','))
                .filter_map(Range::read)
                .collect(),
        }
    }

    /// The index of the preferred media type, the first of those that are equally preferred; `None`
    /// if none is acceptable.
    pub(crate) fn choose(&self, types: &[&str]) -> Option<usize> {
        let weights = types.iter().map(|name| self.weight(name)).enumerate();
        let accepted = weights.filter(|(_, weight)| *weight > 0.0);
        let best = accepted.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map(|(index, _)| index)
    }

    /// The media type within a range that the client names and prefers.
    pub(crate) fn named_in(&self, range: &str) -> Option<String> {
        let range = Range::read(range)?;
        let is_named = |it: &&Range| it.kind != "*" && it.subtype != "*" && it.weight > 0.0;
        let named = self
            .ranges
            .iter()
            .filter(is_named)
            .filter(|it| range.covers(it));
        let best = named.reduce(|best, next| {
            if next.weight > best.weight {
                next
            } else {
                best
            }
        });
        best.map(|it| format!("{}/{}", it.kind, it.subtype))
    }

    /// The weight that the most specific range gives a media type.
    fn weight(&self, name: &str) -> f32 {
        if self.ranges.is_empty() {
            return 1.0;
        }
        let Some(offered) = Range::read(name) else {
            return 1.0;
        };
        let fitting = self.ranges.iter().filter(|range| range.covers(&offered));
        fitting
            .max_by_key(|range| range.rank())
            .map_or(0.0, |range| range.weight)
    }
}

impl Range {
    /// `None` if the text is not a media range.
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(|part| part.trim().to_ascii_lowercase());
        let name = parts.next()?;
        let (kind, subtype) = name.split_once('/')?;
        let mut weight = 1.0;
        let mut parameters = Vec::new();
        for part in parts.filter(|part| !part.is_empty()) {
            match part.strip_prefix("q=") {
                Some(number) => {
                    let number: f32 = number.trim().parse().unwrap_or(1.0);
                    weight = number.clamp(0.0, 1.0);
                }
                None => parameters.push(part.replace('"', "")),
            }
        }
        Some(Self {
            kind: kind.trim().to_owned(),
            subtype: subtype.trim().to_owned(),
            parameters,
            weight,
        })
    }

    fn covers(&self, offered: &Self) -> bool {
        let fits = |one: &str, other: &str| one == "*" || other == "*" || one == other;
        fits(&self.kind, &offered.kind)
            && fits(&self.subtype, &offered.subtype)
            && self.parameters.iter().all(|parameter| {
                // All texts of this server are UTF-8, whether the document declares it or not.
                parameter == "charset=utf-8" || offered.parameters.contains(parameter)
            })
    }

    fn rank(&self) -> (bool, bool, usize) {
        let parameters = self.parameters.len();
        (self.kind != "*", self.subtype != "*", parameters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(accept: &str) -> Option<usize> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.parse().unwrap());
        let types = [
            "application/json",
            "application/xml",
            "text/plain;version=2",
        ];
        Accept::read(&headers).choose(&types)
    }

    #[test]
    fn the_most_specific_range_applies_and_the_highest_weight_wins() {
        for (accept, expected) in [
            ("*/*", Some(0)),
            ("", Some(0)),
            ("application/*", Some(0)),
            ("application/xml", Some(1)),
            ("APPLICATION/XML; Q=0.1, text/html", Some(1)),
            ("application/json;q=0.5, application/xml", Some(1)),
            ("*/*;q=0.9, application/json;q=0.1", Some(1)),
            ("application/json;q=0, */*;q=0.1", Some(1)),
            ("text/*", Some(2)),
            ("text/plain;version=2", Some(2)),
            ("text/plain;version=3", None),
            ("application/json;charset=UTF-8", Some(0)),
            ("image/png", None),
            ("*/*;q=0", None),
        ] {
            assert_eq!(chosen(accept), expected, "{accept}");
        }
    }

    #[test]
    fn several_headers_are_one_list() {
        let mut headers = HeaderMap::new();
        headers.append(ACCEPT, "text/html".parse().unwrap());
        headers.append(ACCEPT, "application/xml".parse().unwrap());
        let types = ["application/json", "application/xml"];
        assert_eq!(Accept::read(&headers).choose(&types), Some(1));
    }
}
