//! URL-encoded forms: `a=1&b=2`.

use serde_json::{Map, Value};

use super::parameter::items_of;
use super::text_value::typed;
use crate::node::Node;
use crate::query::Query;
use crate::schema::{JsonType, Kinds, Schema, SchemaId, all_properties, kinds};

/// A field of a form, and how its value is written.
#[derive(Debug)]
pub(crate) struct Field {
    name: String,
    kinds: Kinds,
    /// The types of its elements, if it can be a list.
    items: Option<Kinds>,
    /// The separator of elements; `None` if each element is a separate field.
    separator: Option<char>,
    /// Whether the whole value is JSON.
    is_json: bool,
}

/// Applies a function to each property of a body's schema and its `encoding`.
pub(super) fn each_property<T>(
    schemas: &[Schema],
    schema: Option<SchemaId>,
    media: &Node<'_>,
    read: impl Fn(&str, SchemaId, Option<&Node<'_>>) -> T,
) -> Vec<T> {
    let encoding = media.get("encoding");
    let read = |(name, id): (&str, SchemaId)| {
        let encoding = encoding.as_ref().and_then(|all| all.get(name));
        read(name, id, encoding.as_ref())
    };
    let properties = schema.map(|id| all_properties(schemas, id));
    properties.into_iter().flatten().map(read).collect()
}

impl Field {
    /// The properties of a body's schema, with their `encoding`.
    pub(crate) fn read_all(
        schemas: &[Schema],
        schema: Option<SchemaId>,
        media: &Node<'_>,
    ) -> Vec<Self> {
        each_property(schemas, schema, media, |name, id, encoding| {
            Self::read(schemas, name, id, encoding)
        })
    }

    fn read(schemas: &[Schema], name: &str, id: SchemaId, encoding: Option<&Node<'_>>) -> Self {
        let kinds = kinds(schemas, id);
        let text = |key: &str| encoding.and_then(|it| it.text(key));
        let explode = encoding.and_then(|it| it.value.get("explode"));
        let explode = explode.and_then(Value::as_bool);
        let has_style = text("style").is_some() || explode.is_some();
        let separator = match (
            explode.unwrap_or(text("style").is_none_or(|it| it == "form")),
            text("style"),
        ) {
            (true, _) => None,
            (false, Some("spaceDelimited")) => Some(' '),
            (false, Some("pipeDelimited")) => Some('|'),
            (false, _) => Some(','),
        };
        // An object is JSON by default; `style` overrides the media type.
        let is_json = match text("contentType") {
            Some(name) => name.contains("json") && !has_style,
            None => kinds.is_only(JsonType::Object) && !has_style,
        };
        let items = kinds
            .contains(JsonType::Array)
            .then(|| items_of(schemas, id));
        Self {
            name: name.to_owned(),
            kinds,
            items,
            separator,
            is_json,
        }
    }

    /// The value that these texts represent.
    fn value(&self, texts: &[&str]) -> Result<Value, String> {
        let json = |text: &str| {
            let parsed = serde_json::from_str(text);
            parsed.map_err(|error| format!("body at /{}: is not JSON: {error}", self.name))
        };
        if let ([text], true) = (texts, self.is_json) {
            return json(text);
        }
        let Some(items) = self.items else {
            let [text] = texts else {
                let (name, count) = (&self.name, texts.len());
                return Err(format!(
                    "body at /{name}: occurs {count} times, expected once"
                ));
            };
            return Ok(typed(text, Some(self.kinds)));
        };
        let elements: Vec<&str> = match self.separator {
            None => texts.to_vec(),
            Some(separator) => texts
                .iter()
                .flat_map(|text| text.split(separator))
                .collect(),
        };
        if let ([text], false) = (elements.as_slice(), self.kinds.is_only(JsonType::Array)) {
            return Ok(typed(text, Some(self.kinds)));
        }
        let element = |text: &&str| match items.is_only(JsonType::Object) {
            true => json(text),
            false => Ok(typed(text, Some(items))),
        };
        elements.iter().map(element).collect()
    }
}

/// The object that a form represents.
pub(crate) fn form(body: &[u8], fields: &[Field]) -> Result<Value, String> {
    let text = std::str::from_utf8(body).map_err(|error| {
        let first = error.valid_up_to();
        format!("body: is not valid UTF-8 after byte {first}")
    })?;
    let query = Query::parse(text);
    if let Some(name) = query.broken.first() {
        return Err(format!("body at /{name}: is not valid UTF-8 when decoded"));
    }
    let mut members = Map::new();
    for (name, text) in &query.pairs {
        if members.contains_key(name) {
            continue;
        }
        let value = match fields.iter().find(|field| field.name == *name) {
            Some(field) => field.value(&query.values(name).collect::<Vec<_>>())?,
            None => Value::from(text.as_str()),
        };
        members.insert(name.clone(), value);
    }
    Ok(Value::Object(members))
}
