//! Every stage of a small document, and what happens if progenitor writes something else.

use codegen_contract::{Contract, Definition, Problem, SuccessKind, Type};

use super::comparison::differences;
use super::parsed_output::ParsedOutput;
use super::{dialect, engine, fault, verify};
use crate::standalone::generate_crate;
use crate::target::CrateTarget;

const DOCUMENT: &str = r##"{
    "openapi": "3.0.3",
    "info": { "title": "Service", "version": "1.0.0" },
    "paths": {
        "/v1/rooms/{room_id}/things/{thing_id}": {
            "put": {
                "operationId": "UpdateThing",
                "parameters": [
                    { "name": "room_id", "in": "path", "required": true, "schema": { "type": "string" } },
                    { "name": "thing_id", "in": "path", "required": true, "schema": { "type": "string" } },
                    { "name": "dry-run", "in": "query", "schema": { "type": "boolean" } },
                    { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1 } },
                    { "name": "offset", "in": "query", "schema": { "type": "integer" } }
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

fn document() -> serde_json::Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

fn contract() -> Contract {
    Contract::read(&document()).unwrap()
}

/// progenitor's output for the document.
fn output() -> String {
    let contract = contract();
    let file = engine::run(&dialect::document(&contract), &contract).unwrap();
    prettyplease::unparse(&file)
}

fn parsed(output: &str) -> ParsedOutput {
    ParsedOutput::parse(&syn::parse_file(output).unwrap()).unwrap()
}

fn problems(output: &str) -> Vec<Problem> {
    differences(&contract(), &parsed(output))
}

#[test]
fn dialect_and_parsed_output() {
    let contract = contract();
    insta::assert_snapshot!("dialect", format!("{:#}", dialect::document(&contract)));
    insta::assert_snapshot!("parsed_output", format!("{:#?}", parsed(&output())));
    assert_eq!(verify(&contract), Ok(()));
}

/// The stages of one parameter, as shown in ARCHITECTURE.md.
#[test]
fn stages_of_one_parameter() {
    let target = CrateTarget {
        name: "service".to_owned(),
        origin: "a test".to_owned(),
        service: "service".to_owned(),
        host: None,
        resources: std::collections::HashMap::new(),
        samples: std::collections::HashMap::new(),
    };
    let generated = generate_crate(&document(), &target).unwrap();
    let call = |file: &&crate::GeneratedFile| file.path.ends_with("client/update_thing.rs");
    let generated = generated.files.iter().find(call).unwrap();
    let dialect = dialect::document(&contract());
    let output = output().split_whitespace().collect::<Vec<_>>().join(" ");
    let stages = [
        (
            "`call_update_thing`",
            dialect.to_string(),
            "\"call_update_thing\"",
        ),
        (
            "`format: int64`",
            dialect.to_string(),
            "\"format\":\"int64\"",
        ),
        (
            "fn call_update_thing<'a>(",
            output.clone(),
            "fn call_update_thing<'a>(",
        ),
        ("limit: Option<i64>", output.clone(), "limit: Option<i64>"),
        (
            "`QueryParam::new(\"limit\", &limit)`",
            output,
            "QueryParam::new(\"limit\", &limit)",
        ),
        (
            "`.limit(i64)`",
            generated.text.clone(),
            "pub fn limit(mut self, limit: i64) -> Self",
        ),
        (
            "`Parameter::query(\"limit\").at_least(1)`",
            generated.text.clone(),
            "Parameter::query(\"limit\").at_least(1)",
        ),
    ];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    for (shown, stage, expected) in stages {
        assert!(page.contains(shown), "`{shown}` is not in ARCHITECTURE.md");
        assert!(stage.contains(expected), "`{expected}` is not in {stage}");
    }
}

/// Each edit is a change that another version of progenitor could make.
#[test]
fn changed_output_is_a_problem() {
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
        assert!(!found.is_empty(), "`{to}` instead of `{from}` is accepted");
    }
}

/// Swaps two texts.
fn swapped(output: &str, one: &str, other: &str) -> String {
    assert!(output.contains(one) && output.contains(other), "{output}");
    let output = output.replace(one, "\u{0}").replace(other, one);
    output.replace('\u{0}', other)
}

#[test]
fn swapped_names_on_the_wire_are_a_problem() {
    for (one, other) in [
        // Of different types.
        ("\"dry-run\"", "\"limit\""),
        // Of the same type.
        ("\"limit\"", "\"offset\""),
        ("& room_id.to_string()", "& thing_id.to_string()"),
    ] {
        let found = problems(&swapped(&output(), one, other));
        assert_eq!(found.len(), 1, "{one} and {other}: {found:?}");
        assert!(found[0].pointer.ends_with("/put"), "{found:?}");
    }
}

/// A contract with many operations and types, two of which refer to a type that does not exist.
fn faulty(operation: Option<usize>, structure: Option<usize>) -> Contract {
    let small = contract();
    let mut contract = Contract {
        operations: Vec::new(),
        ..small.clone()
    };
    let missing = Type::Named("Missing".to_owned());
    for index in 0..320 {
        let mut copy = small.operations[0].clone();
        copy.id = format!("UpdateThing{index}");
        copy.method_name = format!("update_thing_{index}");
        copy.path = format!("/v{index}/rooms/{{room_id}}/things/{{thing_id}}");
        copy.pointer = format!("/paths/{index}/put");
        if operation == Some(index) {
            copy.success.kind = SuccessKind::Json(missing.clone());
        }
        contract.operations.push(copy);
        let Some(Definition::Structure(thing)) = small.types.get("Thing") else {
            panic!("the document has the type `Thing`");
        };
        let mut copy = thing.clone();
        copy.name = format!("Thing{index}");
        copy.pointer = format!("/components/schemas/Thing{index}");
        if structure == Some(index) {
            copy.properties[0].kind = missing.clone();
        }
        let name = copy.name.clone();
        contract.types.insert(name, Definition::Structure(copy));
    }
    contract
}

#[test]
fn the_fault_is_found_in_few_runs() {
    for (contract, pointer) in [
        (faulty(Some(211), None), "/paths/211/put"),
        (faulty(None, Some(17)), "/components/schemas/Thing17"),
    ] {
        let mut runs = 0;
        let problem = fault::find(&contract, "the whole".to_owned(), |part| {
            runs += 1;
            engine::run(&dialect::document(part), part).err()
        });
        assert_eq!(problem.pointer, pointer, "{problem:?}");
        assert!(runs < 15, "{runs} runs");
    }
}

#[test]
fn a_fault_of_no_single_operation_is_reported_for_the_document() {
    let contract = faulty(None, None);
    let problem = fault::find(&contract, "the whole".to_owned(), |part| {
        (part.operations.len() == 320).then(|| "only together".to_owned())
    });
    assert_eq!(problem.pointer, "");
    assert!(problem.message.contains("the whole"), "{problem:?}");
}

#[test]
fn a_rejected_operation_is_a_problem_at_its_place() {
    let problems = verify(&faulty(Some(3), None)).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].pointer, "/paths/3/put");
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
    assert_eq!(verify(&contract), Ok(()));
}
