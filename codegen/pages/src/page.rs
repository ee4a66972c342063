//! What a page says: the facts, in the shape in which they are printed.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use crate::rendering::Rendering;

/// Everything that was read from one page. What the page does not say is absent.
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
    /// How the page is written.
    pub rendering: Rendering,
    /// The operations that it documents, or its fragments.
    pub operations: Vec<Operation>,
    /// What could not be placed.
    pub unplaced: Vec<Unplaced>,
    /// Why the page seems to end too early, if it does.
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
    /// Its identifier, where a definition tells it.
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
    /// The names of the schemas that a definition makes its bodies of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schemas: Vec<String>,
}

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Parameters in the path.
    Path,
    /// Parameters in the query.
    Query,
    /// Headers of the request, or of the response where there is a status.
    Header,
    /// Fields of the request's body.
    Body,
    /// Fields of a response's body.
    Response,
    /// Fields of a type that other tables refer to.
    Type,
}

/// A table of parameters or fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Table {
    /// What it lists.
    pub role: Role,
    /// The status of the response that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The name of the type that it describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// The parameters or fields.
    pub rows: Vec<Row>,
    /// Where it begins.
    #[serde(skip)]
    pub line: u32,
}

/// A parameter or field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Row {
    /// Its name on the wire. The items of a list without a name are `[items]`.
    pub name: String,
    /// Whether it has to be there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// The type, in the page's notation: `String`, `Array of Item objects`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_: Option<String>,
    /// The smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The largest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// The smallest number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The largest number of characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The smallest number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The largest number of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// The regular expression that the text matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// What counts when nothing is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// The values that are allowed; for a list those of its items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<AllowedValue>,
    /// Where it stands.
    #[serde(skip_serializing_if = "is_zero")]
    pub line: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// One of the values that are allowed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AllowedValue {
    /// The value.
    pub value: Value,
    /// What the page says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
}

/// Which side an example is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// What is sent.
    Request,
    /// What is answered.
    Response,
}

/// An example: a body, or the text of a request line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Example {
    /// Which side it is of.
    pub role: Side,
    /// The status that it is answered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The body; a request line is a text.
    pub value: Value,
    /// Where it begins.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: u32,
}

/// Something that could not be placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unplaced {
    /// Where it stands.
    pub line: u32,
    /// What stands there.
    pub text: String,
    /// Why it could not be placed, and the choices where there are some.
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

/// A quotation of bounded length on one line.
fn shortened(text: &str) -> String {
    const LIMIT: usize = 200;
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LIMIT) {
        line.truncate(end);
        line.push('…');
    }
    line
}
