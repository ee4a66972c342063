//! Checks `x-waiter` against the operation that reports the state, and against the responses of both
//! operations.

use std::collections::BTreeSet;

use codegen_document::{Node, pointer};

use super::composition::{Closure, PARTS};
use super::extension_check::ExtensionCheck;
use crate::context::Context;
use crate::grammar::VisitId;
use crate::operation::Operation;
use crate::suggestion;

const KEYS: [&str; 7] = [
    "operation",
    "parameters",
    "item",
    "state",
    "reason",
    "success",
    "failure",
];
const ITEM: [&str; 3] = ["list", "property", "equals"];
const PLACE_HELP: &str = "use the name of a property, or a JSON pointer";

pub(super) fn check<'a>(
    context: &Context<'a>,
    extension: &mut ExtensionCheck<'_, '_, '_>,
    node: &Node,
    starter: &Operation<'a>,
) {
    if !extension.keys(&[], node, &KEYS) {
        return;
    }
    for key in ["operation", "state", "success"] {
        if node.get(key).is_none() {
            let help = "add it: `operation`, `state` and `success` are required";
            extension.add(&[], format!("missing `{key}`"), help);
        }
    }
    let operations = context.operations().iter();
    // The operations of a folder become one module.
    let folder = |it: &Operation<'_>| context.document(it.document).path().parent();
    let known = operations.filter(|it| folder(it) == folder(starter));
    let known: Vec<_> = known
        .filter_map(|it| Some((it.node.get("operationId")?.as_str()?, it)))
        .collect();
    let Some(name) = node.get("operation") else {
        return;
    };
    let name = name.as_str().unwrap_or_default();
    let Some((_, reporter)) = known.iter().find(|(id, _)| *id == name) else {
        let names = known.iter().map(|(id, _)| *id);
        let help = suggestion::help(name, names, "use an operation of this document");
        extension.add(&["operation"], format!("unknown operation `{name}`"), help);
        return;
    };
    let started = success_schemas(context, starter);
    let report = success_schemas(context, reporter);
    parameters(context, extension, node, (name, reporter), &started);
    let report = match node.get("item") {
        Some(item) => items(context, extension, item, (&started, report)),
        None => report,
    };
    for key in ["state", "reason"] {
        schemas_at(context, extension, &[key], node.get(key), &report);
    }
    states(context, extension, node, &report);
}

fn parameters<'a>(
    context: &Context<'a>,
    extension: &mut ExtensionCheck<'_, '_, '_>,
    node: &Node,
    (name, reporter): (&str, &Operation<'a>),
    started: &Schemas,
) {
    let names: BTreeSet<&str> = reporter.effective_parameters().map(|it| it.name).collect();
    for entry in node.get("parameters").into_iter().flat_map(Node::entries) {
        let steps = ["parameters", entry.key];
        if !names.contains(entry.key) {
            let message = format!("unknown parameter `{}` of `{name}`", entry.key);
            let help = suggestion::help(entry.key, names.iter().copied(), "correct the name");
            extension.add(&steps, message, help);
        }
        schemas_at(context, extension, &steps, Some(entry.value), started);
    }
}

/// The schemas of the items of the list that contains the state.
fn items(
    context: &Context<'_>,
    extension: &mut ExtensionCheck<'_, '_, '_>,
    item: &Node,
    (started, report): (&Schemas, Schemas),
) -> Schemas {
    if !extension.keys(&["item"], item, &ITEM) {
        return None;
    }
    for key in ITEM.iter().filter(|key| item.get(key).is_none()) {
        let help = "add it: `list`, `property` and `equals` are required";
        extension.add(&["item"], format!("missing `{key}`"), help);
    }
    let list = schemas_at(
        context,
        extension,
        &["item", "list"],
        item.get("list"),
        &report,
    );
    let items = list.map(|lists| {
        let lists = lists.into_iter().filter_map(|list| context.resolve(list));
        lists
            .filter_map(|list| context.child(list, "items"))
            .collect()
    });
    schemas_at(
        context,
        extension,
        &["item", "property"],
        item.get("property"),
        &items,
    );
    schemas_at(
        context,
        extension,
        &["item", "equals"],
        item.get("equals"),
        started,
    );
    items
}

fn states(
    context: &Context<'_>,
    extension: &mut ExtensionCheck<'_, '_, '_>,
    node: &Node,
    report: &Schemas,
) {
    let state = node.get("state").and_then(Node::as_str).unwrap_or_default();
    let values = find(context, report, state)
        .flatten()
        .and_then(|schemas| values(context, &schemas));
    for key in ["success", "failure"] {
        let Some(listed) = node.get(key) else {
            continue;
        };
        if listed.as_sequence().is_none() {
            let message = format!("expected a list of states, found {}", listed.kind());
            extension.add(&[key], message, "use the form `[DONE]`");
        }
        for (index, state) in listed.items().iter().map(text).enumerate() {
            let steps = [key, &index.to_string()];
            let is_both = key == "failure"
                && node
                    .get("success")
                    .is_some_and(|it| it.items().iter().any(|it| text(it) == state));
            if is_both {
                let message = format!("`{state}` is listed in both `success` and `failure`");
                extension.add(&steps, message, "remove it from one of them");
            }
            if let Some(values) = &values
                && !values.contains(&state)
            {
                let known = values.iter().map(String::as_str);
                let help = suggestion::help(&state, known, "use a value of the enumeration");
                extension.add(&steps, format!("unknown state `{state}`"), help);
            }
        }
    }
}

/// The schemas at a place; `None` if the document does not define what is there.
type Schemas = Option<Vec<VisitId>>;

/// The schemas of the JSON bodies of the success responses.
fn success_schemas<'a>(context: &Context<'a>, operation: &Operation<'a>) -> Schemas {
    let successes = super::success_shape::successes(context, operation);
    let responses = successes
        .into_iter()
        .filter_map(|(_, it)| context.resolve(it));
    let bodies = responses.flat_map(|it| context.children(it, "content"));
    let json = bodies.filter(|(name, _)| name.contains("json"));
    Some(
        json.filter_map(|(_, body)| context.child(body, "schema"))
            .collect(),
    )
}

/// Resolves a property name or JSON pointer, and adds a finding if it does not exist.
fn schemas_at(
    context: &Context<'_>,
    extension: &mut ExtensionCheck<'_, '_, '_>,
    steps: &[&str],
    node: Option<&Node>,
    schemas: &Schemas,
) -> Schemas {
    let node = node?;
    let Some(text) = node.as_str() else {
        let message = format!("expected a string, found {}", node.kind());
        extension.add(steps, message, PLACE_HELP);
        return None;
    };
    let found = find(context, schemas, text);
    if found.is_none() {
        let message = format!("`{text}` does not exist in the response");
        extension.add(steps, message, PLACE_HELP);
    }
    found.flatten()
}

/// The schemas at a property name or JSON pointer; `None` if it does not exist.
fn find(context: &Context<'_>, schemas: &Schemas, place: &str) -> Option<Schemas> {
    let place = match place.starts_with('/') {
        true => place.to_owned(),
        false => pointer::join("", place),
    };
    let mut schemas = schemas.clone();
    for segment in pointer::segments(&place) {
        let Some(known) = &schemas else {
            return Some(None);
        };
        let mut next = Vec::new();
        let mut is_open = false;
        for schema in known {
            let closure = Closure::of(context, *schema);
            is_open |= closure.is_open || is_free_form(context, *schema);
            let holder = closure.properties.get(&*segment);
            let properties = holder.and_then(|it| context.visit(*it).node.get("properties"));
            next.extend(properties.and_then(|it| context.visit_of(it.get(&segment)?)));
            if segment.parse::<usize>().is_ok() {
                let list = context.resolve(*schema);
                next.extend(list.and_then(|list| context.child(list, "items")));
            }
        }
        if next.is_empty() && !is_open {
            return None;
        }
        schemas = (!next.is_empty()).then_some(next);
    }
    Some(schemas)
}

/// Whether a schema allows anything.
fn is_free_form(context: &Context<'_>, schema: VisitId) -> bool {
    let Some(schema) = context.resolve(schema) else {
        return true;
    };
    let node = context.visit(schema).node;
    let keys = ["properties", "items", "enum"];
    let is_structured = keys.iter().chain(&PARTS).any(|key| node.get(key).is_some());
    let type_name = node.get("type").and_then(Node::as_str);
    !is_structured && type_name.is_none_or(|name| name == "object")
}

/// The values of the enumeration of a state.
fn values(context: &Context<'_>, schemas: &[VisitId]) -> Option<BTreeSet<String>> {
    let mut values = BTreeSet::new();
    for schema in schemas {
        let schema = context.resolve(*schema)?;
        let parts = PARTS.iter().flat_map(|key| context.children(schema, key));
        let parts = parts.filter_map(|(_, part)| context.resolve(part));
        let lists = std::iter::once(schema).chain(parts);
        let lists = lists.filter_map(|id| context.visit(id).node.get("enum"));
        values.extend(lists.flat_map(Node::items).map(text));
    }
    (!values.is_empty()).then_some(values)
}

/// A state, as a string.
fn text(node: &Node) -> String {
    node.as_str()
        .map_or_else(|| node.to_json().to_string(), str::to_owned)
}
