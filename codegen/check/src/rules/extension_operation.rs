//! Checks the extensions of operations against their parameters and responses.

use std::collections::BTreeSet;

use codegen_document::Node;

use super::composition::Closure;
use super::extension_check::ExtensionCheck;
use crate::context::Context;
use crate::grammar::VisitId;
use crate::operation::Operation;
use crate::rule::Report;
use crate::suggestion;

pub(super) fn check<'a>(
    context: &Context<'a>,
    report: &mut Report<'_, '_>,
    operation: &Operation<'a>,
) {
    let parameters: BTreeSet<&str> = operation
        .effective_parameters()
        .map(|parameter| parameter.name)
        .collect();
    for entry in operation.node.entries() {
        let place = context.place(operation.id).join(entry.key);
        let mut extension = ExtensionCheck { report, place };
        match entry.key {
            "x-rules" => {
                let mut fields = parameters.clone();
                fields.extend(body_fields(context, operation));
                rules(&mut extension, entry.value, &fields);
            }
            "x-pagination" => {
                let response = response_fields(context, operation);
                pagination(&mut extension, entry.value, &parameters, &response);
            }
            "x-waiter" => {
                super::extension_waiter::check(context, &mut extension, entry.value, operation)
            }
            "x-not-found-codes" => extension.strings(&[], entry.value),
            "x-retry" => extension.word(entry.value, "retry mode", &["safe"]),
            "x-request-example" => request(&mut extension, entry.value, &parameters),
            _ => {}
        }
    }
}

fn body_fields<'a>(context: &Context<'a>, operation: &Operation<'a>) -> BTreeSet<&'a str> {
    let body = context.child(operation.id, "requestBody");
    body.map(|body| fields(context, body)).unwrap_or_default()
}

fn response_fields<'a>(context: &Context<'a>, operation: &Operation<'a>) -> BTreeSet<&'a str> {
    super::success_shape::successes(context, operation)
        .into_iter()
        .flat_map(|(_, response)| fields(context, response))
        .collect()
}

/// The properties of the bodies that a request body or response has.
fn fields<'a>(context: &Context<'a>, holder: VisitId) -> BTreeSet<&'a str> {
    let Some(holder) = context.resolve(holder) else {
        return BTreeSet::new();
    };
    context
        .children(holder, "content")
        .filter_map(|(_, media_type)| context.child(media_type, "schema"))
        .flat_map(|schema| Closure::of(context, schema).properties.into_keys())
        .collect()
}

fn known(
    extension: &mut ExtensionCheck<'_, '_, '_>,
    steps: &[&str],
    name: &Node,
    names: &BTreeSet<&str>,
    what: &str,
) {
    let text = name.as_str().unwrap_or_default();
    if !names.contains(text) {
        let message = format!("unknown {what} `{text}`");
        let help = suggestion::help(text, names.iter().copied(), "correct the name");
        extension.add(steps, message, help);
    }
}

fn rules(extension: &mut ExtensionCheck<'_, '_, '_>, node: &Node, names: &BTreeSet<&str>) {
    if node.as_sequence().is_none() {
        let message = format!("expected a list, found {}", node.kind());
        extension.add(&[], message, "write a list of rules");
    }
    for (index, rule) in node.items().iter().enumerate() {
        let index = index.to_string();
        if !extension.keys(&[&index], rule, &["when", "require", "require-any"]) {
            continue;
        }
        if rule.get("require").is_none() && rule.get("require-any").is_none() {
            let help = "add one of them";
            extension.add(
                &[&index],
                "missing `require` or `require-any`".to_owned(),
                help,
            );
        }
        for entry in rule.get("when").into_iter().flat_map(Node::entries) {
            if !names.contains(entry.key) {
                let message = format!("unknown parameter `{}`", entry.key);
                let help = suggestion::help(entry.key, names.iter().copied(), "correct the name");
                extension.add(&[&index, "when", entry.key], message, help);
            }
        }
        for (at, name) in items(rule, "require") {
            known(
                extension,
                &[&index, "require", &at],
                name,
                names,
                "parameter",
            );
        }
        for (at, group) in items(rule, "require-any") {
            for (inner, name) in group.items().iter().enumerate() {
                let steps = [&index, "require-any", &at, &inner.to_string()];
                known(extension, &steps, name, names, "parameter");
            }
        }
    }
}

fn items<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = (String, &'a Node)> {
    let items = node.get(key).map(Node::items).unwrap_or_default();
    items
        .iter()
        .enumerate()
        .map(|(index, item)| (index.to_string(), item))
}

fn pagination(
    extension: &mut ExtensionCheck<'_, '_, '_>,
    node: &Node,
    parameters: &BTreeSet<&str>,
    response: &BTreeSet<&str>,
) {
    if !extension.keys(&[], node, &["offset", "limit", "items", "total", "first"]) {
        return;
    }
    for key in ["offset", "limit"] {
        match node.get(key) {
            Some(name) => known(extension, &[key], name, parameters, "parameter"),
            None => extension.add(
                &[],
                format!("missing `{key}`"),
                "add the name of the parameter",
            ),
        }
    }
    for key in ["items", "total"] {
        match node.get(key) {
            Some(name) => known(extension, &[key], name, response, "response property"),
            None if key == "items" => {
                extension.add(
                    &[],
                    "missing `items`".to_owned(),
                    "add the name of the property with the list",
                );
            }
            None => {}
        }
    }
    if node.get("first").and_then(Node::as_u64).is_none() {
        let help = "add the offset of the first item: `first: 0` or `first: 1`";
        extension.add(&[], "missing `first`".to_owned(), help);
    }
}

fn request(extension: &mut ExtensionCheck<'_, '_, '_>, node: &Node, names: &BTreeSet<&str>) {
    if !extension.keys(&[], node, &["url", "parameters"]) {
        return;
    }
    if node.get("url").and_then(Node::as_str).is_none() {
        extension.add(&[], "missing `url`".to_owned(), "add the documented URL");
    }
    for entry in node.get("parameters").into_iter().flat_map(Node::entries) {
        if !names.contains(entry.key) {
            let message = format!("unknown parameter `{}`", entry.key);
            let help = suggestion::help(entry.key, names.iter().copied(), "correct the name");
            extension.add(&["parameters", entry.key], message, help);
        }
    }
}
