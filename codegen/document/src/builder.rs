//! From YAML events to the tree.
//!
//! The tree is built with a stack of our own: no input can overflow the program's.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use crate::error::Problem;
use crate::node::{Content, Mapping, Member, Node};
use crate::scalar::{self, ScalarError};
use crate::span::{Position, Span};

/// Deeper documents are refused. OpenAPI needs far less; `serde_yaml` has the same limit.
pub(crate) const DEEPEST: usize = 128;

/// How much aliases may add to a document, in nodes plus bytes of text.
const LARGEST_EXPANSION: usize = 4_000_000;

/// Reads one YAML document. Several problems are possible: reading goes on after a repeated key.
pub(crate) fn build(text: &str) -> Result<Node, Vec<Problem>> {
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let step = match event {
            Ok((event, span)) => builder.event(event, convert(span)),
            Err(error) => Err(syntax_problem(&error)),
        };
        if let Err(problem) = step {
            builder.problems.push(problem);
            return Err(builder.problems);
        }
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    frames: Vec<Frame>,
    root: Option<Node>,
    /// Complete nodes only: an alias to a node that is still being read finds nothing here.
    anchors: BTreeMap<usize, Node>,
    expansion: usize,
    problems: Vec<Problem>,
}

/// A collection that is being read.
struct Frame {
    anchor: usize,
    span: Span,
    collection: Collection,
}

enum Collection {
    Sequence(Vec<Node>),
    Mapping {
        mapping: Mapping,
        key: Option<(String, Span)>,
    },
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Problem> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => Err(Problem::new(
                span.start,
                "a second YAML document begins here",
                "keep one document in a file",
            )),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, anchor, tag.as_deref(), span)
            }
            Event::SequenceStart(anchor, tag) => {
                check_collection_tag(tag.as_deref(), "seq", span)?;
                self.open(anchor, span, Collection::Sequence(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                check_collection_tag(tag.as_deref(), "map", span)?;
                let collection = Collection::Mapping {
                    mapping: Mapping::default(),
                    key: None,
                };
                self.open(anchor, span, collection)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.close(span);
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            _ => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<(), Problem> {
        if self.expects_key() {
            return self.key(text, style, span);
        }
        let nothing = text.is_empty() && style == ScalarStyle::Plain;
        let span = self.key_end().filter(|_| nothing).map_or(span, Span::empty);
        let content = match tag {
            Some(tag) if tag.is_yaml_core_schema() => scalar::tagged(&tag.suffix, text),
            Some(tag) if tag.handle.is_empty() && tag.suffix == "!" => {
                Ok(Content::String(text.to_owned()))
            }
            Some(_) => Err(ScalarError::UnknownTag),
            None if style == ScalarStyle::Plain => scalar::plain(text),
            None => Ok(Content::String(text.to_owned())),
        };
        let content = content.map_err(|error| scalar_problem(&error, text, span))?;
        let plain = tag.is_none() && style == ScalarStyle::Plain;
        let node = Node {
            content,
            span,
            plain,
        };
        self.remember(anchor, &node);
        self.place(node);
        Ok(())
    }

    fn key(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<(), Problem> {
        if text.is_empty() && style == ScalarStyle::Plain {
            return Err(Problem::new(
                span.start,
                "a value without a key",
                "write a key before the colon",
            ));
        }
        if let Some(Frame {
            collection: Collection::Mapping { mapping, key },
            ..
        }) = self.frames.last_mut()
        {
            if let Some(first) = mapping.members.get(text) {
                let problem = Problem::repeated_key(text, first.key_span, span);
                self.problems.push(problem);
            }
            *key = Some((text.to_owned(), span));
        }
        Ok(())
    }

    fn open(&mut self, anchor: usize, span: Span, collection: Collection) -> Result<(), Problem> {
        if self.expects_key() {
            return Err(Problem::new(
                span.start,
                "a list or mapping as a key",
                "JSON has only texts as keys: quote it if braces are meant as text",
            ));
        }
        if self.frames.len() >= DEEPEST {
            return Err(too_deep(span));
        }
        self.frames.push(Frame {
            anchor,
            span,
            collection,
        });
        Ok(())
    }

    fn close(&mut self, span: Span) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let (content, last) = match frame.collection {
            Collection::Sequence(items) => {
                let last = items.last().map(|item| item.span.end);
                (Content::Sequence(items), last)
            }
            Collection::Mapping { mapping, .. } => {
                let last = mapping.members.last().map(|(_, last)| last.value.span.end);
                (Content::Mapping(mapping), last)
            }
        };
        // A block ends where its last child ends; a bracket has a width of its own.
        let end = if span.start == span.end {
            last.unwrap_or(frame.span.end)
        } else {
            span.end
        };
        let node = Node {
            content,
            span: Span::new(frame.span.start, end),
            plain: false,
        };
        self.remember(frame.anchor, &node);
        self.place(node);
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Problem> {
        if self.expects_key() {
            return Err(Problem::new(
                span.start,
                "an alias as a key",
                "write the key itself",
            ));
        }
        let Some(target) = self.anchors.get(&anchor) else {
            return Err(Problem::new(
                span.start,
                "the alias refers to a node that contains it",
                "use `$ref` for what contains itself",
            ));
        };
        let measure = measure(target);
        self.expansion = self.expansion.saturating_add(measure.size);
        if self.expansion > LARGEST_EXPANSION {
            return Err(Problem::new(
                span.start,
                format!(
                    "aliases expand the document by more than {LARGEST_EXPANSION} nodes and bytes"
                ),
                "use `$ref` instead of aliases",
            ));
        }
        if self.frames.len() + measure.depth > DEEPEST {
            return Err(too_deep(span));
        }
        let mut node = target.clone();
        node.span = span;
        self.place(node);
        Ok(())
    }

    fn remember(&mut self, anchor: usize, node: &Node) {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
    }

    fn place(&mut self, node: Node) {
        match self.frames.last_mut().map(|frame| &mut frame.collection) {
            None => self.root = Some(node),
            Some(Collection::Sequence(items)) => items.push(node),
            Some(Collection::Mapping { mapping, key }) => {
                if let Some((key, key_span)) = key.take() {
                    let member = Member {
                        key_span,
                        value: node,
                    };
                    mapping.members.entry(key).or_insert(member);
                }
            }
        }
    }

    fn expects_key(&self) -> bool {
        matches!(
            self.frames.last(),
            Some(Frame {
                collection: Collection::Mapping { key: None, .. },
                ..
            })
        )
    }

    /// Where the key ends whose value is being read.
    fn key_end(&self) -> Option<Position> {
        match &self.frames.last()?.collection {
            Collection::Mapping {
                key: Some((_, span)),
                ..
            } => Some(span.end),
            _ => None,
        }
    }

    fn finish(mut self) -> Result<Node, Vec<Problem>> {
        match self.root {
            Some(root) if self.problems.is_empty() => Ok(root),
            Some(_) => Err(self.problems),
            None => {
                self.problems.push(Problem::new(
                    Position::START,
                    "the file is empty",
                    "write a document, or remove the file",
                ));
                Err(self.problems)
            }
        }
    }
}

struct Measure {
    size: usize,
    depth: usize,
}

/// How large and how deep a node is. Its depth is bounded, so this may call itself.
fn measure(node: &Node) -> Measure {
    let mut total = Measure { size: 1, depth: 0 };
    let mut add = |child: &Node, key: usize| {
        let child = measure(child);
        total.size = total.size.saturating_add(child.size).saturating_add(key);
        total.depth = total.depth.max(child.depth);
    };
    match &node.content {
        Content::Sequence(items) => items.iter().for_each(|item| add(item, 0)),
        Content::Mapping(mapping) => mapping
            .entries()
            .for_each(|entry| add(entry.value, entry.key.len())),
        Content::String(text) => total.size += text.len(),
        _ => {}
    }
    if matches!(node.content, Content::Sequence(_) | Content::Mapping(_)) {
        total.depth += 1;
    }
    total
}

fn convert(span: saphyr_parser::Span) -> Span {
    Span::new(position(&span.start), position(&span.end))
}

fn position(marker: &Marker) -> Position {
    Position::new(marker.line().max(1), marker.col() + 1)
}

fn syntax_problem(error: &saphyr_parser::ScanError) -> Problem {
    let position = position(error.marker());
    // The reader looks ahead in brackets and meets its own limit before ours.
    if error.info().contains("recursion limit") {
        return too_deep(Span::empty(position));
    }
    Problem::new(
        position,
        format!("not YAML: {}", error.info()),
        "look at the indentation, quotes and brackets here and just above",
    )
}

fn scalar_problem(error: &ScalarError, text: &str, span: Span) -> Problem {
    let (message, help) = match error {
        ScalarError::NotFinite => (
            format!("`{text}` is not a number that JSON can represent"),
            "quote it if it is a text",
        ),
        ScalarError::TagMismatch => (
            format!("`{text}` does not fit its tag"),
            "remove the tag or correct the value",
        ),
        ScalarError::UnknownTag => (
            "this tag has no meaning in an OpenAPI document".to_owned(),
            "remove the tag; quote the text if the exclamation mark belongs to it",
        ),
    };
    Problem::new(span.start, message, help).over(span)
}

fn check_collection_tag(tag: Option<&Tag>, expected: &str, span: Span) -> Result<(), Problem> {
    match tag {
        Some(tag) if !(tag.is_yaml_core_schema() && tag.suffix == expected) => {
            Err(scalar_problem(&ScalarError::UnknownTag, "", span))
        }
        _ => Ok(()),
    }
}

pub(crate) fn too_deep(span: Span) -> Problem {
    Problem::new(
        span.start,
        format!("nested more than {DEEPEST} levels deep"),
        "move the inner parts into components and refer to them",
    )
}
