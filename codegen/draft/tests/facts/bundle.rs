//! Documents of a folder as one.

use std::path::PathBuf;

use codegen_document::Document;
use serde_json::{Map, Value, json};

pub(crate) fn whole(files: &[(PathBuf, Document)]) -> Value {
    let mut whole = json!({ "openapi": "3.0.3", "paths": {}, "components": {}, "tags": [] });
    for (path, document) in files {
        let text = path.display().to_string();
        if text.ends_with(".ledger.yaml") {
            continue;
        }
        let mut value = document.to_json();
        local(&mut value);
        if text == "common.yaml" {
            for key in ["info", "servers", "security", "x-configured-parameters"] {
                whole[key] = value[key].clone();
            }
        }
        let tags = value["tags"].as_array().cloned().unwrap_or_default();
        whole["tags"].as_array_mut().unwrap().extend(tags);
        for (path, item) in object(&value["paths"]) {
            for (method, operation) in object(&item) {
                assert!(
                    whole["paths"][&path][&method].is_null(),
                    "{path} is there twice"
                );
                whole["paths"][&path][&method] = operation;
            }
        }
        for (section, components) in object(&value["components"]) {
            for (name, component) in object(&components) {
                assert!(
                    whole["components"][&section][&name].is_null(),
                    "{name} is there twice"
                );
                whole["components"][&section][&name] = component;
            }
        }
    }
    whole
}

fn object(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// References without their files.
fn local(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(local),
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                if let Some(target) = value.as_str().filter(|_| key == "$ref") {
                    let (_, pointer) = target.split_once('#').unwrap();
                    *value = json!(format!("#{pointer}"));
                } else {
                    local(value);
                }
            }
        }
        _ => {}
    }
}
