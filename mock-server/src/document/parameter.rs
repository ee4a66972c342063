//! Parameters: where they are sent, how they are written, and their schemas.

use hyper::HeaderMap;
use hyper::header::HeaderName;
use serde_json::Value;

use super::security::cookie;
use super::text_value::{Form, Style};
use crate::node::{Document, Node, Problem};
use crate::query::Query;
use crate::router::parameter_names;
use crate::schema::{
    Checker, Compiler, Finding, JsonType, Kinds, Schema, SchemaId, Strictness, kinds,
    request_sample,
};

/// Headers that OpenAPI describes elsewhere.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "authorization", "content-type"];

/// A parameter of an operation.
#[derive(Debug)]
pub(crate) struct Parameter {
    name: String,
    location: Location,
    required: bool,
    may_be_empty: bool,
    /// The ways to read its text; the first one that fits the schema is used.
    forms: Vec<Form>,
    schema: Option<SchemaId>,
}

#[derive(Debug, PartialEq)]
enum Location {
    /// The index among the values of the path.
    Path(usize),
    Query,
    Header(HeaderName),
    Cookie,
}

/// The parts of a request that contain parameters, before they are parsed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawParameters<'call> {
    pub(crate) path: &'call [String],
    pub(crate) query: &'call Query,
    pub(crate) headers: &'call HeaderMap,
}

impl Parameter {
    /// The parameters of an operation and of its path. Those of the operation take precedence.
    pub(crate) fn read_all<'document>(
        document: &Document<'document>,
        compiler: &mut Compiler<'document>,
        template: &str,
        places: [&Node<'document>; 2],
    ) -> Result<Vec<Self>, Problem> {
        let mut found: Vec<Self> = Vec::new();
        for list in places
            .into_iter()
            .filter_map(|place| place.get("parameters"))
        {
            for element in list.elements() {
                let place = document.resolve(element)?;
                let Some(parameter) = Self::read(document, compiler, template, &place)? else {
                    continue;
                };
                let known = found
                    .iter()
                    .any(|one| one.name == parameter.name && one.location == parameter.location);
                if !known {
                    found.push(parameter);
                }
            }
        }
        found.sort_by_key(|parameter| parameter.location.rank());
        Ok(found)
    }

    /// `None` if requests cannot contain this parameter.
    fn read<'document>(
        document: &Document<'document>,
        compiler: &mut Compiler<'document>,
        template: &str,
        place: &Node<'document>,
    ) -> Result<Option<Self>, Problem> {
        let (Some(name), Some(location)) = (place.text("name"), place.text("in")) else {
            return Err(place.problem("a parameter requires `name` and `in`"));
        };
        let location = match location {
            "path" => {
                let index = parameter_names(template)
                    .iter()
                    .position(|known| *known == name);
                let Some(index) = index else { return Ok(None) };
                Location::Path(index)
            }
            "query" => Location::Query,
            "cookie" => Location::Cookie,
            "header" => match HeaderName::from_bytes(name.as_bytes()) {
                Ok(header) if DESCRIBED_ELSEWHERE.contains(&header.as_str()) => return Ok(None),
                Ok(header) => Location::Header(header),
                Err(_) => {
                    return Err(place.problem(format!("`{name}` is not a valid name of a header")));
                }
            },
            other => return Err(place.problem(format!(
                "unknown location `{other}` of a parameter: expected path, query, header or cookie"
            ))),
        };
        let content = place
            .get("content")
            .and_then(|content| content.members().next());
        let schema = match &content {
            Some((_, media)) => media.get("schema"),
            None => place.get("schema"),
        };
        let schema = match schema {
            Some(schema) => Some(compiler.compile(document.resolve(schema)?)?),
            None => None,
        };
        let forms = match content {
            Some(_) => vec![Form::Json],
            None => Form::all_of_schema(compiler.schemas(), schema, location.style(place), place),
        };
        Ok(Some(Self {
            name: name.to_owned(),
            required: place.flag("required") || matches!(location, Location::Path(_)),
            may_be_empty: place.flag("allowEmptyValue"),
            location,
            forms,
            schema,
        }))
    }

    /// The name on the wire, and a value that the schema allows, if there is a schema.
    pub(crate) fn sample(&self, schemas: &[Schema]) -> (&str, Option<Value>) {
        let value = self.schema.map(|schema| {
            let value = request_sample(schemas, schema);
            // An empty segment would be another path.
            match matches!(self.location, Location::Path(_)) && value == "" {
                true => Value::from("text"),
                false => value,
            }
        });
        (&self.name, value)
    }

    /// Adds the problems of this parameter in a request.
    pub(crate) fn check(
        &self,
        schemas: &[Schema],
        raw: &RawParameters<'_>,
        problems: &mut Vec<String>,
    ) {
        match self.findings(schemas, raw) {
            Ok(findings) => problems.extend(findings.iter().map(|one| self.describe(one))),
            Err(message) => problems.push(self.describe(&Finding::whole(message))),
        }
    }

    /// The findings of the first way to read the text that has none, or else those of the first way.
    fn findings(
        &self,
        schemas: &[Schema],
        raw: &RawParameters<'_>,
    ) -> Result<Vec<Finding>, String> {
        let mut first = None;
        for form in &self.forms {
            let found = self.findings_by(form, schemas, raw);
            if found.as_ref().is_ok_and(Vec::is_empty) {
                return found;
            }
            first.get_or_insert(found);
        }
        first.unwrap_or_else(|| Ok(Vec::new()))
    }

    fn findings_by(
        &self,
        form: &Form,
        schemas: &[Schema],
        raw: &RawParameters<'_>,
    ) -> Result<Vec<Finding>, String> {
        let value = match &self.location {
            Location::Path(index) => match raw.path.get(*index) {
                Some(text) => Some(form.read(&[text])?),
                None => None,
            },
            Location::Query => self.in_query(form, raw.query)?,
            Location::Header(name) => in_header(form, raw.headers, name)?,
            Location::Cookie => match cookie(raw.headers, &self.name) {
                Some(bytes) => Some(form.read(&[utf_8(bytes)?])?),
                None => None,
            },
        };
        let empty = self.may_be_empty && value.as_ref().and_then(Value::as_str) == Some("");
        match (value, self.schema) {
            (None, _) if self.required => Err("is required but missing".to_owned()),
            (Some(value), Some(schema)) if !empty => {
                Ok(Checker::new(schemas, Strictness::Rules).findings(schema, &value))
            }
            _ => Ok(Vec::new()),
        }
    }

    fn in_query(&self, form: &Form, query: &Query) -> Result<Option<Value>, String> {
        if query.broken.contains(&self.name) {
            return Err("is not valid UTF-8 when decoded".to_owned());
        }
        if let Some(members) = form.members_in_query(&self.name, query)? {
            return Ok(Some(members).filter(|members| {
                members
                    .as_object()
                    .is_some_and(|members| !members.is_empty())
            }));
        }
        let values: Vec<&str> = query.values(&self.name).collect();
        if values.is_empty() {
            return Ok(None);
        }
        form.read(&values).map(Some)
    }

    fn describe(&self, finding: &Finding) -> String {
        let name = &self.name;
        let place = match self.location {
            Location::Path(_) => format!("path parameter {name}"),
            Location::Query => format!("query parameter {name}"),
            Location::Header(_) => format!("header {name}"),
            Location::Cookie => format!("cookie {name}"),
        };
        let at = if finding.pointer.is_empty() {
            String::new()
        } else {
            format!(" at {}", finding.pointer)
        };
        format!("{place}{at}: {}", finding.message)
    }
}

fn in_header(form: &Form, headers: &HeaderMap, name: &HeaderName) -> Result<Option<Value>, String> {
    let mut texts = Vec::new();
    for value in headers.get_all(name) {
        texts.push(utf_8(value.as_bytes())?);
    }
    match texts.as_slice() {
        [] => Ok(None),
        // A list may be split over several headers of the same name.
        texts if form.is_list() => Ok(Some(form.read(&[&texts.join(",")])?)),
        texts => form.read(texts).map(Some),
    }
}

impl Location {
    fn rank(&self) -> usize {
        match self {
            Self::Path(index) => *index,
            Self::Query => 1_000,
            Self::Header(_) => 1_001,
            Self::Cookie => 1_002,
        }
    }

    fn style(&self, place: &Node<'_>) -> Style {
        match (place.text("style"), self) {
            (Some("label"), _) => Style::Label,
            (Some("matrix"), _) => Style::Matrix,
            (Some("spaceDelimited"), _) => Style::Delimited(' '),
            (Some("pipeDelimited"), _) => Style::Delimited('|'),
            (Some("deepObject"), _) => Style::Deep,
            (_, Self::Query | Self::Cookie) => Style::Form,
            (_, Self::Path(_) | Self::Header(_)) => Style::Simple,
        }
    }
}

impl Form {
    /// All ways to read a string that alternatives of the schema allow.
    fn all_of_schema(
        schemas: &[Schema],
        schema: Option<SchemaId>,
        style: Style,
        place: &Node<'_>,
    ) -> Vec<Self> {
        let explode = place.value.get("explode").and_then(Value::as_bool);
        let explode = explode.unwrap_or(style == Style::Form);
        let Some(schema) = schema else {
            return vec![Self::Text];
        };
        let allowed = kinds(schemas, schema);
        let name = matrix_name(style, place);
        let scalar = |kinds| Self::Scalar {
            kinds,
            name: name.clone(),
        };
        let list = |items| Self::List {
            items: Some(items),
            style,
            explode,
            name: name.clone(),
        };
        let mut forms = Vec::new();
        let single = [
            JsonType::String,
            JsonType::Integer,
            JsonType::Number,
            JsonType::Boolean,
        ];
        if single.into_iter().any(|kind| allowed.contains(kind)) {
            forms.push(scalar(allowed));
            if allowed.contains(JsonType::String) && !allowed.is_only(JsonType::String) {
                forms.push(scalar(Kinds::TEXT));
            }
        }
        if allowed.contains(JsonType::Array) {
            let items = items_of(schemas, schema);
            forms.push(list(items));
            if items.contains(JsonType::String) && !items.is_only(JsonType::String) {
                forms.push(list(Kinds::TEXT));
            }
        }
        if allowed.contains(JsonType::Object) {
            let rules = rules_of(schemas, schema);
            let object = rules.and_then(|rules| rules.object.as_ref());
            let properties = object.iter().flat_map(|object| &object.properties);
            let properties = properties
                .map(|(name, id)| (name.clone(), kinds(schemas, *id)))
                .collect();
            forms.push(Self::Members {
                properties,
                style,
                explode,
            });
        }
        if forms.is_empty() {
            forms.push(scalar(allowed));
        }
        forms
    }
}

/// How many levels of subschemas are searched.
const DEEPEST: usize = 8;

/// The schema with the rules: itself, or its first subschema with some.
fn rules_of(schemas: &[Schema], id: SchemaId) -> Option<&Schema> {
    let mut schema = schemas.get(id.0)?;
    for _ in 0..DEEPEST {
        if schema.object.is_some() {
            break;
        }
        let combined = schema.combined.as_ref();
        let first = combined.and_then(|combined| combined.parts().next());
        let Some(first) = first else { break };
        schema = schemas.get(first.0)?;
    }
    Some(schema)
}

/// The types of the elements of all lists that a schema allows.
pub(crate) fn items_of(schemas: &[Schema], id: SchemaId) -> Kinds {
    fn lists(schemas: &[Schema], id: SchemaId, depth: usize, found: &mut Vec<Kinds>) {
        let Some(schema) = schemas.get(id.0).filter(|_| depth < DEEPEST) else {
            return;
        };
        let items = schema.array.as_ref().and_then(|array| array.items);
        found.extend(items.map(|items| kinds(schemas, items)));
        for part in schema.combined.iter().flat_map(|combined| combined.parts()) {
            lists(schemas, part, depth + 1, found);
        }
    }
    let mut found = Vec::new();
    lists(schemas, id, 0, &mut found);
    found.into_iter().reduce(Kinds::or).unwrap_or(Kinds::TEXT)
}

fn matrix_name(style: Style, place: &Node<'_>) -> Option<String> {
    match style {
        Style::Label => Some(".".to_owned()),
        Style::Matrix => place.text("name").map(|name| format!(";{name}=")),
        _ => None,
    }
}

fn utf_8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|_| "is not valid UTF-8".to_owned())
}
