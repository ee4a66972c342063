//! Values as XML, by the `xml` objects of their schemas.

use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use serde_json::{Map, Value};

use huaweicloud_json_schema::{Combined, Schema, SchemaId};

/// What a schema says of its values in XML.
#[derive(Debug, Clone, Copy)]
struct XmlRules<'schemas> {
    stated: &'schemas Value,
}

impl<'schemas> XmlRules<'schemas> {
    fn of(schema: &'schemas Schema) -> Option<Self> {
        let annotations = schema.annotations.as_deref()?;
        let stated = annotations.xml.as_ref()?;
        Some(Self { stated })
    }

    fn text(self, key: &str) -> Option<&'schemas str> {
        self.stated.get(key).and_then(Value::as_str)
    }

    /// The name of the element or attribute, in place of the property's.
    fn name(self) -> Option<&'schemas str> {
        self.text("name")
    }

    fn namespace(self) -> Option<&'schemas str> {
        self.text("namespace")
    }

    fn prefix(self) -> Option<&'schemas str> {
        self.text("prefix")
    }

    /// Whether it is an attribute of the object that has it.
    fn is_attribute(self) -> bool {
        self.flag("attribute")
    }

    /// Whether the elements of an array are in an element of their own.
    fn is_wrapped(self) -> bool {
        self.flag("wrapped")
    }

    fn flag(self, key: &str) -> bool {
        self.stated.get(key).and_then(Value::as_bool) == Some(true)
    }
}

/// Writes a value as a document whose outermost element has this name, unless the schema names it.
///
/// # Errors
/// A name that XML cannot have, in a sentence.
pub(crate) fn xml(
    schemas: &[Schema],
    id: Option<SchemaId>,
    name: &str,
    value: &Value,
) -> Result<String, String> {
    let mut document = Document {
        schemas,
        writer: Writer::new(br#"<?xml version="1.0" encoding="UTF-8"?>"#.to_vec()),
    };
    document.writer.get_mut().push(b'\n');
    let name = document.name(id, name)?;
    match value {
        Value::Array(elements) => {
            document.start(&name, id, &[])?;
            document.elements(id, &name, elements)?;
            document.end(&name)?;
        }
        value => document.element(id, &name, value)?,
    }
    String::from_utf8(document.writer.into_inner()).map_err(|error| error.to_string())
}

struct Document<'schemas> {
    schemas: &'schemas [Schema],
    writer: Writer<Vec<u8>>,
}

impl Document<'_> {
    /// An element that is not an array.
    fn element(&mut self, id: Option<SchemaId>, name: &str, value: &Value) -> Result<(), String> {
        let members = match value {
            Value::Object(members) => members,
            value => {
                self.start(name, id, &[])?;
                self.text(value)?;
                return self.end(name);
            }
        };
        let attributes = self.attributes(id, members)?;
        self.start(name, id, &attributes)?;
        for (key, value) in members {
            let property = self.property(id, key);
            let rules = property.and_then(|it| self.rules(it));
            if !rules.is_some_and(|rules| rules.is_attribute()) {
                self.member(property, key, value)?;
            }
        }
        self.end(name)
    }

    /// A property: null is left out, an array is an element for each of its own.
    fn member(&mut self, id: Option<SchemaId>, key: &str, value: &Value) -> Result<(), String> {
        let name = self.name(id, key)?;
        match value {
            Value::Null => Ok(()),
            Value::Array(elements) => {
                let rules = id.and_then(|id| self.rules(id));
                let is_wrapped = rules.is_some_and(|rules| rules.is_wrapped());
                if is_wrapped {
                    self.start(&name, id, &[])?;
                }
                self.elements(id, &name, elements)?;
                if is_wrapped {
                    self.end(&name)?;
                }
                Ok(())
            }
            value => self.element(id, &name, value),
        }
    }

    /// The elements of an array, under the name that their schema has, or else the array's.
    fn elements(
        &mut self,
        array: Option<SchemaId>,
        name: &str,
        elements: &[Value],
    ) -> Result<(), String> {
        let items = array.and_then(|array| self.items(array));
        let name = self.name(items, name)?;
        for value in elements {
            match value {
                Value::Array(inner) => {
                    self.start(&name, items, &[])?;
                    self.elements(items, &name, inner)?;
                    self.end(&name)?;
                }
                value => self.element(items, &name, value)?,
            }
        }
        Ok(())
    }

    fn attributes(
        &self,
        id: Option<SchemaId>,
        members: &Map<String, Value>,
    ) -> Result<Vec<(String, String)>, String> {
        let mut found = Vec::new();
        for (key, value) in members.iter().filter(|(_, value)| !value.is_null()) {
            let property = self.property(id, key);
            let Some(rules) = property.and_then(|it| self.rules(it)) else {
                continue;
            };
            if rules.is_attribute() {
                let name = self.name(property, key)?;
                if let (Some(prefix), Some(namespace)) = (rules.prefix(), rules.namespace()) {
                    found.push((format!("xmlns:{prefix}"), namespace.to_owned()));
                }
                found.push((name, text_of(value)));
            }
        }
        Ok(found)
    }

    fn start(
        &mut self,
        name: &str,
        id: Option<SchemaId>,
        attributes: &[(String, String)],
    ) -> Result<(), String> {
        let mut element = BytesStart::new(name);
        let rules = id.and_then(|id| self.rules(id));
        if let Some(namespace) = rules.and_then(XmlRules::namespace) {
            let prefix = rules.and_then(XmlRules::prefix);
            let key = prefix.map_or_else(|| "xmlns".to_owned(), |it| format!("xmlns:{it}"));
            element.push_attribute((key.as_str(), namespace));
        }
        for (index, (key, value)) in attributes.iter().enumerate() {
            // Two attributes may have the same prefix, which is declared once.
            let is_known = attributes.iter().take(index).any(|(known, _)| known == key);
            if !is_known {
                element.push_attribute((key.as_str(), value.as_str()));
            }
        }
        self.write(Event::Start(element))
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        self.write(Event::End(BytesEnd::new(name)))
    }

    fn text(&mut self, value: &Value) -> Result<(), String> {
        let text = text_of(value);
        self.write(Event::Text(BytesText::new(&text)))
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), String> {
        let written = self.writer.write_event(event);
        written.map_err(|error| format!("the XML cannot be written: {error}"))
    }

    /// The name of an element or attribute, with the prefix that its schema has.
    fn name(&self, id: Option<SchemaId>, key: &str) -> Result<String, String> {
        let rules = id.and_then(|id| self.rules(id));
        let name = rules.and_then(XmlRules::name);
        let name = name.unwrap_or(key);
        let name = match rules.and_then(XmlRules::prefix) {
            Some(prefix) => format!("{prefix}:{name}"),
            None => name.to_owned(),
        };
        match is_name(&name) {
            true => Ok(name),
            false => Err(format!(
                "{key:?} cannot be written as XML, which has no such names: give its schema `xml: {{name: ...}}`"
            )),
        }
    }

    /// What a schema, or else a part of its `allOf`, says of XML.
    fn rules(&self, id: SchemaId) -> Option<XmlRules<'_>> {
        let all = self.looking(id, |combined| combined.all_of.clone());
        let mut schemas = all.iter().filter_map(|part| self.schemas.get(part.0));
        schemas.find_map(XmlRules::of)
    }

    /// The property's schema: one that says something of XML, if there is one.
    fn property(&self, id: Option<SchemaId>, name: &str) -> Option<SchemaId> {
        let all = self.looking(id?, |combined| combined.parts().collect());
        let schemas = all.iter().filter_map(|part| self.schemas.get(part.0));
        let mut said = schemas.filter_map(|schema| schema.object.as_ref()?.property(name));
        let first = said.next()?;
        let found = std::iter::once(first)
            .chain(said)
            .find(|id| self.rules(*id).is_some());
        Some(found.unwrap_or(first))
    }

    fn items(&self, id: SchemaId) -> Option<SchemaId> {
        let all = self.looking(id, |combined| combined.parts().collect());
        let mut schemas = all.iter().filter_map(|part| self.schemas.get(part.0));
        schemas.find_map(|schema| schema.array.as_ref()?.items)
    }

    /// A schema and those that look at the same value, each once.
    fn looking(&self, id: SchemaId, parts: impl Fn(&Combined) -> Vec<SchemaId>) -> Vec<SchemaId> {
        let mut found = vec![id];
        let mut index = 0;
        while let Some(id) = found.get(index) {
            let schema = self.schemas.get(id.0);
            for part in schema
                .and_then(|it| it.combined.as_deref())
                .map_or_else(Vec::new, &parts)
            {
                if !found.contains(&part) {
                    found.push(part);
                }
            }
            index += 1;
        }
        found
    }
}

fn text_of(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    // XML 1.0 has no way to write the others.
    let is_allowed = |character: char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.replace(|character| !is_allowed(character), "\u{fffd}")
}

/// Whether XML can have an element of this name; of the rarer letters, all are taken for allowed.
fn is_name(text: &str) -> bool {
    let is_part = |part: &str| {
        let mut characters = part.chars();
        let is_start = |it: char| it.is_alphabetic() || it == '_';
        characters.next().is_some_and(is_start)
            && characters.all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | '·'))
    };
    match text.split_once(':') {
        Some((prefix, name)) => is_part(prefix) && is_part(name),
        None => is_part(text),
    }
}
