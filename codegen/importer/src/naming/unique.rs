//! Names that would collide in Rust, or that OpenAPI does not allow.

use std::collections::{HashMap, HashSet};

use codegen_document::pointer::join;
use codegen_document::{names, reference};
use serde_json::{Map, Value, json};

use crate::addresses::Moved;
use crate::correction::Corrections;
use codegen_document::METHODS;

const SCHEMAS: &str = "#/components/schemas/";

/// Renames components whose names collide.
pub(crate) fn components(document: &mut Value, corrections: &mut Corrections) {
    let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    let given: Vec<String> = schemas.keys().cloned().collect();
    let mut taken: HashSet<String> = HashSet::new();
    let mut renamed: HashMap<String, String> = HashMap::new();
    let all: HashSet<String> = given.iter().map(|name| names::type_name(name)).collect();
    for name in &given {
        let rust = names::type_name(name);
        // `XInput` is the request type of `X` if requests and responses share it.
        let clashes = taken.contains(&rust)
            || rust
                .strip_suffix("Input")
                .is_some_and(|base| all.contains(base));
        let is_allowed = name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "._-".contains(character));
        let mut chosen = if is_allowed {
            name.clone()
        } else {
            rust.clone()
        };
        if clashes {
            for suffix in ["Info", "Object", "Value"] {
                let candidate = format!("{rust}{suffix}");
                if !all.contains(&candidate) && !taken.contains(&candidate) {
                    chosen = candidate;
                    break;
                }
            }
        }
        while taken.contains(&names::type_name(&chosen)) {
            chosen.push_str("Value");
        }
        taken.insert(names::type_name(&chosen));
        if chosen != *name {
            let message = format!(
                "renamed the component `{name}` to `{chosen}`: another one also becomes `{rust}`"
            );
            corrections.add(
                "component-name",
                &join("/components/schemas", name),
                message,
            );
            renamed.insert(name.clone(), chosen);
        }
    }
    if renamed.is_empty() {
        return;
    }
    let moved = std::mem::take(schemas);
    *schemas = moved
        .into_iter()
        .map(|(name, schema)| (renamed.get(&name).cloned().unwrap_or(name), schema))
        .collect::<Map<_, _>>();
    rename(document, &renamed);
}

fn rename(value: &mut Value, renamed: &HashMap<String, String>) {
    reference::visit_mut(value, &mut |target| {
        let name = target
            .strip_prefix(SCHEMAS)
            .map(codegen_document::pointer::unescape);
        if let Some(name) = name.and_then(|name| renamed.get(name.as_ref())) {
            *target = format!("{SCHEMAS}{name}");
        }
    });
}

/// Gives every operation a unique name.
pub(crate) fn operations(document: &mut Value, moved: &Moved, corrections: &mut Corrections) {
    let mut taken: HashSet<String> = HashSet::new();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get_mut(method) else {
                continue;
            };
            let pointer = format!("{}/{method}", join("/paths", path));
            let old = moved.get(&pointer).cloned().unwrap_or(pointer);
            let id = operation
                .get("operationId")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned();
            let mut chosen = if id.is_empty() {
                told_by_address(method, path)
            } else {
                id.clone()
            };
            let wanted = chosen.clone();
            for suffix in ["", "With", "By"] {
                chosen = if suffix.is_empty() {
                    wanted.clone()
                } else {
                    format!("{wanted}{suffix}{}", names::type_name(method))
                };
                if !taken.contains(&names::method_name(&chosen)) {
                    break;
                }
            }
            while !taken.insert(names::method_name(&chosen)) {
                chosen.push_str("Again");
            }
            if chosen != id {
                let message =
                    format!("named the operation `{chosen}`, because `{id}` is taken or empty");
                corrections.add("operation-id", &old, message);
                operation["operationId"] = json!(chosen);
            }
        }
    }
}

/// `get` of `/v1/things/{id}` is `GetV1ThingsId`.
fn told_by_address(method: &str, path: &str) -> String {
    names::type_name(&format!("{method} {}", path.replace(['/', '{', '}'], " ")))
}
