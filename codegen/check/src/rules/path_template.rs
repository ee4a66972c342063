//! Malformed and duplicate path templates.

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
    summary: "a path template is malformed or duplicated",
    explanation: "\
In a path, `{name}` is replaced by the value of a parameter. Paths that differ only in the names of
their parameters are identical, and a server cannot distinguish them. A path has no query string and
no fragment: query parameters are declared with `in: query`. The only exception is a fragment that
distinguishes operations with the same method and address: their `operationId`, as in
`/v1/things/action#StartThing`. A slash at the end and double slashes are warnings, because they are
valid but rarely intended.

Correct the path, declare the query string as parameters, or merge identical paths.",
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
            let help = format!("write `{plain}`, and declare the rest with `in: query`");
            add(format!("path `{path}` has a query string"), help, true);
        }
        if let Some((plain, fragment)) = path.split_once('#')
            && !is_operation(visit.node, fragment)
        {
            let help = format!("write `{plain}`: clients do not send fragments");
            add(format!("path `{path}` has a fragment"), help, true);
        }
        match names(path) {
            Err(problem) => add(
                format!("malformed path `{path}`: {problem}"),
                "write each parameter as `{name}`".to_owned(),
                true,
            ),
            Ok(names) => {
                if let Some(name) = repeated(&names) {
                    add(
                        format!("duplicate parameter `{name}` in path `{path}`"),
                        "use a unique name for each parameter".to_owned(),
                        true,
                    );
                }
            }
        }
        if path.len() > 1 && path.ends_with('/') {
            let known: &mut Vec<_> = slashes.entry(visit.document).or_default();
            known.push((id, path));
        } else if path.contains("//") {
            let help = "remove one slash, unless the server requires it".to_owned();
            add(format!("path `{path}` has a double slash"), help, false);
        }
        if let Some(first) = seen.insert((visit.document, shape(path)), (path, id)) {
            let line = super::line(context, first.1);
            let help = "move the operations of both to one path".to_owned();
            let message = format!(
                "path `{path}` is identical to `{}` on line {line} except for parameter names",
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

/// A server usually requires the slash for all paths or for none, so it is reported once.
fn slash(place: Place, path: &str, others: usize) -> Finding {
    let plain = path.trim_end_matches('/');
    let help = format!("write `{plain}`, unless the server requires the slash");
    let message = match others {
        0 => format!("path `{path}` ends with a slash"),
        1 => format!("path `{path}` and 1 other end with a slash"),
        _ => format!("path `{path}` and {others} others end with a slash"),
    };
    Finding::new(place, message, help).at_key()
}

/// Whether a fragment is the `operationId` of an operation of the path. It distinguishes operations
/// that share a method and an address.
fn is_operation(item: &Node, fragment: &str) -> bool {
    let mut operations = item.entries().map(|entry| entry.value);
    operations.any(|it| it.get("operationId").and_then(Node::as_str) == Some(fragment))
}

/// The names of the parameters of a path, or why it is malformed.
fn names(path: &str) -> Result<Vec<&str>, &'static str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(brace) = rest.find(['{', '}']) {
        if rest[brace..].starts_with('}') {
            return Err("unmatched `}`");
        }
        let inside = &rest[brace + 1..];
        let Some(end) = inside.find(['{', '}', '/']) else {
            return Err("unclosed `{`");
        };
        if !inside[end..].starts_with('}') {
            return Err("unclosed `{`");
        }
        if inside[..end].trim().is_empty() {
            return Err("empty parameter name");
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
