//! The documented responses of an operation.

use hyper::StatusCode;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};

use super::content::{Content, Headers, PreparedResponse};
use super::error_shape::ErrorShape;
use super::status::StatusKey;
use crate::accept::Accept;
use crate::node::{Document, Node, Problem};
use crate::schema::{Compiler, Schema, sample};

/// A documented status with its examples.
#[derive(Debug)]
pub(crate) struct DocumentedResponse {
    pub(crate) key: StatusKey,
    pub(crate) shape: Option<ErrorShape>,
    /// The error code of the first example.
    pub(crate) code: Option<String>,
    /// The response in each media type; empty if there is no body.
    contents: Vec<Content>,
    /// The response without a body.
    bare: PreparedResponse,
}

/// A response that can be sent.
#[derive(Debug)]
pub(crate) struct Offer<'response> {
    pub(crate) media_type: String,
    pub(crate) content: &'response Content,
    pub(crate) prepared: &'response PreparedResponse,
}

impl<'response> Offer<'response> {
    /// The offer that the client prefers; `None` if none is acceptable.
    pub(crate) fn best<'offers>(offers: &'offers [Self], accept: &Accept) -> Option<&'offers Self> {
        let types: Vec<&str> = offers.iter().map(|it| it.media_type.as_str()).collect();
        accept.choose(&types).and_then(|index| offers.get(index))
    }
}

/// Every documented status of an operation, in the order of the document.
#[derive(Debug, Default)]
pub(crate) struct DocumentedResponses {
    pub(crate) list: Vec<DocumentedResponse>,
}

impl DocumentedResponses {
    pub(crate) fn read<'document>(
        document: &Document<'document>,
        compiler: &mut Compiler<'document>,
        operation: &Node<'document>,
    ) -> Result<Self, Problem> {
        let mut list = Vec::new();
        for (text, place) in operation.get("responses").iter().flat_map(Node::members) {
            if text.starts_with("x-") {
                continue;
            }
            let key = StatusKey::read(text).ok_or_else(|| {
                place.problem(format!(
                    "{text:?} is not a status: expected 200, 4XX or default"
                ))
            })?;
            list.push(DocumentedResponse::read(
                document,
                compiler,
                key,
                &document.resolve(place)?,
            )?);
        }
        Ok(Self { list })
    }

    /// The response to a valid request: the lowest documented success, or else the first response.
    pub(crate) fn success(&self) -> Option<&DocumentedResponse> {
        let successes = self
            .list
            .iter()
            .filter(|response| response.key.is_success());
        successes
            .min_by_key(|response| response.key)
            .or_else(|| {
                self.list
                    .iter()
                    .find(|response| response.key == StatusKey::Default)
            })
            .or_else(|| self.list.first())
    }

    /// The documented response for a status: by its exact value, its class, or `default`.
    pub(crate) fn of(&self, status: StatusCode) -> Option<&DocumentedResponse> {
        let covering = self
            .list
            .iter()
            .filter(|response| response.key.covers(status));
        covering.min_by_key(|response| response.key)
    }

    /// The documented statuses, for messages.
    pub(crate) fn statuses(&self) -> String {
        let keys: Vec<String> = self.list.iter().map(|one| one.key.to_string()).collect();
        keys.join(", ")
    }

    /// Whether the document has this exact status.
    pub(crate) fn names(&self, status: StatusCode) -> bool {
        self.list
            .iter()
            .any(|response| response.key == StatusKey::Exact(status))
    }

    /// Status and name of every example, for messages.
    pub(crate) fn example_names(&self) -> String {
        let named = self.list.iter().flat_map(|response| {
            let names = response.example_names();
            names.map(move |name| format!("{} {name}", response.key))
        });
        named.collect::<Vec<_>>().join(", ")
    }
}

impl DocumentedResponse {
    fn read<'document>(
        document: &Document<'document>,
        compiler: &mut Compiler<'document>,
        key: StatusKey,
        place: &Node<'document>,
    ) -> Result<Self, Problem> {
        let headers = headers(document, compiler, place)?;
        let mut response = Self {
            key,
            shape: None,
            code: None,
            contents: Vec::new(),
            bare: PreparedResponse::bare(key.status(), headers.clone()),
        };
        for (media_type, media) in media_types(place) {
            let examples = Content::documented_examples(document, &media)?;
            let first = examples.first().map(|(_, value)| *value);
            let shape = match media.get("schema") {
                Some(schema) => ErrorShape::from_schema(document, schema)?,
                None => first.and_then(ErrorShape::from_example),
            };
            let contents = Content::read(
                (document, compiler),
                (key, &headers),
                (media_type, &media),
                (&examples, shape.as_ref()),
            )?;
            if response.contents.is_empty() {
                let code = shape.as_ref().zip(first);
                let code = code.and_then(|(shape, example)| shape.code_of(example));
                response.code = code.map(str::to_owned);
                response.shape = shape;
            }
            response.contents.extend(contents);
        }
        // Media types that the document names take precedence over those of ranges.
        response
            .contents
            .sort_by_key(|content| content.range.is_some());
        Ok(response)
    }

    /// The response that is sent by default.
    pub(crate) fn default(&self, schemas: &[Schema]) -> &PreparedResponse {
        match self.contents.first() {
            Some(first) => first.default(schemas),
            None => &self.bare,
        }
    }

    /// The response in each media type, or in those that have an example of this name.
    pub(crate) fn offers(
        &self,
        schemas: &[Schema],
        example: Option<&str>,
        accept: &Accept,
    ) -> Vec<Offer<'_>> {
        let all = self.contents.iter();
        all.filter_map(|content| {
            let prepared = match example {
                None => content.default(schemas),
                Some(name) => content.example(schemas, name)?,
            };
            Some(Offer {
                media_type: content.media_type_for(accept),
                content,
                prepared,
            })
        })
        .collect()
    }

    /// Whether there is an example of this name in any media type.
    pub(crate) fn has_example(&self, name: &str) -> bool {
        let mut examples = self.contents.iter().flat_map(|content| &content.examples);
        examples.any(|example| example.name == name)
    }

    /// An example of the first media type, by its name.
    pub(crate) fn example(&self, schemas: &[Schema], name: &str) -> Option<&PreparedResponse> {
        self.contents.first()?.example(schemas, name)
    }

    /// The names of the examples of the first media type.
    fn example_names(&self) -> impl Iterator<Item = &str> {
        let first = self.contents.first().into_iter();
        let examples = first.flat_map(|first| &first.examples);
        examples.map(|example| example.name.as_str())
    }
}

/// The documented headers, with their examples or generated values.
fn headers<'document>(
    document: &Document<'document>,
    compiler: &mut Compiler<'document>,
    response: &Node<'document>,
) -> Result<Headers, Problem> {
    let mut headers = Vec::new();
    for (name, place) in response.get("headers").iter().flat_map(Node::members) {
        let place = document.resolve(place)?;
        let value = match (place.value.get("example"), place.get("schema")) {
            (Some(example), _) => example.clone(),
            (None, Some(schema)) => {
                let schema = compiler.compile(schema)?;
                sample(compiler.schemas(), schema)
            }
            (None, None) => continue,
        };
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        // The server sets the headers about the body itself.
        let name = HeaderName::from_bytes(name.as_bytes()).ok();
        let name = name.filter(|name| *name != CONTENT_TYPE && *name != CONTENT_LENGTH);
        if let (Some(name), Ok(value)) = (name, HeaderValue::from_str(&text)) {
            headers.push((name, value));
        }
    }
    Ok(headers)
}

/// The media types that are served, JSON first and ranges such as `*/*` last.
fn media_types<'document>(response: &Node<'document>) -> Vec<(&'document str, Node<'document>)> {
    let content = response.get("content");
    let mut all: Vec<_> = content.iter().flat_map(Node::members).collect();
    all.sort_by_key(|(name, _)| (name.contains('*'), !name.contains("json")));
    all
}
