//! Compiles the schemas of documents.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Number;

use crate::circularity::circular;
use crate::schema::{
    AdditionalProperties, Annotations, ArrayRules, Bound, Combined, Discriminator, NumberRules,
    ObjectRules, Schema, SchemaId, StringRules,
};
use crate::{Format, JsonType, NumberFormat, Pattern, Problem, Resolver, SchemaNode};

/// Compiles each schema once, however often it is referenced.
///
/// An invalid part of a schema is reported by [`problems`](Self::problems) and does not restrict any value.
///
/// ```
/// use huaweicloud_json_schema::{Compiler, JsonDocument};
/// use serde_json::json;
///
/// let document = json!({"schema": {"type": "string", "pattern": "(unclosed"}});
/// let resolver = JsonDocument::new(&document);
/// let mut compiler = Compiler::new(resolver);
/// compiler.compile(resolver.at("#/schema").unwrap());
/// assert_eq!(compiler.problems()[0].node.pointer, "#/schema");
/// ```
#[derive(Debug)]
pub struct Compiler<R: Resolver> {
    resolver: R,
    keeps_annotations: bool,
    schemas: Vec<Schema>,
    /// The nodes that the schemas were compiled from.
    nodes: Vec<R::Node>,
    known: HashMap<usize, SchemaId>,
    patterns: HashMap<String, Arc<Pattern>>,
    /// Schemas that have an identifier, and are not compiled yet.
    pending: Vec<SchemaId>,
    problems: Vec<Problem<R::Node>>,
}

impl<R: Resolver> Compiler<R> {
    /// Creates a compiler without schemas.
    pub fn new(resolver: R) -> Self {
        Self {
            resolver,
            keeps_annotations: false,
            schemas: Vec::new(),
            nodes: Vec::new(),
            known: HashMap::new(),
            patterns: HashMap::new(),
            pending: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Also keeps examples, defaults and the keywords for XML, which do not restrict values.
    ///
    /// ```
    /// use huaweicloud_json_schema::{Compiler, JsonDocument};
    /// use serde_json::json;
    ///
    /// let document = json!({"schema": {"type": "integer", "example": 5}});
    /// let resolver = JsonDocument::new(&document);
    /// let mut compiler = Compiler::new(resolver).keeping_annotations();
    /// let id = compiler.compile(resolver.at("#/schema").unwrap());
    /// let annotations = compiler.schemas()[id.0].annotations.as_ref().unwrap();
    /// assert_eq!(annotations.example, Some(json!(5)));
    /// ```
    #[must_use]
    pub fn keeping_annotations(mut self) -> Self {
        self.keeps_annotations = true;
        self
    }

    /// Compiles a schema and all schemas that it refers to.
    pub fn compile(&mut self, node: R::Node) -> SchemaId {
        let oldest = self.schemas.len();
        let id = self.identify(node);
        // Not by recursion: a chain of references may be longer than the stack.
        while let Some(id) = self.pending.pop() {
            let Some(node) = self.nodes.get(id.0).cloned() else {
                continue;
            };
            let schema = self.read(&node, id);
            if let Some(empty) = self.schemas.get_mut(id.0) {
                *empty = schema;
            }
        }
        if let Some(node) = circular(&self.schemas, oldest).and_then(|id| self.node(id)) {
            let message =
                "this schema contains itself (allOf, anyOf, oneOf or not): no value is valid";
            self.problems.push(Problem::new(node.clone(), message));
        }
        id
    }

    /// The compiled schemas, indexed by [`SchemaId`].
    pub fn schemas(&self) -> &[Schema] {
        &self.schemas
    }

    /// Returns the compiled schemas and drops the compiler.
    pub fn into_schemas(self) -> Vec<Schema> {
        self.schemas
    }

    /// The node that a schema was compiled from. `None` if the ID is from another compiler.
    pub fn node(&self, id: SchemaId) -> Option<&R::Node> {
        self.nodes.get(id.0)
    }

    /// The parts that could not be compiled so far.
    pub fn problems(&self) -> &[Problem<R::Node>] {
        &self.problems
    }

    /// The identifier of a schema, which is compiled later if it is new.
    fn identify(&mut self, node: R::Node) -> SchemaId {
        let (node, problem) = match self.resolver.resolve(node.clone()) {
            Ok(node) if node.is_object() => (node, None),
            Ok(node) => {
                let problem = Problem::new(node.clone(), "a schema must be an object");
                (node, Some(problem))
            }
            Err(problem) => (node, Some(problem)),
        };
        if let Some(id) = self.known.get(&node.identity()) {
            return *id;
        }
        let id = SchemaId(self.schemas.len());
        self.known.insert(node.identity(), id);
        self.nodes.push(node);
        match problem {
            Some(problem) => {
                self.problems.push(problem);
                self.schemas.push(Schema {
                    unresolved: true,
                    ..Schema::default()
                });
            }
            None => {
                self.schemas.push(Schema::default());
                self.pending.push(id);
            }
        }
        id
    }

    fn identify_each(&mut self, list: Option<R::Node>) -> Vec<SchemaId> {
        let elements = list.iter().flat_map(SchemaNode::elements);
        elements.map(|element| self.identify(element)).collect()
    }

    fn read(&mut self, node: &R::Node, id: SchemaId) -> Schema {
        let format = node.get("format");
        let format = format.as_ref().and_then(SchemaNode::as_str);
        let enumeration = node.get("enum");
        let members = enumeration.iter().flat_map(SchemaNode::elements);
        Schema {
            json_type: self.json_type(node),
            nullable: flag(node, "nullable"),
            read_only: flag(node, "readOnly"),
            write_only: flag(node, "writeOnly"),
            discriminator: self.discriminator(node, id).map(Box::new),
            secret: format == Some("password"),
            binary: format == Some("binary"),
            enumeration: members.map(|member| member.to_value()).collect(),
            number: number_rules(node, format).map(Box::new),
            string: self.string_rules(node, format).map(Box::new),
            array: self.array_rules(node).map(Box::new),
            object: self.object_rules(node).map(Box::new),
            combined: self.combined(node).map(Box::new),
            unresolved: false,
            annotations: self.annotations(node).map(Box::new),
        }
    }

    fn json_type(&mut self, node: &R::Node) -> Option<JsonType> {
        let stated = node.get("type")?;
        let name = stated.as_str()?;
        let found = JsonType::from_keyword(name);
        if found.is_none() {
            let message = format!("{name:?} is not a type in OpenAPI 3.0");
            self.problems.push(Problem::new(node.clone(), message));
        }
        found
    }

    fn string_rules(&mut self, node: &R::Node, format: Option<&str>) -> Option<StringRules> {
        let rules = StringRules {
            min_length: count(node, "minLength"),
            max_length: count(node, "maxLength"),
            pattern: self.pattern(node),
            format: format.and_then(Format::from_keyword),
        };
        let is_of_numbers = |name| matches!(name, "int32" | "int64" | "float" | "double");
        // A format of strings says what values are, even if it is not checked.
        let has_format = format.is_some_and(|name| !is_of_numbers(name));
        (has_format || has_any(node, &["minLength", "maxLength", "pattern"])).then_some(rules)
    }

    fn pattern(&mut self, node: &R::Node) -> Option<Arc<Pattern>> {
        let stated = node.get("pattern")?;
        let source = stated.as_str()?;
        if let Some(known) = self.patterns.get(source) {
            return Some(Arc::clone(known));
        }
        match Pattern::new(source) {
            Ok(pattern) => {
                let pattern = Arc::new(pattern);
                let known = Arc::clone(&pattern);
                self.patterns.insert(source.to_owned(), known);
                Some(pattern)
            }
            Err(why) => {
                let message =
                    format!("the pattern {source} is not an ECMAScript regular expression: {why}");
                self.problems.push(Problem::new(node.clone(), message));
                None
            }
        }
    }

    fn array_rules(&mut self, node: &R::Node) -> Option<ArrayRules> {
        let keywords = ["items", "minItems", "maxItems", "uniqueItems"];
        has_any(node, &keywords).then(|| ArrayRules {
            items: node.get("items").map(|items| self.identify(items)),
            min_items: count(node, "minItems"),
            max_items: count(node, "maxItems"),
            unique_items: flag(node, "uniqueItems"),
        })
    }

    fn object_rules(&mut self, node: &R::Node) -> Option<ObjectRules> {
        let keywords = [
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ];
        if !has_any(node, &keywords) {
            return None;
        }
        let mut rules = ObjectRules {
            min_properties: count(node, "minProperties"),
            max_properties: count(node, "maxProperties"),
            additional: self.additional_properties(node),
            ..ObjectRules::default()
        };
        let properties = node.get("properties");
        for (name, property) in properties.iter().flat_map(SchemaNode::members) {
            rules.indexes.insert(name.clone(), rules.properties.len());
            rules.properties.push((name, self.identify(property)));
        }
        let required = node.get("required");
        let names = required.iter().flat_map(SchemaNode::elements);
        rules.required = names
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        Some(rules)
    }

    fn additional_properties(&mut self, node: &R::Node) -> AdditionalProperties {
        let Some(stated) = node.get("additionalProperties") else {
            return AdditionalProperties::Unspecified;
        };
        match stated.as_bool() {
            Some(true) => AdditionalProperties::Allowed,
            Some(false) => AdditionalProperties::Forbidden,
            None => AdditionalProperties::Schema(self.identify(stated)),
        }
    }

    fn combined(&mut self, node: &R::Node) -> Option<Combined> {
        has_any(node, &["allOf", "anyOf", "oneOf", "not"]).then(|| Combined {
            all_of: self.identify_each(node.get("allOf")),
            any_of: self.identify_each(node.get("anyOf")),
            one_of: self.identify_each(node.get("oneOf")),
            not: node.get("not").map(|not| self.identify(not)),
        })
    }

    /// `None` if the discriminator has nothing to choose from, or names what cannot be found.
    fn discriminator(&mut self, node: &R::Node, own: SchemaId) -> Option<Discriminator> {
        let stated = node.get("discriminator")?;
        let property = stated.get("propertyName")?;
        let property = property.as_str()?.to_owned();
        let mut mapping = Vec::new();
        let stated = stated.get("mapping");
        for (value, name) in stated.iter().flat_map(SchemaNode::members) {
            let named = self.resolver.named_schema(node, name.as_str()?)?;
            mapping.push((value, self.identify(named)));
        }
        let alternatives = node.get("oneOf").or_else(|| node.get("anyOf"));
        let has_alternatives = alternatives.is_some();
        match alternatives {
            // Schemas without a name are not considered (OpenAPI 3.0.3, Discriminator Object).
            Some(alternatives) => {
                for alternative in alternatives.elements() {
                    if let Some(reference) = alternative.get("$ref") {
                        let name = last_segment(reference.as_str()?).to_owned();
                        mapping.push((name, self.identify(alternative)));
                    }
                }
            }
            None => {
                for (name, extension) in self.resolver.extensions(node) {
                    mapping.push((name, self.identify(extension)));
                }
            }
        }
        // A parent that nothing extends chooses nothing.
        let has_choice = mapping.iter().any(|(_, id)| *id != own);
        has_choice.then_some(Discriminator {
            property,
            mapping,
            has_alternatives,
        })
    }

    fn annotations(&self, node: &R::Node) -> Option<Annotations> {
        if !self.keeps_annotations {
            return None;
        }
        let annotations = Annotations {
            example: node.get("example").map(|it| it.to_value()),
            default: node.get("default").map(|it| it.to_value()),
            xml: node.get("xml").map(|it| it.to_value()),
        };
        (annotations != Annotations::default()).then_some(annotations)
    }
}

fn number_rules<N: SchemaNode>(node: &N, format: Option<&str>) -> Option<NumberRules> {
    let number = |key| node.get(key).and_then(|it| it.as_number().cloned());
    let bound = |limit, exclusive| {
        number(limit).map(|limit| Bound {
            limit,
            exclusive: flag(node, exclusive),
        })
    };
    let is_positive = |number: &Number| number.as_f64().is_some_and(|number| number > 0.0);
    let rules = NumberRules {
        minimum: bound("minimum", "exclusiveMinimum"),
        maximum: bound("maximum", "exclusiveMaximum"),
        multiple_of: number("multipleOf").filter(is_positive),
        format: format.and_then(NumberFormat::from_keyword),
    };
    let has_limit = rules.minimum.is_some() || rules.maximum.is_some();
    (has_limit || rules.multiple_of.is_some() || rules.format.is_some()).then_some(rules)
}

/// Whether a keyword has the value `true`.
fn flag<N: SchemaNode>(node: &N, key: &str) -> bool {
    node.get(key).and_then(|it| it.as_bool()).unwrap_or(false)
}

fn count<N: SchemaNode>(node: &N, key: &str) -> Option<usize> {
    let value = node.get(key)?;
    let number = value.as_number()?.as_u64()?;
    Some(usize::try_from(number).unwrap_or(usize::MAX))
}

fn has_any<N: SchemaNode>(node: &N, keys: &[&str]) -> bool {
    keys.iter().any(|key| node.get(key).is_some())
}

fn last_segment(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}
