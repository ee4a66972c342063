//! Single quirks of definitions, and what becomes of each.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use codegen_contract::Contract;
use codegen_document::Document;
use codegen_importer::{Imported, import};
use serde_json::{Value, json};

fn imported(paths: &Value, components: &Value) -> Imported {
    let definition = json!({
        "openapi": "3.0.0", "info": { "title": "Things", "version": "1" },
        "paths": paths, "components": components,
    });
    let document = Document::parse("definition.json", definition.to_string()).unwrap();
    import(&document).unwrap()
}

/// The parameters of the operations: the name, the place and whether calls need it.
fn parameters(imported: &Imported) -> Vec<String> {
    let contract = Contract::read(&imported.document).unwrap();
    let parameters = contract.operations.iter().flat_map(|it| &it.parameters);
    parameters
        .map(|it| {
            let mark = if it.required { "!" } else { "" };
            format!("{} {}{mark}", it.location.word(), it.wire)
        })
        .collect()
}

fn messages(imported: &Imported) -> String {
    let corrections = imported.corrections.iter();
    let lines = corrections.map(|it| format!("{}: {}\n", it.pointer, it.message));
    lines.collect()
}

fn of_type(name: &str, place: &str) -> Value {
    json!({ "name": name, "in": place, "schema": { "type": "string" } })
}

#[test]
fn operations_have_the_parameters_of_their_path() {
    let imported = imported(
        &json!({ "/a/{id}": {
            "parameters": [of_type("id", "path"), { "$ref": "#/components/parameters/Sort" }],
            "get": { "operationId": "Show", "parameters": [of_type("sort", "header")] },
            "delete": { "operationId": "Delete" },
        } }),
        &json!({ "parameters": { "Sort": {
            "name": "sort", "in": "query", "schema": { "type": "string", "enum": ["UP", "DOWN"] },
        } } }),
    );
    assert_eq!(
        parameters(&imported),
        [
            "header sort",
            "path id!",
            "query sort",
            "path id!",
            "query sort"
        ]
    );
}

#[test]
fn a_query_in_the_address_becomes_parameters() {
    let imported = imported(
        &json!({
            "Start": { "x-url": "/v1/a/{id}?action=start&by={user}", "post": {
                "operationId": "Start",
                "parameters": [of_type("id", "path"), of_type("user", "path")],
            } },
            "/v1/b{?limit,offset}": { "get": { "operationId": "List" } },
        }),
        &json!({}),
    );
    assert_eq!(
        parameters(&imported),
        [
            "path id!",
            "query by!",
            "query action!",
            "query limit",
            "query offset"
        ]
    );
    let addresses: Vec<&String> = imported.document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .collect();
    assert_eq!(addresses, ["/v1/a/{id}", "/v1/b"]);
}

#[test]
fn a_parameter_that_cannot_be_sent_is_removed_unless_it_is_required() {
    let mut required = of_type("X Must", "header");
    required["required"] = json!(true);
    let imported = imported(
        &json!({ "/a/{id}": { "get": { "operationId": "Show", "parameters": [
            of_type("X Odd", "header"), required, of_type(" X-Good ", "header"),
            of_type("User-Agent", "header"), of_type("", "query"), of_type("id", "cname"),
            of_type("name", "cname"), of_type("sort", "Query"),
            { "name": "filter", "in": "query", "content": { "application/json": { "schema": {
                "type": "object", "properties": { "a": { "type": "string" } },
            } } } },
        ] } } }),
        &json!({}),
    );
    assert_eq!(
        parameters(&imported),
        [
            "header X Must!",
            "header X-Good",
            "path id!",
            "query name",
            "query sort",
            "query filter"
        ]
    );
    let messages = messages(&imported);
    for said in [
        "parameters/0: removed the optional header `X Odd`",
        "parameters/4: removed a",
    ] {
        assert!(messages.contains(said), "{messages}");
    }
}

#[test]
fn references_may_lead_anywhere() {
    let imported = imported(
        &json!({
            "/a": { "get": { "operationId": "a/b:List", "responses": {
                "200": { "description": "All.", "content": { "application/json": { "schema": {
                    "type": "object", "properties": { "kind": { "type": "string", "enum": ["A"] } },
                } } } },
                "404": { "$ref": "#/components/responses/Missing" },
            } } },
            "/b": { "get": { "operationId": "Same", "responses": {
                "200": { "$ref": "#/paths/~1a/get/responses/200" },
                "201": { "description": "One.", "content": { "application/json": { "schema": {
                    "$ref": "#/paths/%7E1a/get/responses/200/content/application~1json/schema",
                } } } },
                "default": { "description": "Other.", "content": { "application/json": { "schema": {
                    "$ref": "#/definitions/Named",
                } } } },
            } } },
        }),
        &json!({ "schemas": { "Named": { "type": "object", "properties": { "default": {
            "$ref": "#/components/schemas/%E4%BA%91",
        } } }, "云": { "type": "string" } } }),
    );
    let contract = Contract::read(&imported.document).unwrap();
    assert_eq!(contract.operations.len(), 2);
    assert!(
        contract.structure("AbListResponse200").is_some(),
        "{:?}",
        contract.types.keys()
    );
    let messages = messages(&imported);
    assert!(
        messages.contains("`#/components/responses/Missing` is not defined"),
        "{messages}"
    );
}

#[test]
fn names_with_any_signs_become_components() {
    let object = json!({ "type": "object", "properties": { "state/x": {
        "type": "string", "enum": ["UP"],
    } } });
    let answer = |schema: &Value| {
        json!({ "default": { "description": "", "content": { "application/json": {
            "schema": schema,
        } } } })
    };
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let imported = imported(
        &json!({
            "/a": { "get": { "operationId": "post-/oauth/token", "responses": answer(&object) } },
            "/b": { "get": { "operationId": "B", "responses": answer(&reference("Job.Dto")) } },
            "/c": { "get": { "operationId": "C", "responses": answer(&reference("a~1b c")) } },
            "/d": { "get": { "operationId": "D", "responses": answer(&reference("JobDTO")) } },
            "/e": { "get": { "operationId": "E", "responses": answer(&json!({ "allOf": [
                reference("JobDTO"), { "type": "object", "example": {} },
            ] })) } },
        }),
        &json!({ "schemas": { "JobDTO": object, "Job.Dto": object, "a/b c": object } }),
    );
    let contract = Contract::read(&imported.document).unwrap();
    assert_eq!(contract.operations.len(), 5);
    assert_eq!(contract.types.len(), 6);
}

#[test]
fn a_file_in_a_body_is_not_json() {
    let imported = imported(
        &json!({ "/a": { "put": { "operationId": "Store", "requestBody": { "content": {
            "application/json": { "schema": { "type": "string", "format": "binary" } },
        } } } } }),
        &json!({}),
    );
    let content = &imported.document["paths"]["/a"]["put"]["requestBody"]["content"];
    let types: Vec<&String> = content.as_object().unwrap().keys().collect();
    assert_eq!(types, ["application/octet-stream"]);
}

#[test]
fn servers_of_single_operations_are_listed() {
    let imported = imported(
        &json!({ "/a": { "get": {
            "operationId": "Show", "servers": [{ "url": "https://upload.example.com" }],
        } } }),
        &json!({}),
    );
    let messages = messages(&imported);
    assert!(
        messages.contains("served at \"https://upload.example.com\""),
        "{messages}"
    );
}
