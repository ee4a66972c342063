//! The facts of a page, in the form in which they are printed.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use crate::rendering::Rendering;

/// Everything that was read from a page. What the page omits is absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Page {
    /// The page's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When the page was last updated, as `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The language of the page's prose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The rendering of the page.
    pub rendering: Rendering,
    /// The operations that it documents, or its fragments.
    pub operations: Vec<Operation>,
    /// Everything that could not be placed.
    pub unplaced: Vec<Unplaced>,
    /// Why the page seems to be truncated, if it does.
    #[serde(skip)]
    pub truncated: Option<Unplaced>,
}

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Chinese.
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// One operation, or one fragment of a listing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Operation {
    /// The identifier, if a definition has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<String>,
    /// The HTTP method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// The number of the fragment on a page that lists fragments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// The tables of parameters and fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<Table>,
    /// The examples.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// The statuses, in the page's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<String>,
    /// The names of the schemas in its bodies, for a definition.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schemas: Vec<String>,
}

/// What a table describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Path parameters.
    Path,
    /// Query parameters.
    Query,
    /// Headers of the request, or of the response if there is a status.
    Header,
    /// Fields of the request body.
    Body,
    /// Fields of a response body.
    Response,
    /// Fields of a type that other tables refer to.
    Type,
}

/// A table of parameters or fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Table {
    /// What it describes.
    pub role: Role,
    /// The status of the response that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The name of the type that it describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// The parameters or fields.
    pub rows: Vec<Row>,
    /// The line of its start.
    #[serde(skip)]
    pub line: u32,
}

/// A parameter or field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Row {
    /// The name on the wire. Unnamed items of a list are called `[items]`.
    pub name: String,
    /// Whether it is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// The type in the notation of the page: `String`, `Array of Item objects`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// The minimum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The maximum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// The minimum length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The maximum length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The minimum number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The maximum number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// The regular expression for the string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// The allowed values, or those of a list's items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<AllowedValue>,
    /// The line.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// An allowed value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AllowedValue {
    /// The value.
    pub value: Value,
    /// The meaning of the value on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
}

/// The side of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MessageKind {
    /// The request.
    Request,
    /// The response.
    Response,
}

/// An example: a body, or the text of a request line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Example {
    /// The side.
    pub role: MessageKind,
    /// The status of the response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The body. A request line is a string.
    pub value: Value,
    /// The line of its start.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: u32,
}

/// Something that could not be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unplaced {
    /// The line.
    pub line: u32,
    /// The text.
    pub text: String,
    /// Why it could not be placed, with the choices if there are any.
    pub why: String,
}

impl Unplaced {
    pub(crate) fn new(line: u32, text: impl AsRef<str>, why: impl Into<String>) -> Unplaced {
        Unplaced {
            line,
            text: shortened(text.as_ref()),
            why: why.into(),
        }
    }
}

/// A single-line quotation of limited length.
fn shortened(text: &str) -> String {
    const LIMIT: usize = 200;
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LIMIT) {
        line.truncate(end);
        line.push('…');
    }
    line
}
