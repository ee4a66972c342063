//! Parameters against parameters.

use std::collections::BTreeSet;

use codegen_document::names;

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Effect, Judgement, Scope};
use crate::kind::Kind;
use crate::operations::{OperationSpot, ParameterSpot};
use crate::schema::{kind_of, resolved_type};
use crate::side::Side;
use crate::spot::{Spot, shown};
use crate::transition::transition;
use crate::uses::Uses;

/// How a value is written into the URL or header.
const SERIALIZATION: [&str; 4] = ["style", "explode", "allowReserved", "allowEmptyValue"];

/// The header that stands for a security scheme: the crates have no setter for it.
const TOKEN_HEADER: &str = "X-Auth-Token";

/// Whether an old parameter and a new one are the same.
type IsPair<'p, 'a> = dyn Fn(&ParameterSpot<'a>, &ParameterSpot<'a>) -> bool + 'p;

impl<'a> Comparison<'a> {
    pub(crate) fn parameters(
        &mut self,
        old: &OperationSpot<'a>,
        new: &OperationSpot<'a>,
        renamed: &[(&'a str, &'a str)],
        scope: &Scope,
    ) {
        let mut left: Vec<&ParameterSpot<'a>> = old.parameters.iter().collect();
        let mut right: Vec<&ParameterSpot<'a>> = new.parameters.iter().collect();
        let pairs: [&IsPair<'_, 'a>; 5] = [
            &|one, other| one.key() == other.key(),
            &|one, other| {
                one.place == "path"
                    && other.place == "path"
                    && renamed.contains(&(one.name, other.name))
            },
            &|one, other| {
                let reference = one.raw.text("$ref");
                reference.is_some() && reference == other.raw.text("$ref")
            },
            &|one, other| one.name == other.name,
            &|one, other| {
                one.place == other.place
                    && names::value_name(one.name) == names::value_name(other.name)
            },
        ];
        let reported = self.changes_so_far();
        for is_pair in pairs {
            left.retain(|one| {
                let found = right.iter().position(|other| is_pair(one, other));
                if let Some(index) = found {
                    let other = right.remove(index);
                    self.parameter_pair(one, other, scope);
                }
                found.is_none()
            });
        }
        for parameter in left {
            self.parameter_removed(parameter, new, scope);
        }
        for parameter in right {
            self.parameter_added(parameter, old, scope);
        }
        if self.changes_so_far() == reported {
            self.order_of_parameters(old, new, scope);
        }
    }

    fn order_of_parameters(
        &mut self,
        old: &OperationSpot<'a>,
        new: &OperationSpot<'a>,
        scope: &Scope,
    ) {
        let keys = |operation: &OperationSpot<'a>| -> BTreeSet<(String, String)> {
            let parameters = operation.parameters.iter();
            parameters.map(ParameterSpot::key).collect()
        };
        if keys(old) != keys(new) {
            return;
        }
        let mut pairs = old.parameters.iter().zip(&new.parameters);
        let Some((one, other)) = pairs.find(|(one, other)| one.key() != other.key()) else {
            return;
        };
        let reason = "their order means nothing; the setters in Rust stand in it";
        let judgement = Judgement::new(Wire::None, scope.shown(Level::Patch), reason);
        let message = "the parameters stand in another order";
        let places = (&one.raw, &other.raw);
        self.report(Kind::OtherChanged, scope, places, message, judgement);
    }

    /// Parameters of the same name; those that are the same component are compared as that.
    fn parameter_pair(&mut self, old: &ParameterSpot<'a>, new: &ParameterSpot<'a>, scope: &Scope) {
        let scope = scope
            .part(&format!("{} {}", new.place, new.name))
            .uses(Uses::PARAMETER);
        if self.is_same_component(&old.raw, &new.raw, &scope) {
            return;
        }
        self.parameter(&old.spot, &new.spot, &scope);
    }

    /// Compares two parameters, in an operation or as components.
    pub(crate) fn parameter(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let mut scope = scope.clone();
        scope.generated = scope.generated && !is_token(old) && !is_token(new);
        scope.documented = true;
        self.parameter_name(old, new, &scope);
        self.parameter_place(old, new, &scope);
        let (was, is) = (is_required(old), is_required(new));
        if was != is {
            let effect = if is { Effect::Narrower } else { Effect::Wider };
            let kind = if is {
                Kind::RequiredAdded
            } else {
                Kind::RequiredRemoved
            };
            let mut judgement = scope.judge(effect).level(scope.shown(Level::Patch));
            if is && scope.generated {
                judgement = judgement.because("code without it still compiles, the call fails");
            }
            let message = if is {
                "it is required now"
            } else {
                "it is not required any more"
            };
            let key = |spot: &Spot<'a>| spot.get("required").unwrap_or_else(|| spot.clone());
            self.report(kind, &scope, (&key(old), &key(new)), message, judgement);
        } else {
            let judgement = Judgement::default().because("that is the case anyway");
            self.key(
                Kind::OtherChanged,
                "required",
                &scope,
                (old, new),
                judgement,
            );
        }
        scope.always_sent = was && is;
        self.serialization(old, new, &scope);
        self.schema_or_content(old, new, &scope);
        let known = ["name", "in", "required", "schema", "content", "$ref"];
        let known: Vec<&str> = known.into_iter().chain(SERIALIZATION).collect();
        self.rest(&scope, (old, new), &known);
    }

    fn parameter_name(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let name = |spot: &Spot<'a>| spot.text("name").unwrap_or_default();
        let (was, is) = (name(old), name(new));
        // Where the path has the name too, it is said there.
        let in_path = || {
            let has = |side: &Side<'a>, name| {
                let mut operations = side.operations.iter();
                operations.any(|it| it.path.contains(&braced(name)))
            };
            has(&self.before, was) && has(&self.after, is)
        };
        if was == is || old.text("in") == Some("path") && in_path() {
            return;
        }
        let is_same = old.text("in") == Some("header") && was.eq_ignore_ascii_case(is);
        let mut judgement = if is_same {
            Judgement::default().because("the case of a header's name does not matter")
        } else {
            scope.judge(Effect::Other).refusing_calls(false)
        };
        let is_same_setter = names::value_name(was) == names::value_name(is);
        let level = if is_same_setter {
            Level::Patch
        } else {
            Level::Major
        };
        judgement = judgement.level(scope.shown(level));
        let places = (
            &old.get("name").unwrap_or_else(|| old.clone()),
            &new.get("name").unwrap_or_else(|| new.clone()),
        );
        let message = format!("name: `{was}` → `{is}`");
        self.report(Kind::ParameterRenamed, scope, places, message, judgement);
    }

    fn parameter_place(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        if old.text("in") == new.text("in") {
            return;
        }
        let judgement = scope
            .judge(Effect::Other)
            .refusing_calls(false)
            .level(scope.shown(Level::Patch))
            .because("the setter in Rust is the same");
        self.key(Kind::ParameterMoved, "in", scope, (old, new), judgement);
    }

    pub(super) fn serialization(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let is_single = is_single(&self.before, old) && is_single(&self.after, new);
        for key in SERIALIZATION {
            let (was, is) = (effective(old, key), effective(new, key));
            let judgement = if was == is {
                Judgement::default().because("that is the case anyway")
            } else if is_single && key == "explode" {
                Judgement::default().because("a single value is written the same either way")
            } else {
                let judgement = scope.judge(Effect::Other);
                match key {
                    // The tables of the crates have them.
                    "style" | "explode" => judgement.level(scope.shown(Level::Patch)),
                    _ => judgement,
                }
            };
            self.key(
                Kind::SerializationChanged,
                key,
                scope,
                (old, new),
                judgement,
            );
        }
    }

    /// The schema of a parameter or header, which may stand under a media type.
    pub(crate) fn schema_or_content(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let media = (media_schema(old), media_schema(new));
        match (old.get("schema"), new.get("schema"), media) {
            (Some(before), Some(after), _) => self.schema(&before, &after, scope),
            (Some(before), None, (_, Some((name, after)))) => {
                let written = (("as plain text", &before), (name, &after));
                return self.notation(written, scope);
            }
            (None, Some(after), (Some((name, before)), _)) => {
                let written = ((name, &before), ("as plain text", &after));
                return self.notation(written, scope);
            }
            (None, None, _) => {}
            (before, after, _) => {
                let (kind, effect) = match &before {
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
        self.contents(old, new, scope);
    }

    /// A value that was written by `style` and is written in a media type now, or the reverse.
    fn notation(
        &mut self,
        ((was, before), (is, after)): ((&str, &Spot<'a>), (&str, &Spot<'a>)),
        scope: &Scope,
    ) {
        let is_plain = |side: &Side<'a>, schema: &Spot<'a>| {
            let kind = resolved_type(side, schema);
            matches!(kind, Some("integer" | "number" | "boolean"))
        };
        let is_json = [was, is].iter().any(|name| name.contains("json"));
        let same = is_json && is_plain(&self.before, before) && is_plain(&self.after, after);
        let judgement = if same {
            Judgement::default().because("numbers and booleans are written the same in JSON")
        } else {
            scope
                .judge(Effect::Other)
                .level(scope.shown(Level::Major))
                .because("the value is written in another way")
        };
        let message = format!("written {was} → {is}");
        let kind = Kind::SerializationChanged;
        self.report(kind, scope, (before, after), message, judgement);
        self.schema(before, after, scope);
    }

    fn parameter_removed(
        &mut self,
        parameter: &ParameterSpot<'a>,
        new: &OperationSpot<'a>,
        scope: &Scope,
    ) {
        let place = new
            .spot
            .get("parameters")
            .unwrap_or_else(|| new.spot.clone());
        let scope = scope.part(&format!("{} {}", parameter.place, parameter.name));
        let is_undeclared = parameter.place == "path" && new.path.contains(&braced(parameter.name));
        let is_ignored = is_ignored(&parameter.spot);
        let wire = if is_undeclared || is_ignored {
            Wire::None
        } else {
            Wire::Breaking
        };
        let is_token = is_token(&parameter.spot);
        let mut judgement = Judgement::new(
            wire,
            if is_token { Level::None } else { Level::Major },
            "requests that send it are refused, or it is ignored",
        );
        if is_ignored {
            judgement.reason = "OpenAPI ignores this header here".to_owned();
        }
        if is_token {
            judgement = judgement.because("the credentials send it, whatever the document says");
        } else {
            judgement = judgement.because("its setter in Rust is gone");
        }
        let message = format!("the {} parameter is gone", parameter.place);
        let places = (&parameter.raw, &place);
        self.report(Kind::ParameterRemoved, &scope, places, message, judgement);
    }

    fn parameter_added(
        &mut self,
        parameter: &ParameterSpot<'a>,
        old: &OperationSpot<'a>,
        scope: &Scope,
    ) {
        let place = old
            .spot
            .get("parameters")
            .unwrap_or_else(|| old.spot.clone());
        let scope = scope.part(&format!("{} {}", parameter.place, parameter.name));
        let required = is_required(&parameter.spot);
        let is_undeclared = parameter.place == "path" && old.path.contains(&braced(parameter.name));
        let (wire, reason) = match (is_undeclared, required) {
            _ if is_ignored(&parameter.spot) => (Wire::None, "OpenAPI ignores this header here"),
            (true, _) => (Wire::None, "the path had it already"),
            (false, true) => (Wire::Breaking, "requests that were valid lack it"),
            (false, false) => (Wire::Compatible, "requests need not have it"),
        };
        let is_token = is_token(&parameter.spot);
        let level = if is_token { Level::None } else { Level::Minor };
        let mut judgement =
            Judgement::new(wire, level, reason).refusing_calls(wire == Wire::Breaking && !is_token);
        if is_token {
            judgement = judgement.because("the credentials send it, whatever the document says");
        }
        let message = format!(
            "new {} {} parameter, {}",
            if required { "required" } else { "optional" },
            parameter.place,
            parameter
                .spot
                .get("schema")
                .map_or("of any type".to_owned(), |it| kind_of(&it)),
        );
        let places = (&place, &parameter.raw);
        self.report(Kind::ParameterAdded, &scope, places, message, judgement);
    }
}

/// Whether it is a value that is no list and no object, so that there is nothing to separate.
fn is_single<'a>(side: &Side<'a>, parameter: &Spot<'a>) -> bool {
    let Some(schema) = parameter.get("schema") else {
        return false;
    };
    let kind = resolved_type(side, &schema);
    matches!(kind, Some("string" | "integer" | "number" | "boolean"))
}

/// The media type under which a value is written, with its schema.
fn media_schema<'a>(holder: &Spot<'a>) -> Option<(&'a str, Spot<'a>)> {
    let (name, media) = holder.get("content")?.entries().next()?;
    let schema = media.get("schema").unwrap_or(media);
    Some((name, schema))
}

fn braced(name: &str) -> String {
    format!("{{{name}}}")
}

fn is_token(parameter: &Spot<'_>) -> bool {
    let name = parameter.text("name").unwrap_or_default();
    name.eq_ignore_ascii_case(TOKEN_HEADER)
}

/// Headers that OpenAPI describes elsewhere: such a parameter is ignored.
fn is_ignored(parameter: &Spot<'_>) -> bool {
    let name = parameter.text("name").unwrap_or_default();
    let mut ignored = ["Accept", "Content-Type", "Authorization"].into_iter();
    parameter.text("in") == Some("header") && ignored.any(|it| it.eq_ignore_ascii_case(name))
}

fn is_required(parameter: &Spot<'_>) -> bool {
    parameter.is_true("required") || parameter.text("in") == Some("path")
}

/// The value of a key that has one even where it is not written.
fn effective(parameter: &Spot<'_>, key: &str) -> String {
    if let Some(stated) = parameter.get(key) {
        return shown(stated.node);
    }
    let default = match key {
        "style" => match parameter.text("in") {
            Some("query" | "cookie") => "form",
            _ => "simple",
        },
        "explode" if effective(parameter, "style") == "`form`" => "true",
        _ => "false",
    };
    format!("`{default}`")
}
