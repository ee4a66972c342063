//! Request bodies.

use hyper::HeaderMap;
use hyper::header::CONTENT_TYPE;
use serde_json::Value;

use super::form::{Field, form};
use super::source::{Place, Problem, Source};
use crate::schema::{Checker, Compiler, Schema, SchemaId, Strictness};

/// What an operation takes as its body.
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
}

/// Why a body is refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// What is wrong, place by place.
    Findings(Vec<String>),
    /// The media type is none of the documented ones.
    MediaType(String),
}

impl RequestBody {
    pub(crate) fn read<'document>(
        source: &Source<'document>,
        compiler: &mut Compiler<'document>,
        operation: &Place<'document>,
    ) -> Result<Option<Self>, Problem> {
        let Some(place) = operation.get("requestBody") else {
            return Ok(None);
        };
        let place = source.resolve(place)?;
        let mut media = Vec::new();
        for (name, content) in place.get("content").iter().flat_map(Place::members) {
            let schema = match content.get("schema") {
                Some(schema) => Some(compiler.compile(schema)?),
                None => None,
            };
            let fields = Field::read_all(&compiler.schemas, schema, &content);
            media.push(Media {
                name: bare(name),
                schema,
                fields,
            });
        }
        Ok(Some(Self {
            required: place.flag("required"),
            media,
        }))
    }

    /// Holds a body against the document.
    pub(crate) fn check(
        &self,
        schemas: &[Schema],
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), Refusal> {
        if body.is_empty() {
            return match self.required {
                true => Err(findings("body: is required but missing")),
                false => Ok(()),
            };
        }
        let Some(media) = self.media(headers)? else {
            return Ok(());
        };
        let value = if media.name.contains("json") {
            json(body)?
        } else if media.name == "application/x-www-form-urlencoded" {
            form(body, &media.fields).map_err(|problem| findings(&problem))?
        } else {
            // Text, files and forms of several parts are taken as they are.
            return Ok(());
        };
        let Some(schema) = media.schema else {
            return Ok(());
        };
        let found = Checker::new(schemas, Strictness::Rules).findings(schema, &value);
        if found.is_empty() {
            return Ok(());
        }
        let describe = |finding: &crate::schema::Finding| match finding.pointer.as_str() {
            "" => format!("body: {}", finding.message),
            pointer => format!("body at {pointer}: {}", finding.message),
        };
        Err(Refusal::Findings(found.iter().map(describe).collect()))
    }

    /// The documented media type of a request.
    fn media(&self, headers: &HeaderMap) -> Result<Option<&Media>, Refusal> {
        let known = || {
            let names: Vec<&str> = self.media.iter().map(|one| one.name.as_str()).collect();
            names.join(", ")
        };
        let Some(given) = headers.get(CONTENT_TYPE) else {
            let any = self.media.iter().find(|media| media.name == "*/*");
            return match any.is_some() || self.media.is_empty() {
                true => Ok(any),
                false => Err(Refusal::MediaType(format!(
                    "header Content-Type: is missing; the body can be {}",
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
            None => Err(Refusal::MediaType(format!(
                "header Content-Type: {given} is not one of {}",
                known()
            ))),
        }
    }
}

impl Media {
    /// Whether a range such as `text/*` has this media type.
    fn covers(&self, given: &str) -> bool {
        match self.name.strip_suffix('*') {
            Some("*/") => true,
            Some(beginning) => given.starts_with(beginning),
            None => false,
        }
    }
}

/// A media type without its parameters.
fn bare(name: &str) -> String {
    name.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

fn json(body: &[u8]) -> Result<Value, Refusal> {
    let text = std::str::from_utf8(body).map_err(|error| {
        findings(&format!(
            "body: is not UTF-8 from byte {} on",
            error.valid_up_to()
        ))
    })?;
    serde_json::from_str(text).map_err(|error| findings(&format!("body: is not JSON: {error}")))
}

fn findings(message: &str) -> Refusal {
    Refusal::Findings(vec![message.to_owned()])
}
