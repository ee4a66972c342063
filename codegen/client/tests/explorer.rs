//! A folder of API Explorer definitions, one file for each operation.

use std::fs;

use codegen_client::{Settings, client};
use serde_json::{Value, json};

/// A definition as the API Explorer has it.
fn definition(name: &str, path: &str, method: &str, operation: &Value, things: &Value) -> Value {
    json!({
        "group_id": "1", "name": name, "product_short": "THINGS", "info_version": "v1",
        "host": "things.cn-north-4.myhuaweicloud.com", "consumes": "[\"application/json\"]",
        "paths": { path: { method: operation } },
        "definitions": things,
    })
}

fn parameter(name: &str, place: &str) -> Value {
    json!({ "name": name, "in": place, "required": place == "path", "type": "string" })
}

#[test]
fn a_folder_becomes_one_crate_and_what_is_reported_names_its_files() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("things");
    fs::create_dir(&folder).unwrap();
    let thing = |property: &str| {
        json!({ "Thing": { "type": "object", "properties": {
            property: { "type": "string", "maximum": "many" },
        } } })
    };
    let schema = json!({ "$ref": "#/definitions/Thing" });
    let responses = json!({ "200": { "description": "OK", "schema": schema } });
    let list = json!({
        "operationId": "ListThings", "responses": responses,
        "parameters": [parameter("limit", "query"), parameter("must not be", "header")],
    });
    let create = json!({
        "operationId": "CreateThing", "responses": responses,
        "parameters": [{ "name": "body", "in": "body", "schema": schema }],
    });
    let upload = json!({
        "operationId": "UploadThing", "responses": { "204": { "description": "OK" } },
        "parameters": [
            parameter("id", "path"),
            { "name": "file", "in": "formData", "required": true, "type": "file" },
        ],
    });
    let cookie = json!({
        "operationId": "ShowThing", "responses": responses,
        "parameters": [parameter("id", "path"), {
            "name": "session", "in": "cookie", "required": true, "type": "string",
        }],
    });
    for (name, path, method, operation, things) in [
        ("ListThings", "/v1/things", "get", &list, thing("a")),
        ("CreateThing", "/v1/things", "post", &create, thing("b")),
        ("UploadThing", "/v1/things/{id}", "put", &upload, json!({})),
        ("ShowThing", "/v1/things/{id}", "get", &cookie, thing("a")),
    ] {
        let text = format!("{:#}", definition(name, path, method, operation, &things));
        fs::write(folder.join(format!("{name}.json")), text).unwrap();
    }
    fs::write(folder.join("notes.json"), "{\"a\": 1}").unwrap();

    let made = client(&folder, &Settings::default(), &|_| {}).unwrap();
    assert_eq!((made.name.as_str(), made.found), ("huaweicloud-things", 5));
    let name = |it: &std::path::Path| it.file_name().unwrap().to_string_lossy().into_owned();
    let omissions = made.omissions.iter().map(|it| {
        let text = it.to_string();
        text[text.find(&name(&it.location.file)).unwrap()..].to_owned()
    });
    let corrections = made.corrections.iter().map(|it| {
        let place = &it.location;
        format!("{}:{}: {}", name(&place.file), place.line, it.message)
    });
    let lines: Vec<String> = omissions.chain(corrections).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
