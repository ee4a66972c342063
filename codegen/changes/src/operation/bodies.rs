//! Request bodies, and the media types of any body.

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same_option};
use crate::operations::OperationRef;
use crate::schema_label::schema_label;
use crate::transition::transition;
use crate::usage::Usage;

impl<'a> Comparison<'a> {
    pub(super) fn request_body(
        &mut self,
        old: &OperationRef<'a>,
        new: &OperationRef<'a>,
        scope: &Scope,
    ) {
        let scope = scope.part("request").usage(Usage::BODY);
        match (old.node.get("requestBody"), new.node.get("requestBody")) {
            (None, None) => {}
            (Some(before), Some(after)) => {
                if self.is_same_component(&before, &after, &scope) {
                    return;
                }
                let (before, after) = (self.before.resolve(&before), self.after.resolve(&after));
                self.body(&before, &after, &scope);
            }
            (None, Some(after)) => {
                let required = self.after.resolve(&after).is_true("required");
                let (wire, reason) = if required {
                    (Wire::Breaking, "existing requests do not send it")
                } else {
                    (Wire::Compatible, "requests may omit it")
                };
                let impact = Impact::new(wire, Level::Minor, reason).refusing_calls(true);
                let message = format!(
                    "new {} request body",
                    if required { "required" } else { "optional" }
                );
                let places = (&old.node, &after);
                self.report(ChangeKind::BodyAdded, &scope, places, message, impact);
            }
            (Some(before), None) => {
                let reason = "requests that send it may be rejected, or the value ignored";
                let impact = Impact::new(Wire::Breaking, Level::Major, reason)
                    .because("its Rust setter was removed");
                let places = (&before, &new.node);
                let message = "the request body was removed";
                self.report(ChangeKind::BodyRemoved, &scope, places, message, impact);
            }
        }
    }

    /// Compares two request bodies, of operations or components.
    pub(crate) fn body(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let (was, is) = (old.is_true("required"), new.is_true("required"));
        if was != is {
            let effect = if is { Effect::Narrower } else { Effect::Wider };
            let kind = if is {
                ChangeKind::RequiredAdded
            } else {
                ChangeKind::RequiredRemoved
            };
            // Calls compile either way. Without a required body they are rejected.
            let impact = scope
                .judge(effect)
                .refusing_calls(is)
                .level(scope.shown(Level::Patch));
            self.key(kind, "required", scope, (old, new), impact);
        } else {
            let impact = Impact::default().because("this is already the default");
            self.key(
                ChangeKind::OtherChanged,
                "required",
                scope,
                (old, new),
                impact,
            );
        }
        self.contents(old, new, scope);
        self.rest(
            &scope.hidden(),
            (old, new),
            &["required", "content", "$ref"],
        );
    }

    /// Compares the contents of a body, parameter or header, by media type.
    pub(crate) fn contents(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let list = |node: &NodeRef<'a>| -> Vec<(&'a str, NodeRef<'a>)> {
            let content = node.get("content");
            content.iter().flat_map(NodeRef::entries).collect()
        };
        let (before, after) = (list(old), list(new));
        let find = |list: &[(&'a str, NodeRef<'a>)], name: &str| {
            let found = list.iter().find(|it| media_type(it.0) == media_type(name));
            found.cloned()
        };
        for (name, one) in &before {
            match find(&after, name) {
                Some((now, other)) => {
                    let is_only = before.len() == 1 && after.len() == 1;
                    let scope = if is_only {
                        scope.clone()
                    } else {
                        scope.part(name)
                    };
                    if *name != now {
                        self.written_otherwise((name, now), (one, &other), &scope);
                    }
                    self.media_type(now, (one, &other), &scope);
                }
                None => self.media_type_removed(name, one, (new, after.is_empty()), scope),
            }
        }
        for (name, other) in &after {
            if find(&before, name).is_none() {
                self.media_type_added(name, other, (old, before.is_empty()), scope);
            }
        }
    }

    /// Reports a name that differs only in case or parameters.
    pub(super) fn written_otherwise(
        &mut self,
        (was, is): (&str, &str),
        places: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let impact = Impact::default().because("the meaning is unchanged");
        let message = format!("`{was}` → `{is}`");
        self.report(ChangeKind::OtherChanged, scope, places, message, impact);
    }

    fn media_type_removed(
        &mut self,
        name: &str,
        node: &NodeRef<'a>,
        (new, is_last): (&NodeRef<'a>, bool),
        scope: &Scope,
    ) {
        let reason = if scope.usage.is_sent() {
            "requests of this type are now rejected"
        } else {
            "responses no longer have this type"
        };
        let wire = if scope.usage == Usage::default() {
            Wire::None
        } else {
            Wire::Breaking
        };
        let level = scope.shown(if is_last || is_json(name) {
            Level::Major
        } else {
            Level::None
        });
        let impact = Impact::new(wire, level, reason);
        let message = format!("media type `{name}` was removed");
        self.report(
            ChangeKind::MediaTypeRemoved,
            scope,
            (node, new),
            message,
            impact,
        );
    }

    fn media_type_added(
        &mut self,
        name: &str,
        node: &NodeRef<'a>,
        (old, is_first): (&NodeRef<'a>, bool),
        scope: &Scope,
    ) {
        let (wire, reason) = match (scope.usage.is_sent(), scope.usage.is_read()) {
            (true, _) => (Wire::Compatible, "requests may still use the others"),
            (_, true) if is_first => (Wire::Compatible, "there was no body to read before"),
            (_, true) => (
                Wire::Compatible,
                "callers can still request the others with `Accept`",
            ),
            _ => (Wire::None, crate::impact::UNUSED),
        };
        let level = scope.shown(if is_first { Level::Major } else { Level::None });
        let impact = Impact::new(wire, level, reason);
        let schema = node.get("schema");
        let message = match schema {
            Some(schema) => format!("media type `{name}` was added: {}", schema_label(&schema)),
            None => format!("media type `{name}` was added"),
        };
        self.report(
            ChangeKind::MediaTypeAdded,
            scope,
            (old, node),
            message,
            impact,
        );
    }

    fn media_type(&mut self, name: &str, (old, new): (&NodeRef<'a>, &NodeRef<'a>), scope: &Scope) {
        let mut scope = scope.clone();
        scope.usage = scope.usage.in_media_type(name);
        let scope = &scope;
        match (old.get("schema"), new.get("schema")) {
            (Some(before), Some(after)) => self.schema(&before, &after, scope),
            (None, None) => {}
            (before, after) => {
                let (kind, effect) = match before {
                    None => (ChangeKind::SchemaStated, Effect::Narrower),
                    Some(_) => (ChangeKind::SchemaDropped, Effect::Wider),
                };
                let impact = scope.judge(effect).level(scope.shown(Level::Major));
                let message = transition("schema", before.as_ref(), after.as_ref());
                let places = (
                    before.as_ref().unwrap_or(old),
                    after.as_ref().unwrap_or(new),
                );
                self.report(kind, scope, places, message, impact);
            }
        }
        let impact = if scope.usage.is_sent() && has_parts(name) {
            scope.judge(Effect::Other)
        } else {
            Impact::default().because("it applies only to forms and multipart bodies")
        };
        self.key(
            ChangeKind::EncodingChanged,
            "encoding",
            scope,
            (old, new),
            impact,
        );
        self.examples((old, new), scope);
        self.rest(
            &scope.hidden(),
            (old, new),
            &["schema", "encoding", "examples"],
        );
    }

    /// The first request example appears in the doc comment of the call.
    fn examples(&mut self, pair: (&NodeRef<'a>, &NodeRef<'a>), scope: &Scope) {
        const KEY: &str = "examples";
        let first = |media: &NodeRef<'a>| media.get(KEY)?.entries().next()?.1.get("value");
        let (old, new) = (first(pair.0), first(pair.1));
        let is_same = same_option(
            old.as_ref().map(|it| it.value),
            new.as_ref().map(|it| it.value),
        );
        let level = if scope.usage.has(Usage::BODY) && !is_same {
            scope.shown(Level::Patch)
        } else {
            Level::None
        };
        let impact = Impact::new(Wire::None, level, "documentation only");
        self.key(ChangeKind::ExampleChanged, KEY, scope, pair, impact);
    }
}

/// A media type without parameters: `application/json` for `application/json;charset=UTF-8`.
fn media_type(name: &str) -> String {
    let name = name.split(';').next().unwrap_or(name);
    name.trim().to_ascii_lowercase()
}

/// Whether bodies of this type have parts, each with an encoding.
fn has_parts(name: &str) -> bool {
    let name = media_type(name);
    name.starts_with("multipart/") || name == "application/x-www-form-urlencoded"
}

fn is_json(name: &str) -> bool {
    media_type(name) == "application/json"
}
