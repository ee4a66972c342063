//! Each stage of the way through progenitor, by one small document; and what happens when progenitor
//! writes something else.

use codegen_contract::{Contract, Problem};

use super::reading::Reading;
use super::{determine, dialect, differences, engine};

const DOCUMENT: &str = r##"{
    "openapi": "3.0.3",
    "info": { "title": "Service", "version": "1.0.0" },
    "paths": {
        "/v1/rooms/{room_id}/things": {
            "put": {
                "operationId": "UpdateThing",
                "parameters": [
                    { "name": "room_id", "in": "path", "required": true, "schema": { "type": "string" } },
                    { "name": "dry-run", "in": "query", "schema": { "type": "boolean" } },
                    { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1 } }
                ],
                "requestBody": { "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Thing" }
                } } },
                "responses": { "200": { "description": "The thing.", "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/Thing" }
                } } } }
            }
        }
    },
    "components": { "schemas": {
        "Thing": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": { "type": "string", "maxLength": 64 },
                "color": { "$ref": "#/components/schemas/Color" },
                "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Thing" } }
            }
        },
        "Color": { "type": "string", "enum": ["RED", "GREEN"] }
    } }
}"##;

fn contract() -> Contract {
    Contract::read(&serde_json::from_str(DOCUMENT).unwrap()).unwrap()
}

/// What progenitor writes of the document.
fn output() -> String {
    let contract = contract();
    let file = engine::run(&dialect::document(&contract), &contract).unwrap();
    prettyplease::unparse(&file)
}

fn problems(output: &str) -> Vec<Problem> {
    let reading = Reading::of(&syn::parse_file(output).unwrap()).unwrap();
    differences(&contract(), &reading)
}

#[test]
fn the_stages_of_one_document() {
    let contract = contract();
    insta::assert_snapshot!("dialect", format!("{:#}", dialect::document(&contract)));
    let output = output();
    let reading = Reading::of(&syn::parse_file(&output).unwrap()).unwrap();
    insta::assert_snapshot!("reading", format!("{reading:#?}"));
    assert_eq!(determine(&contract), Ok(()));
}

/// Each edit is something that progenitor could come to write differently, and must be noticed.
#[test]
fn other_output_is_noticed() {
    let output = output();
    assert_eq!(problems(&output), []);
    for (from, to) in [
        ("\"dry-run\"", "\"limit\""),
        ("\"dry-run\", &dry_run", "\"dry-run\", &limit"),
        (".put(url)", ".post(url)"),
        ("{}/v1/rooms/{}/things", "{}/v1/room/{}/things"),
        ("pub name: ", "pub named: "),
        ("pub parts: ", "#[serde(rename = \"part\")] pub parts: "),
        (".json(&body)", ""),
    ] {
        assert!(output.contains(from), "`{from}` is not in {output}");
        let found = problems(&output.replace(from, to));
        assert!(
            !found.is_empty(),
            "`{to}` instead of `{from}` is not noticed"
        );
    }
}

#[test]
fn two_swapped_names_are_noticed() {
    let swapped = output()
        .replace("\"dry-run\"", "\"?\"")
        .replace("\"limit\"", "\"dry-run\"")
        .replace("\"?\"", "\"limit\"");
    let found = problems(&swapped);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.contains("dry-run") || found[0].message.contains("limit"));
}

/// Arguments that are called like variables of progenitor, empty segments, and all methods.
#[test]
fn unusual_operations_are_recognized() {
    let query = |name: &str| serde_json::json!({ "name": name, "in": "query", "schema": { "type": "string" } });
    let operation = |id: &str| {
        let parameters = ["url", "request", "client", "info"].map(query);
        serde_json::json!({
            "operationId": id, "parameters": parameters,
            "responses": { "204": { "description": "Done." } },
        })
    };
    let document = serde_json::json!({
        "openapi": "3.0.3",
        "info": { "title": "Service", "version": "1" },
        "paths": {
            "/a/": { "get": operation("One"), "trace": operation("Two") },
            "/a//": { "get": operation("Three"), "options": operation("Four") },
            "//#Five": { "head": operation("Five") },
        },
    });
    let contract = Contract::read(&document).unwrap();
    assert_eq!(contract.operations.len(), 5);
    assert_eq!(determine(&contract), Ok(()));
}
