//! Finding the operation for a path.
//!
//! The routers of web frameworks do not support two templates that name the same parameter differently, or a
//! parameter in the middle of a segment. Documents have both.

use std::collections::HashMap;

use hyper::Method;
use percent_encoding::percent_decode_str;

/// A tree with one level for each segment of a path.
#[derive(Debug, Default)]
pub(crate) struct Router {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    literals: HashMap<String, usize>,
    /// Segments with text around or between parameters, the longest text first.
    mixed: Vec<(Segment, usize)>,
    parameter: Option<usize>,
    operations: Vec<(Method, usize)>,
}

/// A segment of a template: texts with a parameter between each two.
#[derive(Debug, Clone, PartialEq)]
struct Segment {
    texts: Vec<String>,
}

/// The result of a search.
#[derive(Debug, PartialEq)]
pub(crate) enum Found {
    /// The operation and the values of its path parameters, decoded.
    Operation(usize, Vec<String>),
    /// The path is known with other methods, and one of the operations there.
    OtherMethods(Vec<Method>, usize),
    Nothing,
    /// A segment is not valid UTF-8 when decoded.
    BrokenText,
}

impl Router {
    /// Adds an operation. If method and path are taken, the operation that has them is returned as the error.
    pub(crate) fn insert(
        &mut self,
        method: &Method,
        template: &str,
        operation: usize,
    ) -> Result<(), usize> {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut at = 0;
        for text in segments(template) {
            at = self.child(at, &Segment::parse(text));
        }
        let Some(node) = self.nodes.get_mut(at) else {
            return Err(operation);
        };
        if let Some((_, first)) = node.operations.iter().find(|(known, _)| known == method) {
            return Err(*first);
        }
        node.operations.push((method.clone(), operation));
        Ok(())
    }

    fn child(&mut self, at: usize, segment: &Segment) -> usize {
        let next = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else {
            return at;
        };
        let child = match segment.texts.as_slice() {
            [literal] => *node.literals.entry(literal.clone()).or_insert(next),
            [before, after] if before.is_empty() && after.is_empty() => {
                *node.parameter.get_or_insert(next)
            }
            _ => match node.mixed.iter().find(|(known, _)| known == segment) {
                Some((_, child)) => *child,
                None => {
                    node.mixed.push((segment.clone(), next));
                    node.mixed
                        .sort_by_key(|(one, _)| std::cmp::Reverse(one.text_length()));
                    next
                }
            },
        };
        if child == next {
            self.nodes.push(Node::default());
        }
        child
    }

    /// Finds the operation for a method and a path as it was sent. Literal segments take precedence over
    /// parameters. HEAD uses the operation for GET.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Found {
        let mut decoded = Vec::new();
        for segment in segments(path) {
            match percent_decode_str(segment).decode_utf8() {
                Ok(text) => decoded.push(text),
                Err(_) => return Found::BrokenText,
            }
        }
        let texts: Vec<&str> = decoded.iter().map(AsRef::as_ref).collect();
        let mut search = Search {
            router: self,
            method,
            values: Vec::new(),
            others: Vec::new(),
            neighbor: None,
        };
        match search.descend(0, &texts) {
            Some(operation) => Found::Operation(operation, search.values),
            None => match search.neighbor {
                Some(operation) => Found::OtherMethods(search.others, operation),
                None => Found::Nothing,
            },
        }
    }
}

/// A search, which visits each node at most once.
struct Search<'router> {
    router: &'router Router,
    method: &'router Method,
    values: Vec<String>,
    others: Vec<Method>,
    neighbor: Option<usize>,
}

impl Search<'_> {
    fn descend(&mut self, at: usize, rest: &[&str]) -> Option<usize> {
        if self.neighbor.is_some() {
            // The most literal template that matches decides, whatever its methods.
            return None;
        }
        let node = self.router.nodes.get(at)?;
        let Some((first, rest)) = rest.split_first() else {
            return self.arrive(node);
        };
        if let Some(found) = node
            .literals
            .get(*first)
            .and_then(|child| self.descend(*child, rest))
        {
            return Some(found);
        }
        let known = self.values.len();
        for (segment, child) in &node.mixed {
            if segment.split(first, &mut self.values)
                && let Some(found) = self.descend(*child, rest)
            {
                return Some(found);
            }
            self.values.truncate(known);
        }
        if first.is_empty() {
            return None;
        }
        self.values.push((*first).to_owned());
        let found = node.parameter.and_then(|child| self.descend(child, rest));
        if found.is_none() {
            self.values.truncate(known);
        }
        found
    }

    fn arrive(&mut self, node: &Node) -> Option<usize> {
        let by = |method: &Method| {
            let found = node.operations.iter().find(|(known, _)| known == method);
            found.map(|(_, operation)| *operation)
        };
        let head_as_get = || by(&Method::GET).filter(|_| *self.method == Method::HEAD);
        if let Some(operation) = by(self.method).or_else(head_as_get) {
            return Some(operation);
        }
        self.neighbor = node.operations.first().map(|(_, operation)| *operation);
        self.others = node
            .operations
            .iter()
            .map(|(method, _)| method.clone())
            .collect();
        None
    }
}

impl Segment {
    fn parse(text: &str) -> Self {
        let mut texts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((_, after)) = after.split_once('}') else {
                break;
            };
            texts.push(before.to_owned());
            rest = after;
        }
        texts.push(rest.to_owned());
        Self { texts }
    }

    fn text_length(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    /// Appends the values of the parameters, if the text matches.
    fn split(&self, text: &str, values: &mut Vec<String>) -> bool {
        let [first, middle @ .., last] = self.texts.as_slice() else {
            return false;
        };
        let inner = text
            .strip_prefix(first.as_str())
            .and_then(|text| text.strip_suffix(last.as_str()));
        let Some(mut inner) = inner else { return false };
        for separator in middle {
            let Some((value, rest)) = inner.split_once(separator.as_str()) else {
                return false;
            };
            if value.is_empty() {
                return false;
            }
            values.push(value.to_owned());
            inner = rest;
        }
        values.push(inner.to_owned());
        !inner.is_empty()
    }
}

/// The names of the parameters of a template, in order.
pub(crate) fn parameter_names(template: &str) -> Vec<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn router(templates: &[&str]) -> Router {
        let mut router = Router::default();
        for (index, template) in templates.iter().enumerate() {
            assert_eq!(router.insert(&Method::GET, template, index), Ok(()));
        }
        router
    }

    fn found(router: &Router, path: &str) -> Option<(usize, Vec<String>)> {
        match router.find(&Method::GET, path) {
            Found::Operation(operation, values) => Some((operation, values)),
            _ => None,
        }
    }

    #[test]
    fn literal_segments_take_precedence() {
        let router = router(&[
            "/v2/{project}/instances/{instance}",
            "/v2/{id}/instances/status",
        ]);
        assert_eq!(
            found(&router, "/v2/p/instances/status"),
            Some((1, vec!["p".into()]))
        );
        assert_eq!(
            found(&router, "/v2/p/instances/7"),
            Some((0, vec!["p".into(), "7".into()]))
        );
    }

    #[test]
    fn routing_backtracks() {
        let router = router(&["/a/b/c", "/{one}/b/d"]);
        assert_eq!(found(&router, "/a/b/d"), Some((1, vec!["a".into()])));
    }

    #[test]
    fn text_around_parameters() {
        let router = router(&[
            "/files/{name}.json",
            "/files/{name}",
            "/between/{a}-{b}:run",
        ]);
        assert_eq!(found(&router, "/files/x.json"), Some((0, vec!["x".into()])));
        assert_eq!(
            found(&router, "/files/x.txt"),
            Some((1, vec!["x.txt".into()]))
        );
        assert_eq!(
            found(&router, "/between/1-2:run"),
            Some((2, vec!["1".into(), "2".into()]))
        );
        assert_eq!(found(&router, "/between/12:run"), None);
    }

    #[test]
    fn escapes_are_decoded_after_splitting() {
        let router = router(&["/a/{name}/c"]);
        assert_eq!(
            found(&router, "/a/x%2Fy%20z/c"),
            Some((0, vec!["x/y z".into()]))
        );
        assert_eq!(router.find(&Method::GET, "/a/%FF/c"), Found::BrokenText);
    }

    #[test]
    fn empty_segments_are_not_values() {
        let router = router(&["/a/{name}/c"]);
        assert_eq!(found(&router, "/a//c"), None);
        assert_eq!(found(&router, "/a/b/c/"), None);
    }

    #[test]
    fn other_methods_are_reported() {
        let router = router(&["/a"]);
        assert_eq!(
            router.find(&Method::PUT, "/a"),
            Found::OtherMethods(vec![Method::GET], 0)
        );
        assert_eq!(
            router.find(&Method::HEAD, "/a"),
            Found::Operation(0, Vec::new())
        );
    }

    #[test]
    fn the_most_literal_template_determines_the_methods() {
        let mut router = router(&["/a/count", "/a/{id}"]);
        assert_eq!(router.insert(&Method::DELETE, "/a/{id}", 2), Ok(()));
        let others = Found::OtherMethods(vec![Method::GET], 0);
        assert_eq!(router.find(&Method::DELETE, "/a/count"), others);
        let found = Found::Operation(2, vec!["7".to_owned()]);
        assert_eq!(router.find(&Method::DELETE, "/a/7"), found);
    }

    #[test]
    fn the_first_operation_keeps_a_route() {
        let mut router = router(&["/a/{x}"]);
        assert_eq!(router.insert(&Method::GET, "/a/{y}", 1), Err(0));
        assert_eq!(found(&router, "/a/b"), Some((0, vec!["b".into()])));
    }
}
