//! Converts a faulty definition into a valid OpenAPI document, and lists the corrections.
//!
//! The official definitions of Huawei Cloud are close to OpenAPI 3.0: the keys of `paths` are
//! operation names, and the address is in `x-url`; parameters have a `type`, limits exceed int64,
//! references are dangling. Each such place is corrected if one correction is certain, or likely
//! enough to be worth a review, and is listed with its rule and location. A valid document stays
//! unchanged, except that objects and enumerations get names.

mod addresses;
mod bodies;
mod composition;
mod correction;
mod elsewhere;
mod keywords;
mod naming;
mod parameters;
mod path_items;
mod references;
mod responses;
mod schema;
mod secrets;
mod security;
mod structure;
mod variants;
mod walk;

use codegen_document::Document;
use serde_json::{Value, json};

pub use correction::{Correction, Outcome};

use correction::Corrections;

/// A valid document made from a definition.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The document.
    pub document: Value,
    /// The corrections, in the order of the definition.
    pub corrections: Vec<Correction>,
}

/// Converts a definition into a valid document.
///
/// # Errors
///
/// The definition has no `paths`. The error says what it is instead.
pub fn import(definition: &Document) -> Result<Imported, String> {
    let mut document = definition.to_json();
    if !document.get("paths").is_some_and(Value::is_object) {
        return Err(format!(
            "not an OpenAPI definition: expected a mapping with `paths`, found {}",
            definition.root().kind()
        ));
    }
    let mut corrections = Corrections::default();
    header(&mut document);
    elsewhere::correct(&mut document, &mut corrections);
    structure::correct(&mut document, &mut corrections);
    path_items::correct(&mut document, &mut corrections);
    addresses::queries(&mut document, &mut corrections);
    references::correct(&mut document, &mut corrections);
    parameters::correct(&mut document, &mut corrections);
    bodies::correct(&mut document, &mut corrections);
    responses::correct(&mut document, &mut corrections);
    walk::schemas(&mut document, &mut |schema, place| {
        schema::correct(schema, place, &mut corrections);
    });
    composition::correct(&mut document, &mut corrections);
    schema::defaults::correct(&mut document, &mut corrections);
    secrets::mark(&mut document, &mut corrections);
    parameters::drop_removed(&mut document);
    variants::name(&mut document);
    security::correct(&mut document, &mut corrections);
    let moved = addresses::correct(&mut document, &mut corrections);
    naming::name(&mut document, &moved, &mut corrections);
    Ok(Imported {
        document,
        corrections: corrections.located(definition),
    })
}

/// The start of every document.
fn header(document: &mut Value) {
    let title = document.pointer("/info/title").cloned();
    let Some(root) = document.as_object_mut() else {
        return;
    };
    let mut ordered = serde_json::Map::new();
    ordered.insert("openapi".to_owned(), json!("3.0.3"));
    for key in ["info", "servers", "tags", "security", "paths", "components"] {
        if let Some(value) = root.remove(key) {
            ordered.insert(key.to_owned(), value);
        }
    }
    root.remove("openapi");
    ordered.append(root);
    *root = ordered;
    let info = root.entry("info").or_insert_with(|| json!({}));
    if !info.is_object() {
        *info = json!({});
    }
    for (key, default) in [
        ("title", title.unwrap_or(json!("Service"))),
        ("version", json!("1")),
    ] {
        if !info.get(key).is_some_and(Value::is_string) {
            info[key] = default;
        }
    }
    let components = root.entry("components").or_insert_with(|| json!({}));
    if !components.is_object() {
        *components = json!({});
    }
}
