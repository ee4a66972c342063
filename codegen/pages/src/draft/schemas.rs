//! Components of a draft: named objects and enumerations.

use serde_json::{Map, Value, json};

use crate::draft::placeholder::todo;
use crate::draft::samples;
use crate::page::{Role, Row, Table};
use crate::record::Record;
use crate::vocabulary::{FieldType, type_kind};

type Objects<'a> = Vec<&'a Map<String, Value>>;

/// Collects components.
pub(super) struct Schemas<'a> {
    pub(super) record: &'a Record,
    pub(super) components: Map<String, Value>,
    /// The components of the target document.
    pub(super) existing: &'a Map<String, Value>,
    /// The types being read, with their components: a type may contain itself.
    pub(super) open: Vec<(String, String)>,
}

/// The body of a table.
#[derive(Clone, Copy)]
pub(super) struct Body<'a> {
    pub(super) status: Option<&'a str>,
    /// The prefix for the name of a table of the body.
    pub(super) part: &'a str,
}

impl<'a> Schemas<'a> {
    /// A reference to a component with the fields of a table.
    pub(super) fn object(
        &mut self,
        name: &str,
        rows: &'a [Row],
        body: Body<'a>,
        owners: &Objects<'a>,
    ) -> Value {
        let name = self.free_name(name, |component| has_fields(component, rows));
        if !self.components.contains_key(&name) && !self.existing.contains_key(&name) {
            // Reserved while its fields are read: a type may contain itself.
            self.components.insert(name.clone(), Value::Null);
            let schema = self.object_schema(&name, rows, body, owners);
            self.components.insert(name.clone(), schema);
        }
        reference(&name)
    }

    fn object_schema(
        &mut self,
        name: &str,
        rows: &'a [Row],
        body: Body<'a>,
        owners: &Objects<'a>,
    ) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for row in rows {
            if row.required == Some(true) {
                required.push(Value::from(row.name.as_str()));
            }
            let schema = self.field(name, row, body, owners);
            properties.insert(row.name.clone(), schema);
        }
        self.only_shown(name, &mut properties, body, owners);
        let mut schema = json!({
            "description": todo("what it is"),
            "x-source": {"page": self.record.operation, "part": body.part},
            "type": "object",
        });
        if !required.is_empty() {
            schema["required"] = Value::Array(required);
        }
        schema["properties"] = Value::Object(properties);
        schema
    }

    /// Fields that examples show and no table lists.
    fn only_shown(
        &mut self,
        owner: &str,
        properties: &mut Map<String, Value>,
        body: Body<'a>,
        owners: &Objects<'a>,
    ) {
        for (key, value) in owners.iter().flat_map(|object| object.iter()) {
            if properties.contains_key(key) {
                continue;
            }
            let inner = samples::inner(owners, key);
            let schema = if inner.is_empty() {
                samples::schema(value)
            } else {
                let object = self.shown(&format!("{owner}{}", pascal(key)), body, &inner);
                match value {
                    Value::Array(_) => json!({"type": "array", "items": object}),
                    _ => object,
                }
            };
            let mut field = json!({
                "description": todo(key),
                "x-source": {"example": body.status.unwrap_or("request")},
            });
            if schema.get("$ref").is_some() {
                field["allOf"] = json!([schema]);
            } else if let (Some(field), Value::Object(schema)) = (field.as_object_mut(), schema) {
                field.extend(schema);
            }
            properties.insert(key.clone(), field);
        }
    }

    /// A name that no other component has. The same component keeps its name.
    fn free_name(&self, name: &str, same: impl Fn(&Value) -> bool) -> String {
        let fits = |name: &String| {
            let known = self
                .components
                .get(name)
                .or_else(|| self.existing.get(name));
            known.is_none_or(|component| component.is_null() || same(component))
        };
        let own = format!("{}{name}", self.record.operation);
        let numbered = (2..100).map(|number| format!("{own}{number}"));
        let mut names = [name.to_owned(), own.clone()].into_iter().chain(numbered);
        names.find(fits).unwrap_or_else(|| name.to_owned())
    }

    /// The existing component for an error with these fields: errors share their body.
    pub(super) fn error(&self, rows: &[Row]) -> Option<Value> {
        let known = self
            .existing
            .iter()
            .find(|(name, component)| name.ends_with("Error") && has_fields(component, rows));
        known.map(|(name, _)| reference(name))
    }

    /// The schema of a field, with a placeholder for its description.
    fn field(&mut self, owner: &str, row: &'a Row, body: Body<'a>, owners: &Objects<'a>) -> Value {
        let inner = samples::inner(owners, &row.name);
        let schema = self.schema(owner, row, body, &inner);
        let mut field = json!({"description": todo(&row.name)});
        if schema.get("$ref").is_some() {
            field["allOf"] = json!([schema]);
        } else if let (Some(field), Some(schema)) = (field.as_object_mut(), schema.as_object()) {
            field.extend(schema.clone());
        }
        if samples::is_null(owners, &row.name) {
            field["nullable"] = true.into();
            self.may_be_null(&field.clone());
        }
        field
    }

    /// The referenced component has to allow null too.
    fn may_be_null(&mut self, field: &Value) {
        let target = field.pointer("/allOf/0/$ref").and_then(Value::as_str);
        let name = target.and_then(|target| target.rsplit('/').next());
        if let Some(component) = name.and_then(|name| self.components.get_mut(name))
            && component.is_object()
        {
            component["nullable"] = true.into();
        }
    }

    /// The schema of a parameter or field.
    pub(super) fn schema(
        &mut self,
        owner: &str,
        row: &'a Row,
        body: Body<'a>,
        objects: &Objects<'a>,
    ) -> Value {
        let kind = row
            .type_
            .as_deref()
            .and_then(type_kind)
            .unwrap_or(FieldType::Text);
        self.of_kind(&kind, owner, row, body, objects)
    }

    fn of_kind(
        &mut self,
        kind: &FieldType,
        owner: &str,
        row: &'a Row,
        body: Body<'a>,
        objects: &Objects<'a>,
    ) -> Value {
        match kind {
            FieldType::Array(items) => {
                let items = self.of_kind(items, owner, row, body, objects);
                let mut schema = json!({"type": "array", "items": items});
                insert(&mut schema, "minItems", row.min_items.map(Value::from));
                insert(&mut schema, "maxItems", row.max_items.map(Value::from));
                schema
            }
            FieldType::Object(Some(name)) => self.referenced(name, owner, row, body, objects),
            FieldType::Object(None) if !objects.is_empty() => {
                self.shown(&format!("{owner}{}", pascal(&row.name)), body, objects)
            }
            FieldType::Object(None) | FieldType::Any => {
                json!({"type": "object", "additionalProperties": true})
            }
            FieldType::Map => json!({"type": "object", "additionalProperties": {"type": "string"}}),
            FieldType::File => json!({"type": "string", "format": "binary"}),
            FieldType::Boolean => {
                let mut schema = json!({"type": "boolean"});
                insert(&mut schema, "default", row.default.clone());
                schema
            }
            FieldType::Text | FieldType::Integer | FieldType::Number => {
                self.scalar(kind, owner, row)
            }
        }
    }

    /// A named type: its table, or what the examples show of it.
    fn referenced(
        &mut self,
        name: &str,
        owner: &str,
        row: &'a Row,
        body: Body<'a>,
        objects: &Objects<'a>,
    ) -> Value {
        let tables = &self.record.facts.tables;
        let named =
            |table: &&Table| table.role == Role::Type && table.type_name.as_deref() == Some(name);
        let same = tables
            .iter()
            .filter(named)
            .find(|table| table.status.as_deref() == body.status);
        // The table of another body is used if it has all fields of the examples.
        let fits = |table: &&Table| {
            let mut keys = objects.iter().flat_map(|object| object.keys());
            keys.all(|key| table.rows.iter().any(|row| row.name == *key))
        };
        let Some(table) = same.or_else(|| tables.iter().filter(named).find(fits)) else {
            return self.shown(&format!("{owner}{}", pascal(&row.name)), body, objects);
        };
        if let Some((_, component)) = self.open.iter().find(|(open, _)| open == name) {
            return reference(component);
        }
        // A type named after its field has no name of its own.
        let component = if name.starts_with(|c: char| c.is_ascii_uppercase()) {
            pascal(name)
        } else {
            format!("{}{}", owner.trim_end_matches("Response"), pascal(name))
        };
        let part = Body {
            part: table.type_name.as_deref().unwrap_or_default(),
            ..body
        };
        self.open.push((name.to_owned(), component.clone()));
        let schema = self.object(&component, &table.rows, part, objects);
        self.open.pop();
        schema
    }

    /// An object that only examples show.
    fn shown(&mut self, name: &str, body: Body<'a>, objects: &Objects<'a>) -> Value {
        let name = self.free_name(name, |_| false);
        self.components.insert(name.clone(), Value::Null);
        let mut properties = Map::new();
        self.only_shown(&name, &mut properties, body, objects);
        for property in properties.values_mut().filter_map(Value::as_object_mut) {
            property.shift_remove("x-source");
        }
        let mut schema = json!({
            "description": todo("what it is"),
            "x-source": {"example": body.status.unwrap_or("request")},
            "type": "object",
        });
        // An unknown type becomes a component all the same: it has to be written by hand.
        if properties.is_empty() {
            schema["additionalProperties"] = true.into();
        } else {
            schema["properties"] = Value::Object(properties);
        }
        self.components.insert(name.clone(), schema);
        reference(&name)
    }

    fn scalar(&mut self, kind: &FieldType, owner: &str, row: &Row) -> Value {
        let mut schema = match kind {
            FieldType::Integer => json!({"type": "integer", "format": "int64"}),
            FieldType::Number => json!({"type": "number", "format": "double"}),
            _ => json!({"type": "string"}),
        };
        if matches!(kind, FieldType::Text) {
            insert(&mut schema, "minLength", row.min_length.map(Value::from));
            insert(&mut schema, "maxLength", row.max_length.map(Value::from));
            insert(&mut schema, "pattern", row.pattern.clone().map(Value::from));
        } else {
            let fits = |number: &serde_json::Number| number.as_i64().is_some() || number.is_f64();
            let bound = |number: &Option<serde_json::Number>| {
                number.clone().filter(fits).map(Value::Number)
            };
            insert(&mut schema, "minimum", bound(&row.minimum));
            insert(&mut schema, "maximum", bound(&row.maximum));
        }
        let array = row
            .type_
            .as_deref()
            .is_some_and(|text| matches!(type_kind(text), Some(FieldType::Array(_))));
        insert(
            &mut schema,
            "default",
            row.default.clone().filter(|_| !array),
        );
        if row.values.is_empty() {
            return schema;
        }
        self.enumeration(schema, owner, row)
    }

    fn enumeration(&mut self, mut schema: Value, owner: &str, row: &Row) -> Value {
        let name = format!(
            "{}{}",
            owner.trim_end_matches("Response"),
            pascal(&row.name)
        );
        let values: Vec<Value> = row
            .values
            .iter()
            .map(|allowed| allowed.value.clone())
            .collect();
        let text = |value: &Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        let meanings: Map<String, Value> = values
            .iter()
            .map(|value| (text(value), todo(&text(value))))
            .collect();
        if !values.iter().all(Value::is_string) {
            let names = values
                .iter()
                .map(|value| Value::from(format!("Value{}", text(value).replace(['-', '.'], "_"))));
            schema["x-enum-varnames"] = names.collect();
        }
        schema["enum"] = Value::Array(values);
        schema["x-enum-descriptions"] = Value::Object(meanings);
        let mut component = json!({
            "description": todo("what it chooses"),
            "x-source": {"page": self.record.operation},
        });
        if let (Some(component), Some(schema)) = (component.as_object_mut(), schema.as_object()) {
            component.extend(schema.clone());
        }
        let name = self.free_name(&name, |known| known["enum"] == component["enum"]);
        if self.existing.contains_key(&name) {
            return reference(&name);
        }
        self.components.insert(name.clone(), component);
        reference(&name)
    }
}

/// Whether a component has exactly these fields.
fn has_fields(component: &Value, rows: &[Row]) -> bool {
    let properties = component.get("properties").and_then(Value::as_object);
    properties.is_some_and(|properties| {
        properties.len() == rows.len() && rows.iter().all(|row| properties.contains_key(&row.name))
    })
}

pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn insert(schema: &mut Value, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        schema[key] = value;
    }
}

/// A name in the style of a type.
pub(super) fn pascal(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .map(|word| {
            let mut characters = word.chars();
            let first = characters.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(characters).collect::<String>()
        })
        .collect()
}
