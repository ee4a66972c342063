//! Fields that are maps.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;

use codegen_generator::generate;

const DOCUMENT: &str = r##"openapi: 3.0.3
info: { title: Service, version: 1.0.0 }
paths:
  /v1/things:
    get:
      operationId: ShowThing
      externalDocs: { url: "https://example.com/ShowThing" }
      responses:
        "200":
          description: The thing.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Thing" }
components:
  schemas:
    Thing:
      description: A thing.
      type: object
      properties:
        names:
          description: Its name, by language.
          type: object
          additionalProperties: { type: string }
        parts:
          description: What it consists of, by number.
          type: object
          additionalProperties: { $ref: "#/components/schemas/Part" }
    Part:
      description: A part.
      type: object
      properties:
        name: { description: Its name., type: string }
"##;

/// The generated struct, without line breaks and indentation.
fn structure() -> String {
    let specs = tempfile::tempdir().unwrap();
    let manifest = "[[document]]\nfile = \"service.yaml\"\ncrate = \"service\"\n";
    fs::write(specs.path().join("manifest.toml"), manifest).unwrap();
    fs::write(specs.path().join("service.yaml"), DOCUMENT).unwrap();
    let generation = generate(specs.path(), &[]).unwrap();
    let texts = generation.files.iter().map(|file| file.text.as_str());
    let text = texts
        .into_iter()
        .find(|text| text.contains("pub struct Thing "))
        .unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_map_that_is_missing_or_null_is_empty_and_an_empty_one_is_not_written() {
    let text = structure();
    for (field, values) in [("names", "String"), ("parts", "Part")] {
        let declaration = format!(
            "#[serde( deserialize_with = \"huaweicloud_types::null_as_default\", \
             skip_serializing_if = \"::std::collections::HashMap::is_empty\" )] \
             pub {field}: ::std::collections::HashMap<String, {values}>,"
        );
        assert!(text.contains(&declaration), "no `{declaration}` in {text}");
    }
}
