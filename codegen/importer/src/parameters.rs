//! Parameters: invalid keywords, dangling references, invalid locations.

use codegen_document::pointer::join;
use serde_json::{Map, Value, json};

use crate::addresses;
use crate::correction::Corrections;
use crate::keywords;
use crate::path_items::resolved;
use crate::walk::{self, entries, last};

/// Schema keywords in a parameter, as in Swagger 2.
const OF_SCHEMA: [&str; 14] = [
    "type",
    "format",
    "enum",
    "items",
    "default",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "multipleOf",
];

/// Headers that are set by HTTP, the credential or the body.
const FOREIGN_HEADERS: [&str; 10] = [
    "accept",
    "authorization",
    "content-length",
    "content-type",
    "host",
    "user-agent",
    "x-auth-token",
    "x-sdk-content-sha256",
    "x-sdk-date",
    "x-security-token",
];

pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let components = document.pointer_mut("/components/parameters");
    for (parameter, pointer) in entries(components, "/components/parameters") {
        correct_one(parameter, &pointer, corrections);
    }
    let known = document
        .pointer("/components/parameters")
        .cloned()
        .unwrap_or_default();
    let mut by_item = Vec::new();
    for (item, pointer) in entries(document.get_mut("paths"), "/paths") {
        let address = addresses::address(&last(&pointer), item);
        by_item.push((pointer, address));
    }
    walk::operations(document, &mut |operation, pointer| {
        let item = pointer.rsplit_once('/').map_or("", |(item, _)| item);
        let address = by_item.iter().find(|(known, _)| known == item);
        let address = address.map_or("", |(_, address)| address.as_str());
        of_operation(operation, pointer, address, &known, corrections);
    });
    let components = document.pointer_mut("/components/parameters");
    if let Some(components) = components.and_then(Value::as_object_mut) {
        components
            .retain(|_, parameter| !is_foreign(&text(parameter, "name"), &text(parameter, "in")));
    }
}

/// Corrects the parameters of an operation: a list of objects without duplicates, and one for each
/// placeholder.
fn of_operation(
    operation: &mut Value,
    pointer: &str,
    address: &str,
    known: &Value,
    corrections: &mut Corrections,
) {
    let given = operation.get("parameters").and_then(Value::as_array);
    let mut kept: Vec<Value> = Vec::new();
    let mut seen: Vec<(String, String)> = Vec::new();
    for (index, parameter) in given.into_iter().flatten().enumerate() {
        let pointer = format!("{pointer}/parameters/{index}");
        let mut parameter = parameter.clone();
        if let Some(replaced) = reference(&parameter, &pointer, address, known, corrections) {
            parameter = replaced;
        }
        correct_one(&mut parameter, &pointer, corrections);
        known_place(&mut parameter, &pointer, address, known, corrections);
        let resolved = resolved(&parameter, known);
        let (name, place) = (text(resolved, "name"), text(resolved, "in"));
        if is_foreign(&name, &place) {
            kept.push(Value::Null);
            continue;
        }
        if let Some(message) = unusable(resolved, &name, &place) {
            corrections.left_out("unusable-parameter", &pointer, message);
            kept.push(Value::Null);
            continue;
        }
        if seen.contains(&(name.clone(), place.clone())) {
            let message = format!("removed the duplicate parameter `{name}`");
            corrections.add("parameter-twice", &pointer, message);
            kept.push(Value::Null);
            continue;
        }
        if place == "path" && !has_placeholder(address, &name) {
            let message =
                format!("removed the path parameter `{name}`, which is not in the address");
            corrections.left_out("path-parameter", &pointer, message);
            kept.push(Value::Null);
            continue;
        }
        seen.push((name, place));
        kept.push(parameter);
    }
    for name in placeholders(address) {
        if !seen.contains(&(name.to_owned(), "path".to_owned())) {
            let message = format!("added the missing path parameter `{name}`");
            corrections.add("undeclared-path-parameter", pointer, message);
            kept.push(json!({
                "name": name, "in": "path", "required": true, "schema": { "type": "string" },
            }));
        }
    }
    if let Some(operation) = operation.as_object_mut() {
        operation.insert("parameters".to_owned(), Value::Array(kept));
    }
}

/// Drops the removed parameters. They keep their positions in the list until all corrections are
/// made, so that each correction has the pointer in the definition.
pub(crate) fn drop_removed(document: &mut Value) {
    walk::operations(document, &mut |operation, _| {
        let Some(operation) = operation.as_object_mut() else {
            return;
        };
        if let Some(parameters) = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut)
        {
            parameters.retain(|parameter| !parameter.is_null());
            if parameters.is_empty() {
                operation.remove("parameters");
            }
        }
    });
}

/// Parameters in unknown places are in the path if it has their names, otherwise in the query.
fn known_place(
    parameter: &mut Value,
    pointer: &str,
    address: &str,
    known: &Value,
    corrections: &mut Corrections,
) {
    const PLACES: [&str; 6] = ["path", "query", "header", "cookie", "formData", "body"];
    let given = resolved(parameter, known);
    let (name, stated) = (text(given, "name"), text(given, "in"));
    if !given.is_object() || PLACES.contains(&stated.as_str()) {
        return;
    }
    let place = match has_placeholder(address, &name) {
        true => "path",
        false => "query",
    };
    let mut placed = given.clone();
    placed["in"] = json!(place);
    if place == "path" {
        placed["required"] = json!(true);
    }
    let message = format!("`{name}` is in the unknown place `{stated}`: replaced by `{place}`");
    corrections.review("parameter-place", pointer, message);
    *parameter = placed;
}

/// Why a parameter cannot be sent, if calls work without it.
fn unusable(parameter: &Value, name: &str, place: &str) -> Option<String> {
    if name.is_empty() {
        return Some("removed a parameter without a name".to_owned());
    }
    let is_required = parameter.get("required") == Some(&json!(true));
    let is_token = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it);
    if place == "header" && !is_required && !name.chars().all(is_token) {
        return Some(format!(
            "removed the optional header `{name}`: headers cannot have this name"
        ));
    }
    None
}

/// Whether a header is set by HTTP or the credential.
fn is_foreign(name: &str, place: &str) -> bool {
    place == "header" && FOREIGN_HEADERS.contains(&name.to_ascii_lowercase().as_str())
}

/// The replacement for a dangling reference: the parameter that its name suggests.
fn reference(
    parameter: &Value,
    pointer: &str,
    address: &str,
    known: &Value,
    corrections: &mut Corrections,
) -> Option<Value> {
    let reference = parameter.get("$ref")?.as_str()?;
    let name = reference.strip_prefix("#/components/parameters/");
    let name = name.map(codegen_document::pointer::unescape);
    if name.is_some_and(|name| known.get(name.as_ref()).is_some()) {
        return None;
    }
    let written = reference.rsplit('/').next().unwrap_or_default();
    let (name, place) = told_by_name(written, address);
    // `apic_project_id` is the `project_id` of the address.
    let of_address = placeholders(address).find(|it| name.ends_with(&format!("_{it}")));
    let (name, place) = match of_address {
        Some(placeholder) => (placeholder.to_owned(), "path".to_owned()),
        None => (name, place),
    };
    if name.ends_with("x_auth_token")
        || is_foreign(&name, &place)
        || is_foreign(&name.replace('_', "-"), "header")
    {
        return Some(json!({ "name": "Authorization", "in": "header" }));
    }
    let message = format!(
        "`{reference}` is not defined; replaced by a string `{name}` in the {place}, from its name"
    );
    corrections.review("missing-parameter", pointer, message);
    Some(json!({
        "name": name, "in": place, "required": place == "path", "schema": { "type": "string" },
    }))
}

/// `EdgeSiteIdInPath` suggests `edge_site_id` in the path.
fn told_by_name(written: &str, address: &str) -> (String, String) {
    let snake = codegen_document::names::value_name(written);
    let snake = snake.trim_end_matches('_');
    let suffixes = [
        ("_in_path", "path"),
        ("_in_query", "query"),
        ("_in_header", "header"),
    ];
    let found = suffixes
        .iter()
        .find_map(|(suffix, place)| Some((snake.strip_suffix(suffix)?, *place)));
    let (name, place) = found.unwrap_or((snake, "query"));
    let name = if written == written.to_ascii_lowercase() && found.is_none() {
        written
    } else {
        name
    };
    let is_header = name.starts_with("x_") || name.starts_with("x-");
    let place = match place {
        "query" if has_placeholder(address, name) => "path",
        "query" if is_header => "header",
        place => place,
    };
    let name = if is_header {
        name.replace('_', "-")
    } else {
        name.to_owned()
    };
    (name, place.to_owned())
}

/// Corrects one parameter, in an operation or a component.
fn correct_one(parameter: &mut Value, pointer: &str, corrections: &mut Corrections) {
    let Some(object) = parameter.as_object_mut() else {
        return;
    };
    if object.contains_key("$ref") {
        if object.len() > 1 {
            object.retain(|key, _| key == "$ref");
            corrections.add(
                "reference-sibling",
                pointer,
                "removed the siblings of `$ref`",
            );
        }
        return;
    }
    name_and_place(object, pointer, corrections);
    move_to_schema(object, pointer, corrections);
    collection_format(object, pointer, corrections);
    let unknown: Vec<String> = object
        .keys()
        .filter(|key| !keywords::is_of_parameter(key))
        .cloned()
        .collect();
    for key in unknown {
        object.remove(&key);
        let message = format!("removed `{key}`, which is not a keyword of parameters");
        corrections.add("unknown-keyword", &join(pointer, &key), message);
    }
    if object.get("in").is_some_and(|place| place == "path")
        && object.get("required") != Some(&json!(true))
    {
        object.insert("required".to_owned(), json!(true));
        corrections.add(
            "path-parameter",
            pointer,
            "made the path parameter required",
        );
    }
}

/// `Query` means `query`, and no name on the wire has blanks around it.
fn name_and_place(object: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    for key in ["name", "in"] {
        let Some(stated) = object.get(key).and_then(Value::as_str).map(str::to_owned) else {
            continue;
        };
        let mut meant = stated.trim().to_owned();
        if key == "in" {
            meant = meant.to_ascii_lowercase();
            if meant == "formdata" {
                "formData".clone_into(&mut meant);
            }
        }
        if meant != stated {
            let message = format!("replaced `{stated}` by `{meant}`");
            corrections.add("parameter-name", &format!("{pointer}/{key}"), message);
            object.insert(key.to_owned(), json!(meant));
        }
    }
}

/// Moves keywords for the value into the schema.
fn move_to_schema(object: &mut Map<String, Value>, pointer: &str, corrections: &mut Corrections) {
    let stated: Vec<&str> = OF_SCHEMA
        .into_iter()
        .filter(|key| object.contains_key(*key))
        .collect();
    let has_content = object.contains_key("content");
    if !stated.is_empty() {
        let mut moved = Map::new();
        for key in &stated {
            if let Some(value) = object.remove(*key) {
                moved.insert((*key).to_owned(), value);
            }
        }
        let schema = object
            .entry("schema")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(schema) = schema.as_object_mut() {
            for (key, value) in moved {
                // A parameter whose schema is a reference has its type there.
                if !schema.contains_key("$ref") {
                    schema.entry(key).or_insert(value);
                }
            }
        }
        let names: Vec<String> = stated.iter().map(|key| format!("`{key}`")).collect();
        let message = format!("moved {} into the parameter's schema", names.join(", "));
        corrections.add("parameter-type", pointer, message);
    }
    if !object.contains_key("schema") && !has_content {
        object.insert("schema".to_owned(), json!({ "type": "string" }));
        corrections.review("parameter-type", pointer, "added a string schema");
    }
}

/// Converts `collectionFormat` of Swagger 2 to `style` and `explode`.
fn collection_format(
    object: &mut Map<String, Value>,
    pointer: &str,
    corrections: &mut Corrections,
) {
    let in_schema = object.get_mut("schema").and_then(Value::as_object_mut);
    let in_schema = in_schema.and_then(|schema| schema.remove("collectionFormat"));
    let Some(format) = object.remove("collectionFormat").or(in_schema) else {
        return;
    };
    let (style, explode) = match format.as_str() {
        Some("multi") => ("form", true),
        Some("ssv") => ("spaceDelimited", false),
        Some("pipes") => ("pipeDelimited", false),
        _ => ("form", false),
    };
    if object.get("in").is_some_and(|place| place == "query") {
        object.insert("style".to_owned(), json!(style));
        object.insert("explode".to_owned(), json!(explode));
    }
    let message = format!(
        "replaced `collectionFormat: {format}` by `style: {style}` and `explode: {explode}`"
    );
    corrections.add("collection-format", pointer, message);
}

/// The placeholders of an address. Its fragment is not sent.
fn placeholders(address: &str) -> impl Iterator<Item = &str> {
    let path = address.split('#').next().unwrap_or_default();
    let parts = path.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0))
}

fn has_placeholder(address: &str, name: &str) -> bool {
    placeholders(address).any(|placeholder| placeholder == name)
}

fn text(holder: &Value, key: &str) -> String {
    let text = holder.get(key).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}
