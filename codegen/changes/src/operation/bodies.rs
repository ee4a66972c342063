//! Request bodies, and the media types of any body.

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Effect, Judgement, Scope};
use crate::kind::Kind;
use crate::operations::OperationSpot;
use crate::schema::kind_of;
use crate::spot::{Spot, same_option};
use crate::transition::transition;
use crate::uses::Uses;

impl<'a> Comparison<'a> {
    pub(super) fn request_body(
        &mut self,
        old: &OperationSpot<'a>,
        new: &OperationSpot<'a>,
        scope: &Scope,
    ) {
        let scope = scope.part("request").uses(Uses::BODY);
        match (old.spot.get("requestBody"), new.spot.get("requestBody")) {
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
                    (Wire::Breaking, "requests that were valid lack it")
                } else {
                    (Wire::Compatible, "requests need not have it")
                };
                let judgement = Judgement::new(wire, Level::Minor, reason).refusing_calls(true);
                let message = format!(
                    "new {} request body",
                    if required { "required" } else { "optional" }
                );
                let places = (&old.spot, &after);
                self.report(Kind::BodyAdded, &scope, places, message, judgement);
            }
            (Some(before), None) => {
                let reason = "requests that send it are refused, or it is ignored";
                let judgement = Judgement::new(Wire::Breaking, Level::Major, reason)
                    .because("its setter in Rust is gone");
                let places = (&before, &new.spot);
                let message = "the request body is gone";
                self.report(Kind::BodyRemoved, &scope, places, message, judgement);
            }
        }
    }

    /// Compares two request bodies, in an operation or as components.
    pub(crate) fn body(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let (was, is) = (old.is_true("required"), new.is_true("required"));
        if was != is {
            let effect = if is { Effect::Narrower } else { Effect::Wider };
            let kind = if is {
                Kind::RequiredAdded
            } else {
                Kind::RequiredRemoved
            };
            // The calls in Rust compile either way; without a required body they are refused.
            let judgement = scope
                .judge(effect)
                .refusing_calls(is)
                .level(scope.shown(Level::Patch));
            self.key(kind, "required", scope, (old, new), judgement);
        } else {
            let judgement = Judgement::default().because("that is the case anyway");
            self.key(Kind::OtherChanged, "required", scope, (old, new), judgement);
        }
        self.contents(old, new, scope);
        self.rest(
            &scope.hidden(),
            (old, new),
            &["required", "content", "$ref"],
        );
    }

    /// Compares what a body, parameter or header can be, by media type.
    pub(crate) fn contents(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let list = |spot: &Spot<'a>| -> Vec<(&'a str, Spot<'a>)> {
            let content = spot.get("content");
            content.iter().flat_map(Spot::entries).collect()
        };
        let (before, after) = (list(old), list(new));
        let find = |list: &[(&'a str, Spot<'a>)], name: &str| {
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

    /// A name in another case or with other parameters that means the same.
    pub(super) fn written_otherwise(
        &mut self,
        (was, is): (&str, &str),
        places: (&Spot<'a>, &Spot<'a>),
        scope: &Scope,
    ) {
        let judgement = Judgement::default().because("it means the same");
        let message = format!("`{was}` → `{is}`");
        self.report(Kind::OtherChanged, scope, places, message, judgement);
    }

    fn media_type_removed(
        &mut self,
        name: &str,
        spot: &Spot<'a>,
        (new, is_last): (&Spot<'a>, bool),
        scope: &Scope,
    ) {
        let reason = if scope.uses.is_sent() {
            "requests in it are refused now"
        } else {
            "responses that were in it are not any more"
        };
        let wire = if scope.uses == Uses::default() {
            Wire::None
        } else {
            Wire::Breaking
        };
        let level = scope.shown(if is_last || is_json(name) {
            Level::Major
        } else {
            Level::None
        });
        let judgement = Judgement::new(wire, level, reason);
        let message = format!("the body is not `{name}` any more");
        self.report(
            Kind::MediaTypeRemoved,
            scope,
            (spot, new),
            message,
            judgement,
        );
    }

    fn media_type_added(
        &mut self,
        name: &str,
        spot: &Spot<'a>,
        (old, is_first): (&Spot<'a>, bool),
        scope: &Scope,
    ) {
        let (wire, reason) = match (scope.uses.is_sent(), scope.uses.is_read()) {
            (true, _) => (Wire::Compatible, "requests can still be in the others"),
            (_, true) if is_first => (Wire::Compatible, "nobody read a body there before"),
            (_, true) => (
                Wire::Compatible,
                "who asks for another by `Accept` still gets it",
            ),
            _ => (Wire::None, crate::judgement::UNUSED),
        };
        let level = scope.shown(if is_first { Level::Major } else { Level::None });
        let judgement = Judgement::new(wire, level, reason);
        let schema = spot.get("schema");
        let message = match schema {
            Some(schema) => format!("the body can be `{name}`, {}", kind_of(&schema)),
            None => format!("the body can be `{name}`"),
        };
        self.report(Kind::MediaTypeAdded, scope, (old, spot), message, judgement);
    }

    fn media_type(&mut self, name: &str, (old, new): (&Spot<'a>, &Spot<'a>), scope: &Scope) {
        let mut scope = scope.clone();
        scope.uses = scope.uses.in_media_type(name);
        let scope = &scope;
        match (old.get("schema"), new.get("schema")) {
            (Some(before), Some(after)) => self.schema(&before, &after, scope),
            (None, None) => {}
            (before, after) => {
                let (kind, effect) = match before {
                    None => (Kind::SchemaStated, Effect::Narrower),
                    Some(_) => (Kind::SchemaDropped, Effect::Wider),
                };
                let judgement = scope.judge(effect).level(scope.shown(Level::Major));
                let message = transition("schema", before.as_ref(), after.as_ref());
                let places = (
                    before.as_ref().unwrap_or(old),
                    after.as_ref().unwrap_or(new),
                );
                self.report(kind, scope, places, message, judgement);
            }
        }
        let judgement = if scope.uses.is_sent() && has_parts(name) {
            scope.judge(Effect::Other)
        } else {
            Judgement::default().because("only forms and bodies of several parts follow it")
        };
        self.key(
            Kind::EncodingChanged,
            "encoding",
            scope,
            (old, new),
            judgement,
        );
        self.examples((old, new), scope);
        self.rest(
            &scope.hidden(),
            (old, new),
            &["schema", "encoding", "examples"],
        );
    }

    /// The first example of a request is the example of the call's doc comment.
    fn examples(&mut self, pair: (&Spot<'a>, &Spot<'a>), scope: &Scope) {
        const KEY: &str = "examples";
        let first = |media: &Spot<'a>| media.get(KEY)?.entries().next()?.1.get("value");
        let (old, new) = (first(pair.0), first(pair.1));
        let is_same = same_option(
            old.as_ref().map(|it| it.node),
            new.as_ref().map(|it| it.node),
        );
        let level = if scope.uses.has(Uses::BODY) && !is_same {
            scope.shown(Level::Patch)
        } else {
            Level::None
        };
        let judgement = Judgement::new(Wire::None, level, "it only explains");
        self.key(Kind::ExampleChanged, KEY, scope, pair, judgement);
    }
}

/// A media type as it is compared: `application/json;charset=UTF-8` is `application/json`.
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
