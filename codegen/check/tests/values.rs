//! Which examples match their schemas: discriminators, directions, media types and formats.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fmt::Write;

use codegen_check::{Source, check};
use codegen_document::Document;

const PETS: &str = r##"
components:
  schemas:
    Cat:
      type: object
      required: [kind]
      properties: {kind: {type: string}, meow: {type: string}}
    Dog:
      type: object
      required: [kind]
      properties: {kind: {type: string}, bark: {type: integer}}
    Animal:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]
      discriminator: {propertyName: kind, mapping: {hound: Dog}}
    Pet:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind}
    Bird:
      allOf:
        - $ref: "#/components/schemas/Pet"
        - {type: object, required: [wings], properties: {wings: {type: integer}}}
    Alone:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind}
    Thing:
      allOf:
        - type: object
          properties:
            id: {type: string, readOnly: true}
            code: {type: string, writeOnly: true}
            name: {type: string}
        - {required: [id, code, name]}
    Form: {type: object, properties: {a: {type: string}}}
    Great: {type: integer}
    Address: {type: string, format: uri}
"##;

/// The messages for an example of a body with a schema.
fn messages(direction: &str, media: &str, schema: &str, example: &str) -> Vec<String> {
    let content = format!(
        "{{{media}: {{schema: {{$ref: '#/components/schemas/{schema}'}}, example: {example}}}}}"
    );
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    post:\n      operationId: A\n",
    );
    let response = match direction {
        "request" => {
            writeln!(text, "      requestBody: {{content: {content}}}").unwrap();
            "{description: Done}".to_owned()
        }
        _ => format!("{{description: Done, content: {content}}}"),
    };
    writeln!(text, "      responses: {{'200': {response}}}").unwrap();
    text.push_str(PETS);
    let document = Document::parse("a.yaml", text).unwrap();
    check(&[Source::Document(document)])
        .into_iter()
        .filter(|found| found.rule.starts_with("example"))
        .map(|found| found.message)
        .collect()
}

fn is_valid_for(schema: &str, example: &str) -> bool {
    messages("request", "application/json", schema, example).is_empty()
}

#[test]
fn a_discriminator_selects_the_schema() {
    for (schema, example, is_valid) in [
        // Without the discriminator, it would match both.
        ("Animal", "{kind: Cat, meow: x}", true),
        ("Animal", "{kind: Dog, bark: 1}", true),
        ("Animal", "{kind: hound, bark: 1}", true),
        ("Animal", "{kind: Dog, bark: x}", false),
        ("Animal", "{kind: hound, bark: x}", false),
        ("Animal", "{kind: zebra}", false),
        ("Pet", "{kind: Pet}", true),
        ("Pet", "{kind: Bird, wings: 2}", true),
        ("Pet", "{kind: Bird, wings: two}", false),
        ("Pet", "{kind: Bird}", false),
        ("Pet", "{kind: zebra}", false),
        ("Bird", "{kind: Bird, wings: 2}", true),
        // No schema extends it, so there is nothing to select.
        ("Alone", "{kind: anything}", true),
    ] {
        assert_eq!(
            is_valid_for(schema, example),
            is_valid,
            "{schema} {example}"
        );
    }
    let found = messages("request", "application/json", "Animal", "{kind: zebra}");
    assert_eq!(
        found,
        ["invalid `kind`: expected one of `hound`, `Cat`, `Dog`, found `zebra`"]
    );
}

#[test]
fn directions_apply_across_all_of() {
    let json = "application/json";
    for (direction, example, count) in [
        ("request", "{name: a, code: b}", 0),
        ("request", "{name: a}", 1),
        ("response", "{name: a, id: b}", 0),
        // The read-only one is missing, and the write-only one is present.
        ("response", "{name: a, code: b}", 2),
        ("response", "{name: a, id: b, code: c}", 1),
        ("request", "{name: a, id: b, code: c}", 1),
    ] {
        let found = messages(direction, json, "Thing", example);
        assert_eq!(found.len(), count, "{direction} {example}: {found:?}");
    }
}

#[test]
fn serialized_bodies_are_strings() {
    let form = "application/x-www-form-urlencoded";
    assert_eq!(messages("request", form, "Form", "'a=b&c=d'"), [""; 0]);
    assert_eq!(
        messages("request", "multipart/form-data", "Form", "'--x'"),
        [""; 0]
    );
    let lines = "application/x-ndjson";
    assert_eq!(
        messages("response", lines, "Form", r#"'{"a":"b"}'"#),
        [""; 0]
    );
    assert!(!is_valid_for("Form", "'a=b'"));
    assert_eq!(messages("request", form, "Form", "{a: 1}").len(), 1);
}

#[test]
fn integers_and_addresses() {
    assert!(is_valid_for("Great", "99999999999999999999999"));
    assert!(!is_valid_for("Great", "1.5"));
    assert!(is_valid_for(
        "Address",
        "'https://example.com:443/a?b=%20#c'"
    ));
    for wrong in ["%zz", "a b", "<x>", "#a#b"] {
        let example = format!("'https://example.com/{wrong}'");
        assert!(!is_valid_for("Address", &example), "{wrong}");
    }
    assert!(!is_valid_for("Address", "'https://example.com:99999/'"));
}

#[test]
fn findings_with_one_cause_are_merged() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "get.yaml",
        "operationId: ListThings\nresponses: {'200': {description: Done}}\n",
    );
    write(
        "put.yaml",
        "operationId: ListThings\nresponses: {'200': {descripton: Done}}\n",
    );
    write(
        "a.yaml",
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  /things:\n    get: {$ref: get.yaml}\n    put: {$ref: put.yaml}\n",
    );
    let mut sources = vec![Source::document(&folder.path().join("a.yaml")).unwrap()];
    codegen_check::load_references(&mut sources);
    let mut found: Vec<_> = check(&sources)
        .into_iter()
        .map(|found| format!("{}: {}", found.rule, found.message))
        .collect();
    found.sort();
    // The contents of the files are also checked.
    assert!(found[0].starts_with("operation-id: "), "{found:?}");
    assert_eq!(
        found[1..],
        [
            "structure: 2 operations are `$ref`s, which OpenAPI 3.0 does not allow",
            "structure: missing field `description` in a Response Object",
            "structure: unknown field `descripton` in a Response Object",
        ]
    );
    let named = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths:\n  ListThings: {get: {operationId: A, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'200': {description: Done}}}}\n  ShowThing: {}\n  EndThing: {}\n";
    let document = Document::parse("a.yaml", named.to_owned()).unwrap();
    let found = check(&[Source::Document(document)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].message,
        "path `ListThings` and 2 others do not start with `/`"
    );
}

#[test]
fn findings_about_reference_values_are_merged() {
    let example =
        |name: &str| format!("{name}: {{value: {{$ref: '#/components/examples/One/value'}}}}");
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: A\n      responses:\n        '200':\n          description: Done\n          content:\n            application/json:\n              schema: {{type: object, required: [id], additionalProperties: false, properties: {{id: {{type: string}}}}}}\n              examples: {{{}, {}}}\n",
        example("a"),
        example("b")
    );
    let document = Document::parse("a.yaml", text).unwrap();
    let found = check(&[Source::Document(document)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].message,
        "the values of 2 examples are `$ref`s, which are not resolved there"
    );
}
