//! Parameters, and the parts of multipart bodies.

use codegen_document::names;
use serde_json::Value;

use crate::definition::Direction;
use crate::json::{is_true, members, string, strings};
use crate::limits::Limits;
use crate::schemas::Schemas;
use crate::structure;
use crate::types::Type;

/// A value that is set by name.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub wire: String,
    /// The name of its setter.
    pub setter: String,
    /// Where it is sent.
    pub location: Location,
    /// The JSON pointer of its definition.
    pub pointer: String,
    /// Its description.
    pub description: String,
    /// The type of its value.
    pub kind: Type,
    /// How a list or an object is serialized.
    pub style: Style,
    /// Whether it must be set.
    pub required: bool,
    /// Whether the configuration can provide it.
    pub configured: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its documented limits.
    pub limits: Limits,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// A part of a multipart body.
    Part,
}

impl Location {
    /// The value of `in` that OpenAPI uses for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Part => "part",
        }
    }
}

/// How the items of a list or the members of an object are serialized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `ids=1&ids=2`; values of lists in paths and headers are separated by commas.
    Repeated,
    /// `ids=1,2`
    Comma,
    /// `ids=1%202`
    Space,
    /// `ids=1|2`
    Pipe,
    /// `filter[name]=a`
    DeepObject,
    /// `name=a`
    Members,
    /// The value as JSON.
    Json,
}

/// Headers that HTTP, the credential or the body determines. OpenAPI ignores the first three, too.
const FOREIGN_HEADERS: [&str; 10] = [
    "accept",
    "authorization",
    "content-type",
    "content-length",
    "host",
    "user-agent",
    "x-auth-token",
    "x-sdk-content-sha256",
    "x-sdk-date",
    "x-security-token",
];

/// The identifiers that a configuration can provide.
const CONFIGURABLE: [&str; 2] = ["project_id", "instance_id"];

/// Where an operation is in the document.
pub(crate) struct Site<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) item: &'a Value,
    pub(crate) item_pointer: &'a str,
    pub(crate) operation: &'a Value,
    pub(crate) pointer: &'a str,
}

/// Reads the parameters of an operation: its own, and those of its path that it does not override.
pub(crate) fn read<'a>(schemas: &Schemas<'a>, site: &Site<'a>) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    let holders = [
        (site.item, site.item_pointer),
        (site.operation, site.pointer),
    ];
    for (holder, base) in holders {
        let listed = holder.get("parameters").and_then(Value::as_array);
        for (index, parameter) in listed.into_iter().flatten().enumerate() {
            let place = format!("{base}/parameters/{index}");
            let Some(parameter) = read_one(schemas, parameter, &place) else {
                continue;
            };
            let same = parameters
                .iter_mut()
                .find(|it| it.wire == parameter.wire && it.location == parameter.location);
            match same {
                Some(known) => *known = parameter,
                None => parameters.push(parameter),
            }
        }
    }
    check_path(schemas, site, &parameters);
    configure(schemas, site, &mut parameters);
    parameters
}

fn read_one<'a>(schemas: &Schemas<'a>, given: &'a Value, place: &str) -> Option<Parameter> {
    let (parameter, pointer) = schemas.resolve(given, place);
    let wire = string(parameter, "name");
    let location = match string(parameter, "in").as_str() {
        "path" => Location::Path,
        "query" => Location::Query,
        "header" if FOREIGN_HEADERS.contains(&wire.to_ascii_lowercase().as_str()) => return None,
        "header" => Location::Header,
        // The unresolved reference is reported elsewhere.
        "" if parameter.is_null() => return None,
        other => {
            schemas.problem(
                format!("{pointer}/in"),
                format!("a parameter in `{other}` cannot be sent"),
                "use path, query or header",
            );
            return None;
        }
    };
    let (schema, schema_pointer, is_json) = schema_of(parameter, &pointer);
    let kind = match schemas.type_of(schema, &schema_pointer, Direction::Sent) {
        Type::File => Type::String,
        kind => kind,
    };
    let is_structure = schemas.has_properties(schema, &schema_pointer);
    let style = match is_json {
        true => Style::Json,
        false => style(
            schemas,
            parameter,
            location,
            (&kind, is_structure),
            &pointer,
        ),
    };
    let description = match string(parameter, "description") {
        own if own.is_empty() => structure::description(schemas, schema, &schema_pointer),
        own => own,
    };
    if location == Location::Path && !is_true(parameter, "required") {
        schemas.problem(
            &pointer,
            format!("the path parameter `{wire}` is not required"),
            "add `required: true`: path parameters are always required",
        );
    }
    Some(Parameter {
        setter: names::method_name(&wire),
        location,
        description,
        kind,
        style,
        required: is_true(parameter, "required") || location == Location::Path,
        configured: false,
        deprecated: is_true(parameter, "deprecated") || is_true(schema, "deprecated"),
        limits: Limits::read(schemas, schema, &schema_pointer),
        pointer,
        wire,
    })
}

/// The schema of a parameter, and whether its value is sent as JSON.
fn schema_of<'a>(parameter: &'a Value, pointer: &str) -> (&'a Value, String, bool) {
    if let Some((media_type, content)) = members(parameter.get("content")).next() {
        let pointer = codegen_document::pointer::join(&format!("{pointer}/content"), media_type);
        let schema = content.get("schema").unwrap_or(&Value::Null);
        return (schema, format!("{pointer}/schema"), true);
    }
    let schema = parameter.get("schema").unwrap_or(&Value::Null);
    (schema, format!("{pointer}/schema"), false)
}

fn style(
    schemas: &Schemas<'_>,
    parameter: &Value,
    location: Location,
    (kind, is_structure): (&Type, bool),
    pointer: &str,
) -> Style {
    let is_list = matches!(kind, Type::List(_));
    let is_object = matches!(kind, Type::Map(_)) || is_structure;
    let stated = parameter.get("style").and_then(Value::as_str);
    let is_query = location == Location::Query;
    let default = if is_query { "form" } else { "simple" };
    let style = stated.unwrap_or(default);
    let explode = parameter.get("explode").and_then(Value::as_bool);
    let explode = explode.unwrap_or(style == "form");
    match (style, is_list, is_object, explode) {
        ("deepObject", _, true, _) if is_query => Style::DeepObject,
        ("form", _, true, true) if is_query => Style::Members,
        ("simple", _, false, _) if !is_query => Style::Repeated,
        ("form", true, _, false) if is_query => Style::Comma,
        ("spaceDelimited", true, _, false) if is_query => Style::Space,
        ("pipeDelimited", true, _, false) if is_query => Style::Pipe,
        ("form" | "spaceDelimited" | "pipeDelimited", true, _, true) if is_query => Style::Repeated,
        ("form", false, false, _) if is_query => Style::Repeated,
        _ => {
            let what = match (is_list, is_object) {
                (true, _) => "a list",
                (_, true) => "an object",
                _ => "a single value",
            };
            schemas.problem(
                pointer,
                format!(
                    "{what} in the {} with `style: {style}` and `explode: {explode}` cannot be sent",
                    location.word()
                ),
                "use form, spaceDelimited, pipeDelimited or deepObject in a query, and simple \
                 elsewhere",
            );
            Style::Repeated
        }
    }
}

/// Compares the placeholders of the path with the path parameters.
fn check_path(schemas: &Schemas<'_>, site: &Site<'_>, parameters: &[Parameter]) {
    // A fragment is not sent.
    let path = site.path.split('#').next().unwrap_or_default();
    let placeholders: Vec<&str> = placeholders(path).collect();
    let listed = || parameters.iter().filter(|it| it.location == Location::Path);
    for placeholder in &placeholders {
        if !listed().any(|parameter| parameter.wire == *placeholder) {
            schemas.problem(
                site.pointer,
                format!("no parameter is defined for `{{{placeholder}}}` in the path"),
                format!("add a parameter `{placeholder}` with `in: path`"),
            );
        }
    }
    for parameter in listed() {
        if !placeholders.contains(&parameter.wire.as_str()) {
            schemas.problem(
                &parameter.pointer,
                format!("`{{{}}}` does not appear in the path", parameter.wire),
                "add it to the path, or remove the parameter",
            );
        }
    }
}

/// The names of the placeholders of a path, in order.
pub(crate) fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    let parts = path.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0))
}

/// Marks the identifiers that the configuration may provide: those that the operation lists, or else
/// those that the document lists, or else the project. Never one that determines what a DELETE deletes.
fn configure(schemas: &Schemas<'_>, site: &Site<'_>, parameters: &mut [Parameter]) {
    const EXTENSION: &str = "x-configured-parameters";
    let own = site.operation.get(EXTENSION);
    let stated = own.or_else(|| schemas.document().get(EXTENSION));
    let names = match stated {
        Some(stated) => strings(Some(stated)),
        None => vec!["project_id"],
    };
    let pointer = match own {
        Some(_) => format!("{}/{EXTENSION}", site.pointer),
        None => format!("/{EXTENSION}"),
    };
    for name in &names {
        if !CONFIGURABLE.contains(name) {
            schemas.problem(
                &pointer,
                format!("the configuration cannot provide `{name}`"),
                format!("use `{}`", CONFIGURABLE.join("` or `")),
            );
        }
    }
    for parameter in parameters {
        let is_identifier = matches!(parameter.location, Location::Path | Location::Query);
        if !is_identifier || !names.contains(&parameter.wire.as_str()) {
            continue;
        }
        let destroys = is_destroyed(site, parameter);
        if destroys && own.is_some() {
            schemas.problem(
                &pointer,
                format!(
                    "`{}` determines what this operation deletes, so the configuration must not provide it",
                    parameter.wire
                ),
                "remove it from the list",
            );
        }
        parameter.configured = !destroys;
    }
}

/// Whether the parameter determines what a DELETE deletes: in the query, or at the end of the path.
fn is_destroyed(site: &Site<'_>, parameter: &Parameter) -> bool {
    let is_end = site
        .path
        .split('#')
        .next()
        .unwrap_or_default()
        .trim_end_matches('/')
        .ends_with(&format!("{{{}}}", parameter.wire));
    site.method == "delete"
        && (is_end || parameter.location == Location::Query)
        && parameter.wire != "project_id"
}

/// Renames setters that would clash with each other or with another method of the call.
pub(crate) fn distinguish(parameters: &mut [Parameter], has_body: bool) {
    let mut taken: Vec<String> = Vec::new();
    if has_body {
        taken.push("body".to_owned());
    }
    for parameter in parameters {
        let mut setter = parameter.setter.clone();
        if taken.contains(&setter) {
            setter = format!(
                "{}_in_{}",
                setter.trim_end_matches('_'),
                parameter.location.word()
            );
        }
        while taken.contains(&setter) {
            setter.push('_');
        }
        taken.push(setter.clone());
        parameter.setter = setter;
    }
}
