//! Evaluates a value against a schema.

use std::collections::HashSet;

use serde_json::Value;

use crate::described::Described;
use crate::finding::{Fault, Finding, escape};
use crate::schema::{Schema, SchemaId};

/// The default maximum number of steps of an evaluation. Nested alternatives can take any number of
/// steps; this is enough for every realistic pair of value and schema.
pub const DEFAULT_STEPS: usize = 4_000_000;
/// The number of steps charged for trying an alternative.
const ATTEMPT: usize = 20;
/// The maximum nesting depth of schemas and values that are evaluated.
const DEEPEST: usize = 300;

/// The direction in which a value is sent. Some properties are sent in one direction only.
///
/// ```
/// use huaweicloud_json_schema::{Compiler, Direction, Evaluator, JsonDocument};
/// use serde_json::json;
///
/// let document = json!({"schema": {
///     "required": ["id"],
///     "properties": {"id": {"type": "string", "readOnly": true}},
/// }});
/// let resolver = JsonDocument::new(&document);
/// let mut compiler = Compiler::new(resolver);
/// let id = compiler.compile(resolver.at("#/schema").unwrap());
/// let count = |direction| {
///     let evaluator = Evaluator::new(compiler.schemas(), direction);
///     evaluator.evaluate(id, &json!({})).findings.len()
/// };
/// assert_eq!((count(Direction::Request), count(Direction::Response)), (0, 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the service: `readOnly` properties are not required.
    Request,
    /// From the service: `writeOnly` properties are not required.
    Response,
    /// Unknown: neither are required.
    Either,
}

/// Evaluates values against compiled schemas. Each value requires its own evaluator.
#[derive(Debug)]
pub struct Evaluator<'schemas, 'value> {
    pub(crate) schemas: &'schemas [Schema],
    pub(crate) direction: Direction,
    pub(crate) types_only: bool,
    reports_suspicious: bool,
    most_findings: usize,
    most_steps: usize,
    pub(crate) steps: usize,
    path: Vec<Step<'value>>,
    pub(crate) findings: Vec<Finding<'schemas, 'value>>,
    pub(crate) described: Described<'schemas, 'value>,
    /// The schemas that are being evaluated, each with the depth of its value, because a schema may
    /// refer to itself.
    active: Vec<(SchemaId, usize)>,
}

/// The result of an evaluation.
#[derive(Debug)]
pub struct Evaluation<'schemas, 'value> {
    /// The findings, in the order of the keywords in the schema and the parts of the value.
    pub findings: Vec<Finding<'schemas, 'value>>,
    /// The number of steps that the evaluation took.
    pub steps: usize,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'value> {
    Key(&'value str),
    Index(usize),
}

impl<'schemas, 'value> Evaluator<'schemas, 'value> {
    /// Creates an evaluator of values that are sent in this direction.
    pub fn new(schemas: &'schemas [Schema], direction: Direction) -> Self {
        Self {
            schemas,
            direction,
            types_only: false,
            reports_suspicious: false,
            most_findings: usize::MAX,
            most_steps: DEFAULT_STEPS,
            steps: 0,
            path: Vec::new(),
            findings: Vec::new(),
            described: Described::default(),
            active: Vec::new(),
        }
    }

    /// Checks only types, and allows `null` everywhere, as a lenient reader does.
    ///
    /// ```
    /// use huaweicloud_json_schema::{Compiler, Direction, Evaluator, JsonDocument};
    /// use serde_json::json;
    ///
    /// let document = json!({"schema": {"type": "array", "items": {"type": "integer", "maximum": 5}}});
    /// let resolver = JsonDocument::new(&document);
    /// let mut compiler = Compiler::new(resolver);
    /// let id = compiler.compile(resolver.at("#/schema").unwrap());
    /// let value = json!([null, 50, "x"]);
    /// let lenient = Evaluator::new(compiler.schemas(), Direction::Response).types_only();
    /// let findings = lenient.evaluate(id, &value).findings;
    /// assert_eq!(findings.len(), 1);
    /// assert_eq!(findings[0].to_string(), r#""x" is not an integer"#);
    /// ```
    #[must_use]
    pub fn types_only(mut self) -> Self {
        self.types_only = true;
        self
    }

    /// Also reports what JSON Schema allows but is probably a mistake: properties that no schema
    /// describes, and properties that are sent only in the other direction.
    ///
    /// ```
    /// use huaweicloud_json_schema::{Compiler, Direction, Evaluator, JsonDocument};
    /// use serde_json::json;
    ///
    /// let document = json!({"schema": {"properties": {"total_count": {"type": "integer"}}}});
    /// let resolver = JsonDocument::new(&document);
    /// let mut compiler = Compiler::new(resolver);
    /// let id = compiler.compile(resolver.at("#/schema").unwrap());
    /// let value = json!({"totl_count": 3});
    /// let evaluator = Evaluator::new(compiler.schemas(), Direction::Response).reporting_suspicious();
    /// let findings = evaluator.evaluate(id, &value).findings;
    /// assert!(findings[0].is_suspicion());
    /// assert_eq!(findings[0].location(), "/totl_count");
    /// assert!(findings[0].to_string().ends_with("did you mean total_count?"));
    /// ```
    #[must_use]
    pub fn reporting_suspicious(mut self) -> Self {
        self.reports_suspicious = true;
        self
    }

    /// Stops after this many findings.
    #[must_use]
    pub fn with_most_findings(mut self, most: usize) -> Self {
        self.most_findings = most;
        self
    }

    /// Gives up after this many steps, with the finding [`Fault::TooComplex`].
    #[must_use]
    pub fn with_most_steps(mut self, most: usize) -> Self {
        self.most_steps = most;
        self
    }

    /// Evaluates a value.
    pub fn evaluate(mut self, id: SchemaId, value: &'value Value) -> Evaluation<'schemas, 'value> {
        self.schema(id, value);
        if self.is_exhausted() {
            // Alternatives that were not tried to the end look as if they matched.
            self.findings.clear();
            self.report(id, value, Fault::TooComplex);
        } else if self.reports_suspicious {
            self.misdirected_properties();
            self.undescribed_properties(value);
        }
        Evaluation {
            findings: self.findings,
            steps: self.steps.min(self.most_steps),
        }
    }

    /// Adds what the schema does not allow about the value.
    pub(crate) fn schema(&mut self, id: SchemaId, value: &'value Value) {
        self.steps = self.steps.saturating_add(1);
        if self.active.len() >= DEEPEST {
            self.steps = self.most_steps;
        }
        let active = (id, self.path.len());
        let is_done = self.findings.len() >= self.most_findings || self.active.contains(&active);
        let Some(schema) = self.schemas.get(id.0) else {
            return;
        };
        if is_done || self.is_exhausted() {
            return;
        }
        if schema.unresolved {
            return self.described.leave_open(value);
        }
        self.active.push(active);
        self.keywords(id, schema, value);
        self.active.pop();
    }

    fn is_exhausted(&self) -> bool {
        self.steps >= self.most_steps
    }

    /// Evaluates on trial: what is found is returned, not kept.
    pub(crate) fn attempt(
        &mut self,
        id: SchemaId,
        value: &'value Value,
    ) -> (Vec<Finding<'schemas, 'value>>, Described<'schemas, 'value>) {
        self.steps = self.steps.saturating_add(ATTEMPT);
        let findings = std::mem::take(&mut self.findings);
        let described = std::mem::take(&mut self.described);
        self.schema(id, value);
        (
            std::mem::replace(&mut self.findings, findings),
            std::mem::replace(&mut self.described, described),
        )
    }

    /// Evaluates a part of the value.
    pub(crate) fn part(&mut self, step: Step<'value>, id: SchemaId, value: &'value Value) {
        self.path.push(step);
        self.schema(id, value);
        self.path.pop();
    }

    /// Adds as many findings as there is room for.
    pub(crate) fn extend(&mut self, findings: Vec<Finding<'schemas, 'value>>) {
        let room = self.most_findings.saturating_sub(self.findings.len());
        self.findings.extend(findings.into_iter().take(room));
    }

    pub(crate) fn report(
        &mut self,
        schema: SchemaId,
        value: &'value Value,
        fault: Fault<'schemas, 'value>,
    ) {
        let finding = self.finding(schema, value, fault);
        self.findings.push(finding);
    }

    pub(crate) fn finding(
        &self,
        schema: SchemaId,
        value: &'value Value,
        fault: Fault<'schemas, 'value>,
    ) -> Finding<'schemas, 'value> {
        Finding {
            pointer: self.pointer(),
            value,
            schema,
            is_secret: self.schemas.get(schema.0).is_some_and(|it| it.secret),
            fault,
            depth: self.path.len(),
        }
    }

    /// How deep in the value the current part is.
    pub(crate) fn depth(&self) -> usize {
        self.path.len()
    }

    /// The schemas that are being evaluated for the value at the current path.
    pub(crate) fn active_here(&self) -> impl Iterator<Item = SchemaId> {
        let depth = self.depth();
        let here = self.active.iter().filter(move |(_, it)| *it == depth);
        here.map(|(id, _)| *id)
    }

    pub(crate) fn is_reporting_suspicious(&self) -> bool {
        self.reports_suspicious
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&escape(key)),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    /// Adds the properties that only the other direction has, each once: several parts of a schema
    /// may say the same.
    fn misdirected_properties(&mut self) {
        let mut seen = HashSet::new();
        for finding in std::mem::take(&mut self.described.misdirected) {
            if seen.insert(finding.location()) {
                self.extend(vec![finding]);
            }
        }
    }

    /// Adds the properties that no schema describes, in objects that schemas list properties for.
    fn undescribed_properties(&mut self, value: &'value Value) {
        if self.described.is_open(value) || self.findings.len() >= self.most_findings {
            return;
        }
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Index(index));
                    self.undescribed_properties(item);
                    self.path.pop();
                }
            }
            Value::Object(members) => {
                let schemas = self.described.schemas(value).map(<[_]>::to_vec);
                for (key, member) in members {
                    match &schemas {
                        Some(schemas) if !self.described.has_member(member) => {
                            self.undescribed_property(schemas, value, key);
                        }
                        _ => {
                            self.path.push(Step::Key(key));
                            self.undescribed_properties(member);
                            self.path.pop();
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn undescribed_property(&mut self, ids: &[SchemaId], value: &'value Value, key: &'value str) {
        let schemas = self.schemas;
        let properties = ids.iter().flat_map(|id| {
            let object = schemas.get(id.0).and_then(|it| it.object.as_deref());
            let properties = object.into_iter().flat_map(|rules| &rules.properties);
            properties.map(|(name, _)| (name.as_str(), *id))
        });
        let properties: Vec<(&str, SchemaId)> = properties.collect();
        let meant = crate::closest_name(key, properties.iter().map(|(name, _)| *name));
        let describing = meant.and_then(|meant| {
            let mut properties = properties.iter();
            properties.find(|(name, _)| *name == meant)
        });
        let schema = describing.map(|(_, id)| id).or(ids.first());
        if let Some(schema) = schema {
            let property = key;
            self.report(
                *schema,
                value,
                Fault::UndescribedProperty { property, meant },
            );
        }
    }
}
