//! Measures generation for a whole API, and for one of twice its size: `cargo bench -p huaweicloud-codegen-generator`.
//!
//! With a folder (`cargo bench -p huaweicloud-codegen-generator -- --write FOLDER`) it writes the document of 457
//! operations there as `specs/`, for `cargo xtask generate --root FOLDER`.

#![expect(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::fs;
use std::path::Path;

use criterion::{Criterion, criterion_group};
use serde_json::{Map, Value, json};

/// The number of operations in the official definitions of ROMA Connect and DCS.
const OPERATIONS: usize = 457;

/// A document with about as many parameters, bodies, structs and enumerations as an official definition.
fn document(operations: usize) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for index in 0..operations {
        let parameter = |name: &str, place: &str| {
            json!({
                "name": name, "in": place, "required": place == "path",
                "description": format!("What {name} says of resource {index}."),
                "schema": { "type": "string", "minLength": 1, "maxLength": 64 },
            })
        };
        let parameters: Vec<Value> = [("project_id", "path"), ("resource_id", "path")]
            .into_iter()
            .chain([
                ("name_filter", "query"),
                ("sort_key", "query"),
                ("X-Language", "header"),
            ])
            .map(|(name, place)| parameter(name, place))
            .collect();
        let reference = |name: String| json!({ "$ref": format!("#/components/schemas/{name}") });
        let mut operation = json!({
            "operationId": format!("ShowResource{index}"),
            "summary": format!("Shows resource {index}."),
            "parameters": parameters,
            "responses": { "200": { "description": "The resource.", "content": {
                "application/json": { "schema": reference(format!("Resource{index}")) },
            } } },
        });
        if index % 2 == 0 {
            operation["requestBody"] = json!({ "required": true, "content": {
                "application/json": { "schema": reference(format!("Change{index}")) },
            } });
        }
        let method = if index % 2 == 0 { "put" } else { "get" };
        let path = format!("/v2/{{project_id}}/kind-{index}/{{resource_id}}");
        paths.insert(path, json!({ method: operation }));
        for name in ["Resource", "Change", "Detail"] {
            schemas.insert(format!("{name}{index}"), object(index, name == "Resource"));
        }
        schemas.insert(
            format!("State{index}"),
            json!({ "type": "string", "enum": ["RUNNING", "FROZEN", "FAILED"],
                    "description": "How it does." }),
        );
    }
    json!({
        "openapi": "3.0.3", "info": { "title": "Service", "version": "1" },
        "paths": paths, "components": { "schemas": schemas },
    })
}

fn object(index: usize, is_outer: bool) -> Value {
    let mut properties = Map::new();
    for field in 0..7 {
        let schema = match field {
            0..=2 => json!({ "type": "string", "maxLength": 64 }),
            3 => json!({ "type": "integer", "format": "int64" }),
            4 => json!({ "type": "boolean" }),
            5 if is_outer => json!({ "$ref": format!("#/components/schemas/Detail{index}") }),
            5 => json!({ "$ref": format!("#/components/schemas/State{index}") }),
            _ => json!({ "type": "array", "items": { "type": "string" } }),
        };
        let mut schema = schema;
        if schema.get("$ref").is_none() {
            schema["description"] = json!(format!("What field {field} of resource {index} is."));
        }
        properties.insert(format!("some_field_{field}"), schema);
    }
    json!({ "type": "object", "properties": properties, "required": ["some_field_0"] })
}

/// Writes the document to a folder, as `specs/`.
fn write(folder: &Path, operations: usize) {
    let specs = folder.join("specs");
    fs::create_dir_all(&specs).unwrap();
    fs::write(specs.join("service.json"), document(operations).to_string()).unwrap();
    let manifest = "[[document]]\nfile = \"service.json\"\ncrate = \"service\"\n";
    fs::write(specs.join("manifest.toml"), manifest).unwrap();
}

fn generation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("generate");
    group.sample_size(10);
    for operations in [OPERATIONS, 2 * OPERATIONS] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), operations);
        group.bench_function(format!("{operations} operations"), |bencher| {
            let specs = folder.path().join("specs");
            bencher.iter(|| codegen_generator::generate(&specs, &[]).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, generation);

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--write");
    if let Some(folder) = arguments.nth(1) {
        write(Path::new(&folder), OPERATIONS);
        return;
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
