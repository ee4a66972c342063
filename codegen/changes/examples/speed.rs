//! Measures the comparison of two generated documents with 460 operations each, where every
//! operation changed.
//!
//! `cargo run --release -p huaweicloud-codegen-changes --example speed`

use std::fmt::Write;
use std::time::Instant;

use codegen_document::Document;

const OPERATIONS: usize = 460;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (old, new) = (document(false), document(true));
    let size = (old.len() + new.len()) as f64 / 1e6;
    let start = Instant::now();
    let before = Document::parse("old.yaml", old)?;
    let after = Document::parse("new.yaml", new)?;
    let loaded = start.elapsed();
    let changes = codegen_changes::compare(&before, &after);
    let breaking = changes.iter().filter(|change| change.is_breaking()).count();
    let total = start.elapsed();
    let mut report = String::new();
    writeln!(report, "{OPERATIONS} operations twice, {size:.1} MB")?;
    writeln!(
        report,
        "loaded in {loaded:?}, compared in {:?}",
        total - loaded
    )?;
    writeln!(
        report,
        "{} changes, {breaking} of them breaking",
        changes.len()
    )?;
    anstream::print!("{report}");
    Ok(())
}

/// A document with many operations, each with its own schemas. `is_new` changes every operation.
fn document(is_new: bool) -> String {
    let mut text =
        String::from("openapi: 3.0.3\ninfo:\n  title: Many operations\n  version: '1'\npaths:\n");
    for index in 0..OPERATIONS {
        operation(&mut text, index, is_new);
    }
    text += "components:\n  schemas:\n";
    for index in 0..OPERATIONS {
        schemas(&mut text, index, is_new);
    }
    text
}

fn operation(text: &mut String, index: usize, is_new: bool) {
    let maximum = if is_new && index.is_multiple_of(2) {
        500
    } else {
        999
    };
    let name = if is_new && index.is_multiple_of(23) {
        "Fetch"
    } else {
        "List"
    };
    let _ = write!(
        text,
        "  /v2/{{project_id}}/things{index}/{{thing_id}}:
    get:
      operationId: {name}Things{index}
      summary: Lists the things of kind {index}.
      parameters:
        - {{name: project_id, in: path, required: true, schema: {{type: string}}}}
        - {{name: thing_id, in: path, required: true, schema: {{type: string}}}}
"
    );
    for parameter in 0..6 {
        let _ = write!(
            text,
            "        - name: filter_{parameter}
          in: query
          description: Keeps the things whose property {parameter} is this one.
          schema: {{type: integer, format: int64, minimum: 1, maximum: {maximum}}}
"
        );
    }
    text.push_str("      responses:\n");
    for status in ["200", "400", "401", "403", "404", "500"] {
        let _ = write!(
            text,
            "        '{status}':
          description: An answer.
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/Things{index}'}}
              examples:
                documented:
                  value: {{total: {index}, things: [{{field_0: text, field_1: text}}]}}
"
        );
    }
}

fn schemas(text: &mut String, index: usize, is_new: bool) {
    let _ = write!(
        text,
        "    Things{index}:
      type: object
      properties:
        total: {{type: integer, format: int64}}
        things:
          type: array
          items: {{$ref: '#/components/schemas/Thing{index}'}}
    Thing{index}:
      type: object
      properties:
"
    );
    for field in 0..20 {
        let kind = if is_new && field == 7 {
            "integer"
        } else {
            "string"
        };
        let _ = write!(
            text,
            "        field_{field}:
          description: What the thing says of its property {field}, in a sentence or two.
          type: {kind}
          maxLength: 64
"
        );
    }
}
