//! Values for a part of OpenAPI.

use serde_json::{Value, json};

use crate::parts::{Kind, Part};

/// The keys of a part, with a label and a value for each change.
pub(crate) fn of(base: &Value, part: Part, node: &Value) -> Vec<(String, String, Value)> {
    if !node.is_object() {
        return Vec::new();
    }
    let is_reference = node.get("$ref").is_some();
    let mut rows: Vec<(&str, Value)> = match part {
        Part::Root => root(),
        Part::Components => components(),
        Part::One(_) if is_reference => vec![("description", json!("beside the reference"))],
        Part::One(Kind::Path) => path(),
        Part::One(Kind::Operation) => operation(),
        Part::One(Kind::Parameter) => [parameter(), vec![("in", json!("header"))]].concat(),
        Part::One(Kind::Header) => parameter(),
        Part::One(Kind::Body) => vec![("required", json!(true)), ("required", json!(false))],
        Part::One(Kind::Response) => response(),
        Part::One(Kind::Media) => media(),
        Part::One(Kind::Schema) => [schema(), sizes(), structure()].concat(),
        Part::One(Kind::Scheme) => scheme(),
        Part::One(Kind::Server) => vec![
            ("description", json!("A server.")),
            ("variables", json!({"region": {"default": "here"}})),
        ],
        Part::One(Kind::Variable) => vec![
            ("enum", json!(["there", "everywhere"])),
            ("description", json!("Where it is.")),
        ],
        _ => named(part),
    };
    rows.retain(|(key, value)| node.get(key) != Some(value));
    let mut rows: Vec<(String, String, Value)> = rows
        .into_iter()
        .map(|(key, value)| (key.to_owned(), shown(key, &value), value))
        .collect();
    rows.extend(more_fields(part, node));
    rows.extend(inlined(base, node));
    rows
}

fn shown(key: &str, value: &Value) -> String {
    format!("{key} set to {value}").chars().take(70).collect()
}

fn root() -> Vec<(&'static str, Value)> {
    vec![
        ("security", json!([])),
        ("security", json!([{}])),
        ("security", json!([{"something": []}])),
        ("servers", json!([{"url": "https://other.example.com"}])),
        ("tags", json!([{"name": "other"}])),
        ("externalDocs", json!({"url": "https://docs.example.com"})),
    ]
}

fn components() -> Vec<(&'static str, Value)> {
    ["links", "callbacks", "examples"]
        .map(|key| (key, json!({"new": {}})))
        .to_vec()
}

fn named(part: Part) -> Vec<(&'static str, Value)> {
    let text = json!({"type": "string"});
    match part {
        Part::Named(Kind::Schema) => vec![("brand_new", text)],
        Part::Named(Kind::Media) => vec![
            ("application/xml", json!({"schema": text})),
            ("text/plain", json!({})),
        ],
        Part::Named(Kind::Header) => vec![("X-Brand-New", json!({"schema": text}))],
        Part::Named(Kind::Response) => ["204", "418", "default", "2XX", "4XX"]
            .map(|status| (status, json!({"description": "Brand new."})))
            .to_vec(),
        Part::Named(Kind::Parameter) => vec![(
            "BrandNew",
            json!({"name": "brand_new", "in": "query", "schema": text}),
        )],
        Part::Named(Kind::Body) => vec![("BrandNew", json!({"content": {}}))],
        Part::Named(Kind::Scheme) => vec![(
            "brandNew",
            json!({"type": "apiKey", "in": "header", "name": "X-New"}),
        )],
        Part::Named(Kind::Path) => vec![(
            "/brand/new",
            json!({"get": {"operationId": "BrandNew", "responses": {"200": {"description": "Good."}}}}),
        )],
        _ => Vec::new(),
    }
}

fn path() -> Vec<(&'static str, Value)> {
    let operation =
        json!({"operationId": "BrandNew", "responses": {"200": {"description": "Good."}}});
    vec![
        ("parameters", parameters("query", false)),
        ("parameters", parameters("header", true)),
        ("servers", json!([{"url": "https://other.example.com"}])),
        ("summary", json!("Another summary.")),
        ("patch", operation),
    ]
}

fn parameters(place: &str, required: bool) -> Value {
    json!([{"name": "brand_new", "in": place, "required": required, "schema": {"type": "string"}}])
}

fn operation() -> Vec<(&'static str, Value)> {
    let content = json!({"application/json": {"schema": {"type": "object"}}});
    vec![
        ("tags", json!(["other"])),
        ("summary", json!("Another summary.")),
        ("description", json!("Another description.")),
        ("deprecated", json!(true)),
        ("deprecated", json!(false)),
        ("security", json!([])),
        ("security", json!([{}])),
        ("security", json!([{"something": ["read"]}])),
        ("servers", json!([{"url": "https://other.example.com"}])),
        (
            "externalDocs",
            json!({"url": "https://docs.example.com/other"}),
        ),
        ("callbacks", json!({"done": {"{$request.body#/url}": {}}})),
        ("parameters", parameters("query", false)),
        ("parameters", parameters("query", true)),
        ("requestBody", json!({"content": content})),
        ("requestBody", json!({"content": content, "required": true})),
        ("x-retry", json!("safe")),
        ("x-retry", json!("never")),
        ("x-not-found-codes", json!(["SHOP.9999"])),
        (
            "x-pagination",
            json!({"offset": "o", "limit": "l", "items": "i"}),
        ),
        ("x-rules", json!([{"require-any": [["a"], ["b"]]}])),
        (
            "x-waiter",
            json!({"operation": "ShowOther", "state": "status", "success": ["DONE"]}),
        ),
    ]
}

fn parameter() -> Vec<(&'static str, Value)> {
    let mut rows = vec![
        ("description", json!("Another description.")),
        ("example", json!("another")),
        ("examples", json!({"other": {"value": "another"}})),
        ("style", json!("spaceDelimited")),
        ("style", json!("deepObject")),
        (
            "content",
            json!({"application/json": {"schema": {"type": "object"}}}),
        ),
    ];
    for key in [
        "required",
        "deprecated",
        "explode",
        "allowReserved",
        "allowEmptyValue",
    ] {
        rows.extend([(key, json!(true)), (key, json!(false))]);
    }
    rows
}

fn response() -> Vec<(&'static str, Value)> {
    let required = json!({"X-Brand-New": {"required": true, "schema": {"type": "string"}}});
    vec![
        ("description", json!("Another description.")),
        (
            "headers",
            json!({"X-Brand-New": {"schema": {"type": "string"}}}),
        ),
        ("headers", required),
        ("links", json!({"next": {"operationId": "Next"}})),
        (
            "content",
            json!({"text/plain": {"schema": {"type": "string"}}}),
        ),
    ]
}

fn media() -> Vec<(&'static str, Value)> {
    vec![
        ("example", json!({"another": true})),
        ("examples", json!({"other": {"value": 1}})),
        ("encoding", json!({"field": {"contentType": "text/plain"}})),
        ("schema", json!({"type": "string"})),
    ]
}

fn scheme() -> Vec<(&'static str, Value)> {
    let flow = json!({"clientCredentials": {"tokenUrl": "https://example.com", "scopes": {}}});
    vec![
        ("type", json!("http")),
        ("in", json!("query")),
        ("name", json!("X-Other")),
        ("scheme", json!("basic")),
        ("bearerFormat", json!("JWT")),
        ("flows", flow),
        ("openIdConnectUrl", json!("https://example.com/openid")),
        ("description", json!("Another description.")),
    ]
}

fn schema() -> Vec<(&'static str, Value)> {
    let mut rows = vec![
        ("enum", json!(["a", "b"])),
        ("enum", json!([1, 2])),
        ("default", json!("another")),
        ("default", json!(7)),
        ("default", json!(null)),
        ("pattern", json!("^a+$")),
        ("description", json!("Another description.")),
        ("title", json!("Another title")),
        ("example", json!("another")),
        (
            "externalDocs",
            json!({"url": "https://docs.example.com/other"}),
        ),
        ("xml", json!({"name": "other"})),
        ("x-time-notation", json!("unix-seconds")),
        ("x-enum-varnames", json!(["One", "Two"])),
        ("x-enum-descriptions", json!({"a": "The first."})),
        ("x-source", json!({"page": "Another"})),
    ];
    for kind in ["string", "integer", "number", "boolean", "array", "object"] {
        rows.push(("type", json!(kind)));
    }
    for format in [
        "int32",
        "int64",
        "float",
        "double",
        "date-time",
        "password",
        "byte",
        "x",
    ] {
        rows.push(("format", json!(format)));
    }
    for key in ["nullable", "readOnly", "writeOnly", "deprecated"] {
        rows.extend([(key, json!(true)), (key, json!(false))]);
    }
    rows
}

fn sizes() -> Vec<(&'static str, Value)> {
    let mut rows = Vec::new();
    for key in [
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
        "multipleOf",
    ] {
        rows.extend([0, 2, 6, 1_000_000].map(|value| (key, json!(value))));
    }
    for key in ["exclusiveMinimum", "exclusiveMaximum", "uniqueItems"] {
        rows.extend([(key, json!(true)), (key, json!(false))]);
    }
    rows
}

fn structure() -> Vec<(&'static str, Value)> {
    let text = json!({"type": "string"});
    let mut rows = vec![
        ("items", text.clone()),
        ("not", text.clone()),
        ("discriminator", json!({"propertyName": "kind"})),
        ("allOf", json!([{"type": "object", "required": ["other"]}])),
        ("allOf", json!([{"description": "Only words."}])),
        ("oneOf", json!([{"type": "string"}, {"type": "integer"}])),
        ("anyOf", json!([{"type": "string"}, {"type": "integer"}])),
    ];
    for value in [json!(true), json!(false), json!({}), text] {
        rows.push(("additionalProperties", value));
    }
    rows
}

/// Added fields, and `required` entries for missing ones.
fn more_fields(part: Part, node: &Value) -> Vec<(String, String, Value)> {
    if part != Part::One(Kind::Schema) || node.get("$ref").is_some() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut properties = node.get("properties").cloned().unwrap_or_else(|| json!({}));
    let names: Vec<String> = properties
        .as_object()
        .map(|object| object.keys().cloned().collect())
        .unwrap_or_default();
    if let Some(object) = properties.as_object_mut() {
        object.insert("brand_new".to_owned(), json!({"type": "string"}));
        rows.push((
            "properties".to_owned(),
            "a field added".to_owned(),
            properties,
        ));
    }
    let required: Vec<String> = node
        .get("required")
        .and_then(|list| serde_json::from_value(list.clone()).ok())
        .unwrap_or_default();
    for name in names.into_iter().chain(["nobody".to_owned()]) {
        let mut list = required.clone();
        match list.iter().position(|it| *it == name) {
            Some(index) => drop(list.remove(index)),
            None => list.push(name.clone()),
        }
        rows.push((
            "required".to_owned(),
            format!("required flipped for {name}"),
            json!(list),
        ));
    }
    rows
}

/// Replaces the reference of a member by a copy.
fn inlined(base: &Value, node: &Value) -> Vec<(String, String, Value)> {
    let Some(object) = node.as_object() else {
        return Vec::new();
    };
    let target = |child: &Value| {
        let reference = child.get("$ref")?.as_str()?.strip_prefix('#')?;
        base.pointer(reference).cloned()
    };
    let inlined = object.iter().filter_map(|(key, child)| {
        let copy = target(child)?;
        Some((key.clone(), INLINED.to_owned(), copy))
    });
    inlined.collect()
}

/// The label of a reference that was replaced by its target.
pub(crate) const INLINED: &str = "a copy instead of the reference";
