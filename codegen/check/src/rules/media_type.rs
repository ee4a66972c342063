//! Media types that are none, and encodings of nothing.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "media-type",
    summary: "a key of `content` is no media type, or `encoding` says something about nothing",
    explanation: "\
The keys of `content` are media types such as `application/json`, or ranges such as `text/*`; a client
sends them as they are. The keys of `encoding` are properties of the schema, and mean something only
for `multipart` and `application/x-www-form-urlencoded` in request bodies.

Correct the name.",
    level: Level::Error,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for (id, visit) in context.objects(Kind::MediaType) {
        let Some(name) = visit.member() else { continue };
        if !is_media_type(name) {
            let known = [
                "application/json",
                "application/xml",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/plain",
            ];
            let help = known
                .iter()
                .find(|known| known.ends_with(name) && !name.is_empty())
                .map_or_else(
                    || suggestion::help(name, known, "write it as `type/subtype`"),
                    |known| format!("did you mean `{known}`?"),
                );
            report.add(
                Finding::new(
                    context.place(id),
                    format!("`{name}` is no media type"),
                    help,
                )
                .at_key(),
            );
        }
        if visit.node.get("encoding").is_some() {
            check_encoding(context, report, id, name);
        }
    }
}

/// `type/subtype`, with parameters behind semicolons; stars make it a range.
fn is_media_type(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or_default().trim();
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

fn check_encoding(context: &Context<'_>, report: &mut Report<'_, '_>, id: VisitId, name: &str) {
    let is_form = name.starts_with("multipart/")
        || name.starts_with("application/x-www-form-urlencoded")
        || name.contains('*');
    if !is_form {
        report.warn(
            Finding::new(
                context.place(id).join("encoding"),
                format!("`encoding` has no effect on `{name}`"),
                "remove it: it is for forms only",
            )
            .at_key(),
        );
        return;
    }
    let Some(schema) = context.child(id, "schema") else {
        return;
    };
    let closure = super::composition::Closure::of(context, schema);
    if closure.is_open || closure.properties.is_empty() {
        return;
    }
    let keys = context.visit(id).node.get("encoding").into_iter();
    for entry in keys.flat_map(Node::entries) {
        if !closure.properties.contains_key(entry.key) {
            let place = context.place(id).join("encoding").join(entry.key);
            let message = format!("the schema has no property `{}`", entry.key);
            let names = closure.properties.keys().copied();
            let help = suggestion::help(entry.key, names, "correct the name, or remove it");
            report.add(Finding::new(place, message, help).at_key());
        }
    }
}
