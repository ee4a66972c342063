//! A generated document as large as that of a real service.

use serde_json::{Map, Value, json};

/// The number of fields in the responses of an operation.
const FIELDS: usize = 12;

/// A document with this many operations: half of them read, half of them send a body.
pub(crate) fn document(operations: usize) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for number in 0..operations.div_ceil(2) {
        let path = format!("/v2/{{project_id}}/service/instances/{{instance_id}}/things-{number}");
        let mut item = Map::new();
        item.insert("get".to_owned(), reading(number));
        if number * 2 + 1 < operations {
            item.insert("post".to_owned(), sending(number));
        }
        paths.insert(path, Value::Object(item));
        schemas.insert(format!("Things{number}"), list(number));
        schemas.insert(format!("Thing{number}"), thing());
        schemas.insert(format!("NewThing{number}"), new_thing());
    }
    schemas.insert("Failure".to_owned(), failure());
    json!({
        "openapi": "3.0.3",
        "info": { "title": "benchmark", "version": "1" },
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "parameters": { "ProjectId": id("project_id"), "InstanceId": id("instance_id") },
            "securitySchemes": {
                "token": { "type": "apiKey", "in": "header", "name": "X-Auth-Token" },
            },
        },
    })
}

fn id(name: &str) -> Value {
    let schema = json!({
        "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[a-zA-Z0-9-]+$",
    });
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

fn shared_parameters() -> Vec<Value> {
    vec![
        json!({ "$ref": "#/components/parameters/ProjectId" }),
        json!({ "$ref": "#/components/parameters/InstanceId" }),
    ]
}

fn reading(number: usize) -> Value {
    let mut parameters = shared_parameters();
    parameters.extend([
        json!({ "name": "mode", "in": "query", "schema": { "type": "string", "enum": ["ALL", "APP", "API"] } }),
        json!({ "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 500 } }),
        json!({ "name": "name", "in": "query", "schema": { "type": "string", "pattern": "^\\w{1,64}$" } }),
    ]);
    let example = json!({ "total": 2, "things": [example_thing(), example_thing()] });
    json!({
        "operationId": format!("ListThings{number}"),
        "parameters": parameters,
        "responses": responses("200", &format!("Things{number}"), Some(example)),
    })
}

fn sending(number: usize) -> Value {
    let schema = json!({ "$ref": format!("#/components/schemas/NewThing{number}") });
    json!({
        "operationId": format!("AddThing{number}"),
        "parameters": shared_parameters(),
        "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } },
        "responses": responses("201", &format!("Thing{number}"), None),
    })
}

fn responses(status: &str, schema: &str, example: Option<Value>) -> Value {
    let mut responses = Map::new();
    let schema = json!({ "$ref": format!("#/components/schemas/{schema}") });
    let mut media = json!({ "schema": schema });
    if let Some(example) = example {
        media["examples"] = json!({ "documented": { "value": example } });
    }
    let success = json!({ "description": "Done.", "content": { "application/json": media } });
    responses.insert(status.to_owned(), success);
    for status in [400, 401, 403, 404, 500] {
        let example = json!({ "error_code": format!("TEST.{status}"), "error_msg": "Failed" });
        let media = json!({
            "schema": { "$ref": "#/components/schemas/Failure" },
            "examples": { "documented": { "value": example } },
        });
        let response =
            json!({ "description": "Failed.", "content": { "application/json": media } });
        responses.insert(status.to_string(), response);
    }
    Value::Object(responses)
}

fn list(number: usize) -> Value {
    let items = json!({ "$ref": format!("#/components/schemas/Thing{number}") });
    json!({ "type": "object", "properties": {
        "total": { "type": "integer", "format": "int64" },
        "things": { "type": "array", "items": items },
    } })
}

fn thing() -> Value {
    let mut properties = Map::new();
    for number in 0..FIELDS {
        let description = "A field with a description as long as they are in documentation.";
        let schema = match number % 3 {
            0 => json!({ "type": "string", "description": description, "maxLength": 64 }),
            1 => json!({ "type": "integer", "description": description, "format": "int64" }),
            _ => json!({ "type": "string", "description": description, "enum": ["ON", "OFF"] }),
        };
        properties.insert(format!("field_{number}"), schema);
    }
    json!({ "type": "object", "properties": properties })
}

fn example_thing() -> Value {
    let fields = (0..FIELDS).map(|number| {
        let value = match number % 3 {
            0 => json!("some text"),
            1 => json!(number),
            _ => json!("ON"),
        };
        (format!("field_{number}"), value)
    });
    Value::Object(fields.collect())
}

fn new_thing() -> Value {
    json!({
        "type": "object",
        "required": ["name", "parts"],
        "properties": {
            "name": { "type": "string", "minLength": 3, "maxLength": 64, "pattern": "^[a-z][a-z0-9_-]*$" },
            "mode": { "type": "string", "enum": ["ALL", "APP", "API"] },
            "parts": { "type": "array", "minItems": 1, "maxItems": 10, "items": {
                "type": "object",
                "required": ["size"],
                "properties": {
                    "size": { "type": "integer", "minimum": 1, "maximum": 1000 },
                    "note": { "type": "string", "maxLength": 100, "nullable": true },
                },
            } },
        },
    })
}

fn failure() -> Value {
    json!({ "type": "object", "properties": {
        "error_code": { "type": "string" },
        "error_msg": { "type": "string" },
    } })
}
