//! Values that are written as text in parameters and forms.

use serde_json::{Map, Number, Value};

use crate::query::Query;
use crate::schema::{JsonType, Kinds};

/// How a parameter is written, in the terms of OpenAPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `name=a&name=b`, or `name=a,b`
    Form,
    /// `a,b`
    Simple,
    /// `.a`
    Label,
    /// `;name=a`
    Matrix,
    /// `a|b`
    Delimited(char),
    /// `name[key]=a`
    Deep,
}

/// How the text of a parameter becomes a value.
#[derive(Debug)]
pub(crate) enum Form {
    /// Text without a schema.
    Text,
    /// One value, after a prefix in the styles that have one.
    Scalar { kinds: Kinds, name: Option<String> },
    List {
        items: Option<Kinds>,
        style: Style,
        explode: bool,
        name: Option<String>,
    },
    Members {
        properties: Vec<(String, Kinds)>,
        style: Style,
        explode: bool,
    },
    /// JSON as text.
    Json,
}

impl Form {
    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::List { .. })
    }

    /// The value that these texts represent. There are several if the parameter was repeated.
    pub(crate) fn read(&self, texts: &[&str]) -> Result<Value, String> {
        if let Self::List {
            items,
            style,
            explode,
            name,
        } = self
        {
            return Ok(Value::Array(list(
                texts,
                *items,
                *style,
                *explode,
                name.as_deref(),
            )));
        }
        let [text] = texts else {
            return Err(format!("occurs {} times, expected once", texts.len()));
        };
        match self {
            Self::Json => {
                serde_json::from_str(text).map_err(|error| format!("is not JSON: {error}"))
            }
            Self::Members {
                properties,
                explode,
                ..
            } => Ok(members(text, properties, *explode)),
            Self::Scalar { kinds, name } => {
                let bare = name.as_deref().and_then(|name| text.strip_prefix(name));
                Ok(typed(bare.unwrap_or(text), Some(*kinds)))
            }
            _ => Ok(Value::from(*text)),
        }
    }

    /// The members of an object that are separate parameters in the query.
    pub(crate) fn members_in_query(
        &self,
        name: &str,
        query: &Query,
    ) -> Result<Option<Value>, String> {
        let Self::Members {
            properties,
            style,
            explode,
        } = self
        else {
            return Ok(None);
        };
        if *style != Style::Deep && !*explode {
            return Ok(None);
        }
        let mut members = Map::new();
        for (key, value) in &query.pairs {
            let member = match style {
                Style::Deep => key
                    .strip_prefix(name)
                    .and_then(|rest| rest.strip_prefix('['))
                    .and_then(|rest| rest.strip_suffix(']')),
                _ => properties
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .find(|known| known == key),
            };
            let Some(member) = member else { continue };
            let kinds = kinds_of(properties, member);
            let before = members.insert(member.to_owned(), typed(value, kinds));
            if before.is_some() && kinds.is_some() {
                return Err(format!("repeats the member {member}"));
            }
        }
        Ok(Some(Value::Object(members)))
    }
}

/// Text as a value of one of these types, or else as a string.
pub(crate) fn typed(text: &str, kinds: Option<Kinds>) -> Value {
    let Some(kinds) = kinds else {
        return Value::from(text);
    };
    if kinds.contains(JsonType::Integer) || kinds.contains(JsonType::Number) {
        let whole = !text.contains(['.', 'e', 'E']);
        if let Ok(number) = text.parse::<Number>()
            && (whole || kinds.contains(JsonType::Number))
        {
            return Value::Number(number);
        }
    }
    match text {
        "true" if kinds.contains(JsonType::Boolean) => Value::Bool(true),
        "false" if kinds.contains(JsonType::Boolean) => Value::Bool(false),
        _ => Value::from(text),
    }
}

fn list(
    texts: &[&str],
    items: Option<Kinds>,
    style: Style,
    explode: bool,
    name: Option<&str>,
) -> Vec<Value> {
    // Each occurrence is an element, unless one occurrence contains them all.
    if style == Style::Form && explode {
        return texts.iter().map(|text| typed(text, items)).collect();
    }
    let separator = match style {
        Style::Delimited(separator) => separator,
        Style::Label if explode => '.',
        Style::Matrix if explode => ';',
        _ => ',',
    };
    let mut elements = Vec::new();
    for text in texts {
        let bare = name
            .and_then(|name| text.strip_prefix(name))
            .unwrap_or(text);
        if bare.is_empty() {
            continue;
        }
        for element in bare.split(separator) {
            let element = match (style, name) {
                (Style::Matrix, Some(name)) if explode => element
                    .strip_prefix(name.trim_start_matches(';'))
                    .unwrap_or(element),
                _ => element.trim(),
            };
            elements.push(typed(element, items));
        }
    }
    elements
}

fn members(text: &str, properties: &[(String, Kinds)], explode: bool) -> Value {
    let mut members = Map::new();
    let mut parts = text.trim_start_matches(['.', ';']).split([',', ';']);
    while let Some(part) = parts.next() {
        let pair = if explode {
            part.split_once('=')
        } else {
            parts.next().map(|next| (part, next))
        };
        let (key, value) = pair.unwrap_or((part, ""));
        members.insert(key.to_owned(), typed(value, kinds_of(properties, key)));
    }
    Value::Object(members)
}

fn kinds_of(properties: &[(String, Kinds)], name: &str) -> Option<Kinds> {
    properties
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, kinds)| *kinds)
}
