//! Paths that are no proper templates, or the same as others.

use std::collections::{BTreeMap, HashMap};

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::Kind;
use crate::place::Place;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;

pub(super) const RULE: Rule = Rule {
    name: "path-template",
    summary: "a path is no proper template, or the same as another one",
    explanation: "\
A path is text with `{name}` where a parameter's value goes. Two paths that differ only in the names
of their parameters are the same path, and no server can tell them apart. A query string or fragment
does not belong to a path: query parameters are declared with `in: query`. Only operations that
share method and address have one, `/v1/things/action#StartThing`, which is their `operationId`. A slash at the end and
two slashes in a row are allowed and hardly ever meant, and are warnings.

Correct the path; move what stands behind `?` into parameters; merge paths that are the same.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    let mut seen = HashMap::new();
    let mut slashes = BTreeMap::new();
    for (id, visit) in context.objects(Kind::PathItem) {
        let is_path = visit
            .parent
            .is_some_and(|parent| context.visit(parent).kind == Kind::Paths);
        if !is_path {
            continue;
        }
        let path = visit.field();
        let mut add = |message: String, help: String, is_error: bool| {
            let finding = Finding::new(context.place(id), message, help).at_key();
            match is_error {
                true => report.add(finding),
                false => report.warn(finding),
            }
        };
        if let Some((plain, _)) = path.split_once('?') {
            let help = format!("write `{plain}` and declare the rest with `in: query`");
            add(format!("the path `{path}` has a query string"), help, true);
        }
        if let Some((plain, fragment)) = path.split_once('#')
            && !is_operation(visit.node, fragment)
        {
            let help = format!("write `{plain}`: a fragment never reaches the server");
            add(format!("the path `{path}` has a fragment"), help, true);
        }
        match names(path) {
            Err(problem) => add(
                format!("the path `{path}` {problem}"),
                "write each parameter as `{name}`".to_owned(),
                true,
            ),
            Ok(names) => {
                if let Some(name) = repeated(&names) {
                    add(
                        format!("the path `{path}` has `{{{name}}}` twice"),
                        "give each parameter a name of its own".to_owned(),
                        true,
                    );
                }
            }
        }
        if path.len() > 1 && path.ends_with('/') {
            let known: &mut Vec<_> = slashes.entry(visit.document).or_default();
            known.push((id, path));
        } else if path.contains("//") {
            let help = "remove one, unless the server insists".to_owned();
            add(
                format!("the path `{path}` has two slashes in a row"),
                help,
                false,
            );
        }
        if let Some(first) = seen.insert((visit.document, shape(path)), (path, visit.node)) {
            let line = first.1.position().line;
            let help = "keep one of the two, with the operations of both".to_owned();
            let message = format!(
                "the path `{path}` is the same as `{}` near line {line}: only names differ",
                first.0
            );
            add(message, help, true);
        }
    }
    for paths in slashes.values() {
        if let [(id, path), others @ ..] = paths.as_slice() {
            report.warn(slash(context.place(*id), path, others.len()));
        }
    }
}

/// Servers that insist on slashes at the end mostly do so for all paths: that is said once.
fn slash(place: Place, path: &str, others: usize) -> Finding {
    let plain = path.trim_end_matches('/');
    let help = format!("write `{plain}`, unless the server insists");
    let message = match others {
        0 => format!("the path `{path}` ends with a slash"),
        1 => format!("the path `{path}` and another one end with a slash"),
        _ => format!("the path `{path}` and {others} others end with a slash"),
    };
    Finding::new(place, message, help).at_key()
}

/// Whether a fragment names an operation of the path: several that share method and address are
/// told apart like that.
fn is_operation(item: &Node, fragment: &str) -> bool {
    let mut operations = item.entries().map(|entry| entry.value);
    operations.any(|it| it.get("operationId").and_then(Node::as_str) == Some(fragment))
}

/// The names in the braces of a path, or what is wrong with the braces.
fn names(path: &str) -> Result<Vec<&str>, &'static str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(brace) = rest.find(['{', '}']) {
        if rest[brace..].starts_with('}') {
            return Err("has a `}` without a `{`");
        }
        let inside = &rest[brace + 1..];
        let Some(end) = inside.find(['{', '}', '/']) else {
            return Err("has a `{` without a `}`");
        };
        if !inside[end..].starts_with('}') {
            return Err("has a `{` without a `}`");
        }
        if inside[..end].trim().is_empty() {
            return Err("has a parameter without a name");
        }
        names.push(&inside[..end]);
        rest = &inside[end + 1..];
    }
    Ok(names)
}

fn repeated<'a>(names: &[&'a str]) -> Option<&'a str> {
    names
        .iter()
        .enumerate()
        .find(|(index, name)| names[..*index].contains(name))
        .map(|(_, name)| *name)
}

/// The path without the names of its parameters.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut inside = false;
    for character in path.chars() {
        inside &= character != '}';
        if !inside {
            shape.push(character);
        }
        inside |= character == '{';
    }
    shape
}
