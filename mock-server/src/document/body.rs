//! Request bodies.

use hyper::HeaderMap;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use serde_json::Value;

use super::form::{Field, form};
use super::media_type::{bare, covers};
use super::multipart::{PartRules, multipart};
use crate::node::{Document, Node, Problem, escape};
use crate::schema::{Checker, Compiler, Schema, SchemaId, Strictness, request_sample};

const MULTIPART: &str = "multipart/form-data";

/// The request body of an operation.
#[derive(Debug)]
pub(crate) struct RequestBody {
    required: bool,
    media: Vec<Media>,
}

#[derive(Debug)]
struct Media {
    /// In lower case, without parameters: `application/json`, `text/*`.
    name: String,
    schema: Option<SchemaId>,
    /// The fields of a form.
    fields: Vec<Field>,
    /// The parts of `multipart/form-data`.
    parts: Vec<PartRules>,
}

/// Why a body is rejected.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    /// The problems, with their locations.
    Findings(Vec<String>),
    /// The media type is not documented.
    MediaType(String),
}

impl RequestBody {
    pub(crate) fn read<'document>(
        document: &Document<'document>,
        compiler: &mut Compiler<'document>,
        operation: &Node<'document>,
    ) -> Result<Option<Self>, Problem> {
        let Some(place) = operation.get("requestBody") else {
            return Ok(None);
        };
        let place = document.resolve(place)?;
        let mut media = Vec::new();
        for (name, content) in place.get("content").iter().flat_map(Node::members) {
            let schema = match content.get("schema") {
                Some(schema) => Some(compiler.compile(schema)?),
                None => None,
            };
            let name = bare(name);
            let mut parts = Vec::new();
            if name == MULTIPART {
                parts = PartRules::read_all(compiler.schemas(), schema, &content);
            }
            media.push(Media {
                fields: Field::read_all(compiler.schemas(), schema, &content),
                name,
                schema,
                parts,
            });
        }
        Ok(Some(Self {
            required: place.flag("required"),
            media,
        }))
    }

    /// A value that the schema of the first media type allows; `None` if there is no schema.
    pub(crate) fn sample(&self, schemas: &[Schema]) -> Option<Value> {
        let media = self.media.first()?;
        Some(request_sample(schemas, media.schema?))
    }

    /// Checks a body against the document.
    pub(crate) fn check(
        &self,
        schemas: &[Schema],
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), Rejection> {
        if body.is_empty() {
            return match self.required {
                true => Err(findings("body: is required but missing")),
                false => Ok(()),
            };
        }
        let Some(media) = self.media(headers)? else {
            return Ok(());
        };
        let mut unreadable = Vec::new();
        let value = if media.name == MULTIPART {
            let kind = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
            let kind = String::from_utf8_lossy(kind.unwrap_or_default());
            let read = multipart(&kind, body, &media.parts).map_err(|it| findings(&it))?;
            unreadable = read.unreadable;
            read.value
        } else if media.name.contains("json") {
            json(body)?
        } else if media.name == "application/x-www-form-urlencoded" {
            form(body, &media.fields).map_err(|problem| findings(&problem))?
        } else {
            // Text and files are not checked.
            return Ok(());
        };
        let found = match media.schema {
            Some(schema) => Checker::new(schemas, Strictness::Rules).findings(schema, &value),
            None => Vec::new(),
        };
        let describe = |finding: &crate::schema::Finding| match finding.pointer.as_str() {
            "" => format!("body: {}", finding.message),
            pointer => format!("body at {pointer}: {}", finding.message),
        };
        let is_readable = |finding: &&crate::schema::Finding| {
            let mut names = unreadable.iter().map(|(name, _)| name);
            !names.any(|name| finding.pointer == format!("/{}", escape(name)))
        };
        let parts = unreadable.iter();
        let parts = parts.map(|(name, problem)| format!("body at /{}: {problem}", escape(name)));
        let values = found.iter().filter(is_readable).map(describe);
        let problems: Vec<String> = parts.chain(values).collect();
        match problems.is_empty() {
            true => Ok(()),
            false => Err(Rejection::Findings(problems)),
        }
    }

    /// The documented media type of a request.
    fn media(&self, headers: &HeaderMap) -> Result<Option<&Media>, Rejection> {
        let known = || {
            let names: Vec<&str> = self.media.iter().map(|one| one.name.as_str()).collect();
            names.join(", ")
        };
        let Some(given) = headers.get(CONTENT_TYPE) else {
            let any = self.media.iter().find(|media| media.name == "*/*");
            return match any.is_some() || self.media.is_empty() {
                true => Ok(any),
                false => Err(Rejection::MediaType(format!(
                    "header Content-Type: is missing; expected {}",
                    known()
                ))),
            };
        };
        let given = bare(&String::from_utf8_lossy(given.as_bytes()));
        if self.media.is_empty() {
            return Ok(None);
        }
        let exact = self.media.iter().find(|media| media.name == given);
        match exact.or_else(|| self.media.iter().find(|media| media.covers(&given))) {
            Some(media) => Ok(Some(media)),
            None => Err(Rejection::MediaType(format!(
                "header Content-Type: {given} is not one of {}",
                known()
            ))),
        }
    }
}

impl Media {
    fn covers(&self, given: &str) -> bool {
        covers(&self.name, given)
    }
}

fn json(body: &[u8]) -> Result<Value, Rejection> {
    let text = std::str::from_utf8(body).map_err(|error| {
        findings(&format!(
            "body: is not valid UTF-8 after byte {}",
            error.valid_up_to()
        ))
    })?;
    serde_json::from_str(text).map_err(|error| findings(&format!("body: is not JSON: {error}")))
}

fn findings(message: &str) -> Rejection {
    Rejection::Findings(vec![message.to_owned()])
}
