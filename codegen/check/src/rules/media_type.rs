//! Invalid media types, and encodings without effect.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::grammar::{Kind, VisitId};
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use crate::suggestion;

pub(super) const RULE: Rule = Rule {
    name: "media-type",
    summary: "a key of `content` is not a media type, or `encoding` has no effect",
    explanation: "\
The keys of `content` are media types such as `application/json`, or ranges such as `text/*`;
clients send them unchanged. The keys of `encoding` are properties of the schema. They only apply to
request bodies that are `multipart` or `application/x-www-form-urlencoded`.

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
                    || suggestion::help(name, known, "use the form `type/subtype`"),
                    |known| format!("did you mean `{known}`?"),
                );
            report.add(
                Finding::new(
                    context.place(id),
                    format!("invalid media type `{name}`"),
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

/// Whether a name has the form `type/subtype`, possibly with asterisks or parameters.
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
                "remove it: it only applies to forms",
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
            let message = format!("property `{}` is not defined in the schema", entry.key);
            let names = closure.properties.keys().copied();
            let help = suggestion::help(entry.key, names, "correct the name, or remove it");
            report.add(Finding::new(place, message, help).at_key());
        }
    }
}
