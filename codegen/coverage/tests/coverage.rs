//! What is said of the operations of a definition.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use codegen_coverage::{Counts, Coverage, Evidence, Register};
use codegen_document::Document;

const DEFINITION: &str = r#"{"openapi": "3.0.0", "info": {"title": "SHOP", "version": "2030-01-01"}, "paths": {
  "/ListThings": {"x-url": "{endpoint}/v2/things", "get": {"operationId": "ListThings", "tags": ["管理"]}},
  "/ShowThing": {"x-url": "{endpoint}/v2/apic/things/{id}", "trace": {"operationId": "ShowThing", "tags": ["Things/all"]}},
  "/Other": {"post": {"operationId": "CreateOther", "tags": ["others"]}}
}}"#;

const DOCUMENT: &str = r##"
paths:
  /v2/things:
    get:
      operationId: ListThings
      summary: Lists the things.
      responses:
        "200":
          description: All of them.
          content:
            application/json:
              schema: {$ref: "../common.yaml#/components/schemas/Things"}
              examples: {documented: {value: []}}
  /v2/things/{id}:
    trace:
      operationId: ShowThing
      summary: Shows a thing.
      responses: {"200": {$ref: "#/components/responses/Done"}}
  /v2/more:
    get: {operationId: ListMore, responses: {}}
components:
  responses: {Done: {description: Done.}}
"##;

const COMMON: &str = "components: {schemas: {Things: {type: array, items: {$ref: '#/components/schemas/Thing'}}, Thing: {type: object, properties: {a: {description: TODO}, b: {$ref: '#/components/schemas/Things'}}}}}";

fn parse(name: &str, text: &str) -> Document {
    Document::parse(name, text.to_owned()).unwrap()
}

fn register() -> Register {
    let resource = |operation: &str, _: &str| {
        (operation == "CreateOther").then(|| "apic/other-things".to_owned())
    };
    let definition = parse("shop.json", DEFINITION);
    Register::of_definition("shop", &definition, &["apic".to_owned()], &resource).unwrap()
}

#[test]
fn a_register_comes_back_as_it_was_written() {
    let written = register().to_yaml();
    assert_eq!(
        written,
        "# The operations of the official definition, by component and resource.\n\
         # Written by `cargo xtask docs coverage --record DEFINITION`.\n\
         product: shop\ntitle: \"SHOP\"\nversion: \"2030-01-01\"\noperations:\n  \
         \"管理\":\n    - ListThings\n  \"apic/Things-all\":\n    - ShowThing\n  \
         \"apic/other-things\":\n    - CreateOther\n"
    );
    assert_eq!(
        Register::of_record(&parse("a.yaml", &written)).unwrap(),
        register()
    );
    let empty = Register::of_record(&parse("a.yaml", "product: shop"));
    assert!(empty.unwrap_err().to_string().contains("no operations"));
}

#[test]
fn each_operation_has_what_is_there() {
    let evidence = Evidence {
        documents: vec![
            parse("specs/shop/apic/things.yaml", DOCUMENT),
            parse("specs/shop/common.yaml", COMMON),
        ],
        pages: ["ListThings".to_owned()].into(),
        cases: ["ShowThing".to_owned()].into(),
    };
    let coverage = Coverage::of(&register(), &evidence);
    let all: Vec<_> = coverage
        .operations
        .iter()
        .map(|one| (one.operation.as_str(), one.all()))
        .collect();
    assert_eq!(
        all,
        [
            // A text of a component in another document is still to write.
            ("ListThings", [true, true, true, false, false]),
            ("ShowThing", [true, false, false, true, true]),
            ("CreateOther", [false; 5]),
        ]
    );
    assert_eq!(coverage.operations[0].unwritten, 1);
    assert_eq!(
        coverage.operations[0].document.as_deref(),
        Some("specs/shop/apic/things.yaml:4")
    );
    assert_eq!(coverage.beyond, ["ListMore"]);
    assert_eq!(coverage.components(), [None, Some("apic")]);
    assert_eq!(coverage.parts().len(), 3);
    assert_eq!(Counts::of(&coverage.operations).all(), [2, 1, 1, 1, 1]);
}
