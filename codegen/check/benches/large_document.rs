//! Measures a check of a large document, with every rule on and every example checked against
//! its schema: `cargo bench -p huaweicloud-codegen-check`. With a path it writes the document there instead.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints its results and may panic"
)]

use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use codegen_check::{Settings, Source, check, rules};
use codegen_document::Document;

const OPERATIONS: usize = 462;
const SCHEMAS: usize = 1000;

fn main() {
    let text = document();
    if let Some(path) = std::env::args()
        .nth(1)
        .filter(|argument| !argument.starts_with('-'))
    {
        std::fs::write(path, text).unwrap();
        return;
    }
    let lines = text.lines().count();
    println!("{} bytes, {lines} lines", text.len());
    let mut settings = "[rules]\n".to_owned();
    for rule in rules() {
        let _ = writeln!(settings, "{} = \"warning\"", rule.name());
    }
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = Instant::now();
        let document = Document::parse("large.yaml", text.clone()).unwrap();
        let read = start.elapsed();
        let settings = Settings::parse("check.toml", settings.clone());
        let sources = [Source::Document(document), Source::Settings(settings)];
        let findings = check(&sources);
        let all = start.elapsed();
        best = best.min(all.as_secs_f64());
        println!(
            "{:.0} ms, of which reading {:.0} ms, {} findings",
            all.as_secs_f64() * 1e3,
            read.as_secs_f64() * 1e3,
            findings.len()
        );
    }
    println!("best: {:.0} ms; most memory: {}", best * 1e3, most_memory());
}

/// The peak memory of this process, if the system reports it.
fn most_memory() -> String {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.map_or("unknown", |line| line[6..].trim()).to_owned()
}

fn document() -> String {
    let mut text = "\
openapi: 3.0.3
info:
  title: Large
  version: \"1\"
security:
  - token: []
paths:
"
    .to_owned();
    for number in 0..OPERATIONS {
        operation(&mut text, number);
    }
    text += "components:\n  securitySchemes:\n    token: {type: apiKey, in: header, name: X-Auth-Token}\n";
    text += "  parameters:\n    Project:\n      name: project_id\n      in: path\n      required: true\n      description: \"The project that everything belongs to.\"\n      schema: {type: string}\n";
    text += "  schemas:\n    State:\n      description: \"Whether a thing can be used.\"\n      x-source: {page: States}\n      type: string\n      enum: [ACTIVE, PASSIVE]\n";
    for number in 0..SCHEMAS {
        schema(&mut text, number);
    }
    text
}

fn operation(text: &mut String, number: usize) {
    let schema = number * 2 % SCHEMAS;
    let body = (number * 2 + 1) % SCHEMAS;
    let _ = write!(
        text,
        "  /v2/{{project_id}}/things{number}/{{thing_id}}:
    post:
      operationId: UpdateThing{number}
      tags:
        - things
      summary: \"Updates thing number {number}.\"
      description: |-
        Updates what thing number {number} consists of. What is absent stays as it is; what is null is
        emptied. The answer has the thing as it is afterwards.
      externalDocs:
        url: \"https://example.com/UpdateThing{number}.html\"
      x-source: {{page: UpdateThing{number}, title: \"Updating {number}\", language: en}}
      parameters:
        - $ref: \"#/components/parameters/Project\"
        - name: thing_id
          in: path
          required: true
          description: \"The ID that the answer of the creation has.\"
          schema: {{type: string, minLength: 1, maxLength: 64, pattern: \"^[a-z0-9-]+$\"}}
        - name: limit
          in: query
          required: false
          description: \"How many items the answer has at most.\"
          schema: {{type: integer, format: int64, minimum: 1, maximum: 1000, default: 20}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: \"#/components/schemas/Schema{body}\"
            examples:
              documented:
                value:
"
    );
    value(text, 18, body, 1);
    let _ = write!(
        text,
        "      responses:
        \"200\":
          description: \"The thing as it is now.\"
          content:
            application/json:
              schema:
                $ref: \"#/components/schemas/Schema{schema}\"
              examples:
                documented:
                  value:
"
    );
    value(text, 20, schema, 1);
    let _ = write!(
        text,
        "        \"400\":
          description: \"The request cannot be answered, for the reason that the body gives.\"
          content:
            application/json:
              schema:
                $ref: \"#/components/schemas/Schema0\"
"
    );
}

/// A value of a schema, which contains a value of the next schema.
fn value(text: &mut String, indentation: usize, number: usize, depth: usize) {
    let space = " ".repeat(indentation);
    let _ = write!(
        text,
        "{space}identifier: \"thing-{number}\"
{space}state: ACTIVE
{space}count: {number}
{space}created_at: \"2024-05-17T09:30:00Z\"
"
    );
    if depth > 0 && number + 1 < SCHEMAS {
        let _ = writeln!(text, "{space}children:");
        let inner = text.len();
        value(text, indentation + 4, number + 1, depth - 1);
        // The first field follows the dash of the list item.
        text.replace_range(inner..inner + indentation + 4, &format!("{space}  - "));
    }
}

fn schema(text: &mut String, number: usize) {
    let next = (number + 1) % SCHEMAS;
    let _ = write!(
        text,
        "    Schema{number}:
      description: \"What thing number {number} consists of.\"
      x-source: {{page: UpdateThing{number}, part: \"Table 3\"}}
      type: object
      properties:
        identifier:
          description: \"Unique within the project; begins with `thing`.\"
          type: string
          minLength: 1
          maxLength: 64
          pattern: '^thing-\\d+$'
        state:
          description: \"Whether it can be used.\"
          allOf: [{{$ref: \"#/components/schemas/State\"}}]
        count: {{description: \"How often it was used since it was made.\", type: integer, format: int64}}
        created_at: {{description: \"When it was made.\", type: string, format: date-time}}
        children:
          description: \"What it is made of.\"
          type: array
          items:
            $ref: \"#/components/schemas/Schema{next}\"
"
    );
}
