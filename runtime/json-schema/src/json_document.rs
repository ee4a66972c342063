//! Documents that are read as JSON.

use percent_encoding::percent_decode_str;
use serde_json::{Number, Value};

use crate::finding::escape;
use crate::{Problem, Resolver, SchemaNode};

/// How many references may follow each other.
const LONGEST_CHAIN: usize = 32;

/// An OpenAPI document in a single file, without references to other files.
#[derive(Debug, Clone, Copy)]
pub struct JsonDocument<'document> {
    root: &'document Value,
}

/// A value in a [`JsonDocument`].
#[derive(Debug, Clone)]
pub struct JsonNode<'document> {
    /// The value.
    pub value: &'document Value,
    /// Its JSON pointer as a URI fragment: `#/components/schemas/Thing`.
    pub pointer: String,
}

impl<'document> JsonDocument<'document> {
    /// Creates a document from its root.
    pub fn new(root: &'document Value) -> Self {
        Self { root }
    }

    /// The value at a JSON pointer in the form of a URI fragment, such as `#/components/schemas/Thing`. `None`
    /// if there is no such value.
    ///
    /// ```
    /// use huaweicloud_json_schema::JsonDocument;
    /// use serde_json::json;
    ///
    /// let document = json!({"components": {"schemas": {"Thing": {"type": "string"}}}});
    /// let thing = JsonDocument::new(&document).at("#/components/schemas/Thing").unwrap();
    /// assert_eq!(thing.value["type"], "string");
    /// ```
    pub fn at(&self, fragment: &str) -> Option<JsonNode<'document>> {
        let pointer = percent_decode_str(fragment.strip_prefix('#')?).decode_utf8_lossy();
        let value = self.root.pointer(&pointer)?;
        let pointer = format!("#{pointer}");
        Some(JsonNode { value, pointer })
    }

    fn referenced(
        &self,
        node: &JsonNode<'document>,
        reference: &str,
    ) -> Result<JsonNode<'document>, Problem<JsonNode<'document>>> {
        let message = match (self.at(reference), reference.starts_with('#')) {
            (Some(target), _) => return Ok(target),
            (None, true) => format!("{reference} does not exist: check its spelling"),
            (None, false) => {
                format!("{reference} is in another document: merge the documents first")
            }
        };
        Err(Problem::new(node.clone(), message))
    }
}

impl<'document> Resolver for JsonDocument<'document> {
    type Node = JsonNode<'document>;

    fn resolve(&self, schema: Self::Node) -> Result<Self::Node, Problem<Self::Node>> {
        let mut node = schema;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = node.value.get("$ref") else {
                return Ok(node);
            };
            let Some(reference) = reference.as_str() else {
                return Err(Problem::new(node, "$ref is not a string"));
            };
            node = self.referenced(&node, reference)?;
        }
        let message = "the references form a cycle";
        Err(Problem::new(node, message))
    }

    fn named_schema(&self, _schema: &Self::Node, name: &str) -> Option<Self::Node> {
        match name.starts_with('#') {
            true => self.at(name),
            false => self.at("#/components/schemas")?.get(name),
        }
    }

    fn extensions(&self, schema: &Self::Node) -> Vec<(String, Self::Node)> {
        let is_extension = |component: &Self::Node| {
            let parts = component.get("allOf");
            let mut parts = parts.iter().flat_map(SchemaNode::elements);
            parts.any(|part| {
                let reference = part.value.get("$ref").and_then(Value::as_str);
                reference == Some(schema.pointer.as_str())
            })
        };
        let components = self.at("#/components/schemas");
        let components = components.iter().flat_map(SchemaNode::members);
        let found = components.filter(|(_, component)| {
            component.pointer == schema.pointer || is_extension(component)
        });
        found.collect()
    }
}

impl JsonNode<'_> {
    fn child<'document>(&self, key: &str, value: &'document Value) -> JsonNode<'document> {
        JsonNode {
            value,
            pointer: format!("{}/{}", self.pointer, escape(key)),
        }
    }
}

impl SchemaNode for JsonNode<'_> {
    fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.as_object()?.get(key)?;
        Some(self.child(key, value))
    }

    fn members(&self) -> impl Iterator<Item = (String, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.clone(), self.child(key, value)))
    }

    fn elements(&self) -> impl Iterator<Item = Self> {
        let elements = self.value.as_array().into_iter().flatten().enumerate();
        elements.map(|(index, value)| self.child(&index.to_string(), value))
    }

    fn is_object(&self) -> bool {
        self.value.is_object()
    }

    fn as_str(&self) -> Option<&str> {
        self.value.as_str()
    }

    fn as_bool(&self) -> Option<bool> {
        self.value.as_bool()
    }

    fn as_number(&self) -> Option<&Number> {
        self.value.as_number()
    }

    fn to_value(&self) -> Value {
        self.value.clone()
    }

    fn identity(&self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }
}
