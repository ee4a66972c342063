//! Compares parameters.

use std::collections::BTreeSet;

use codegen_document::names;

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::document_index::DocumentIndex;
use crate::effect::Effect;
use crate::impact::{Impact, Scope};
use crate::merged_schema::MergedSchema;
use crate::node_ref::{NodeRef, shown};
use crate::operations::{OperationRef, ParameterRef};
use crate::resolver::Resolver;
use crate::schema_label::schema_label;
use crate::transition::transition;
use crate::usage::Usage;

/// How a value is serialized into the URL or a header.
const SERIALIZATION: [&str; 4] = ["style", "explode", "allowReserved", "allowEmptyValue"];

/// The header of a security scheme, for which the crates have no setter.
const TOKEN_HEADER: &str = "X-Auth-Token";

/// Whether an old parameter and a new one are the same.
type IsPair<'p, 'a> = dyn Fn(&ParameterRef<'a>, &ParameterRef<'a>) -> bool + 'p;

impl<'a> Comparison<'a> {
    pub(crate) fn parameters(
        &mut self,
        old: &OperationRef<'a>,
        new: &OperationRef<'a>,
        renamed: &[(&'a str, &'a str)],
        scope: &Scope,
    ) {
        let mut left: Vec<&ParameterRef<'a>> = old.parameters.iter().collect();
        let mut right: Vec<&ParameterRef<'a>> = new.parameters.iter().collect();
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
        old: &OperationRef<'a>,
        new: &OperationRef<'a>,
        scope: &Scope,
    ) {
        let keys = |operation: &OperationRef<'a>| -> BTreeSet<(String, String)> {
            let parameters = operation.parameters.iter();
            parameters.map(ParameterRef::key).collect()
        };
        if keys(old) != keys(new) {
            return;
        }
        let mut pairs = old.parameters.iter().zip(&new.parameters);
        let Some((one, other)) = pairs.find(|(one, other)| one.key() != other.key()) else {
            return;
        };
        let reason = "their order has no meaning; the Rust setters follow it";
        let impact = Impact::new(Wire::None, scope.shown(Level::Patch), reason);
        let message = "the parameters were reordered";
        let places = (&one.raw, &other.raw);
        self.report(ChangeKind::OtherChanged, scope, places, message, impact);
    }

    /// Compares parameters of the same name. A component used by both is compared on its own.
    fn parameter_pair(&mut self, old: &ParameterRef<'a>, new: &ParameterRef<'a>, scope: &Scope) {
        let scope = scope
            .part(&format!("{} {}", new.place, new.name))
            .usage(Usage::PARAMETER);
        if self.is_same_component(&old.raw, &new.raw, &scope) {
            return;
        }
        self.parameter(&old.node, &new.node, &scope);
    }

    /// Compares two parameters, of operations or components.
    pub(crate) fn parameter(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let mut scope = scope.clone();
        scope.generated = scope.generated && !is_token(old) && !is_token(new);
        scope.documented = true;
        self.parameter_name(old, new, &scope);
        self.parameter_place(old, new, &scope);
        let (was, is) = (is_required(old), is_required(new));
        if was != is {
            let effect = if is { Effect::Narrower } else { Effect::Wider };
            let kind = if is {
                ChangeKind::RequiredAdded
            } else {
                ChangeKind::RequiredRemoved
            };
            let mut impact = scope.judge(effect).level(scope.shown(Level::Patch));
            if is && scope.generated {
                impact = impact.because("code without it still compiles, but the call fails");
            }
            let message = if is {
                "it is now required"
            } else {
                "it is no longer required"
            };
            let key = |node: &NodeRef<'a>| node.get("required").unwrap_or_else(|| node.clone());
            self.report(kind, &scope, (&key(old), &key(new)), message, impact);
        } else {
            let impact = Impact::default().because("this is already the default");
            self.key(
                ChangeKind::OtherChanged,
                "required",
                &scope,
                (old, new),
                impact,
            );
        }
        scope.always_sent = was && is;
        self.serialization(old, new, &scope);
        self.schema_or_content(old, new, &scope);
        let known = ["name", "in", "required", "schema", "content", "$ref"];
        let known: Vec<&str> = known.into_iter().chain(SERIALIZATION).collect();
        self.rest(&scope, (old, new), &known);
    }

    fn parameter_name(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let name = |node: &NodeRef<'a>| node.text("name").unwrap_or_default();
        let (was, is) = (name(old), name(new));
        // If the path contains the name too, it is reported there.
        let in_path = || {
            let has = |document: &DocumentIndex<'a>, name| {
                let mut operations = document.operations.iter();
                operations.any(|it| it.path.contains(&braced(name)))
            };
            has(&self.before, was) && has(&self.after, is)
        };
        if was == is || old.text("in") == Some("path") && in_path() {
            return;
        }
        let is_same = old.text("in") == Some("header") && was.eq_ignore_ascii_case(is);
        let mut impact = if is_same {
            Impact::default().because("header names are case-insensitive")
        } else {
            scope.judge(Effect::Other).refusing_calls(false)
        };
        let is_same_setter = names::value_name(was) == names::value_name(is);
        let level = if is_same_setter {
            Level::Patch
        } else {
            Level::Major
        };
        impact = impact.level(scope.shown(level));
        let places = (
            &old.get("name").unwrap_or_else(|| old.clone()),
            &new.get("name").unwrap_or_else(|| new.clone()),
        );
        let message = format!("name: `{was}` → `{is}`");
        self.report(ChangeKind::ParameterRenamed, scope, places, message, impact);
    }

    fn parameter_place(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        if old.text("in") == new.text("in") {
            return;
        }
        let impact = scope
            .judge(Effect::Other)
            .refusing_calls(false)
            .level(scope.shown(Level::Patch))
            .because("the Rust setter is unchanged");
        self.key(ChangeKind::ParameterMoved, "in", scope, (old, new), impact);
    }

    pub(super) fn serialization(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let is_single = is_single(&self.before, old) && is_single(&self.after, new);
        for key in SERIALIZATION {
            let (was, is) = (effective(old, key), effective(new, key));
            let impact = if was == is {
                Impact::default().because("this is already the default")
            } else if is_single && key == "explode" {
                Impact::default().because("a single value is serialized the same either way")
            } else {
                let impact = scope.judge(Effect::Other);
                match key {
                    // The crates keep them in their tables.
                    "style" | "explode" => impact.level(scope.shown(Level::Patch)),
                    _ => impact,
                }
            };
            self.key(
                ChangeKind::SerializationChanged,
                key,
                scope,
                (old, new),
                impact,
            );
        }
    }

    /// Compares the schema of a parameter or header, which may be under a media type.
    pub(crate) fn schema_or_content(
        &mut self,
        old: &NodeRef<'a>,
        new: &NodeRef<'a>,
        scope: &Scope,
    ) {
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
        self.contents(old, new, scope);
    }

    /// Reports a value that was serialized by `style` and now uses a media type, or the reverse.
    fn notation(
        &mut self,
        ((was, before), (is, after)): ((&str, &NodeRef<'a>), (&str, &NodeRef<'a>)),
        scope: &Scope,
    ) {
        let is_plain = |resolver: &Resolver<'a>, schema: &NodeRef<'a>| {
            let kind = MergedSchema::resolved(resolver, schema).text("type");
            matches!(kind, Some("integer" | "number" | "boolean"))
        };
        let is_json = [was, is].iter().any(|name| name.contains("json"));
        let same = is_json && is_plain(&self.before, before) && is_plain(&self.after, after);
        let impact = if same {
            Impact::default().because("numbers and booleans are serialized the same in JSON")
        } else {
            scope
                .judge(Effect::Other)
                .level(scope.shown(Level::Major))
                .because("the value is serialized differently")
        };
        let message = format!("serialized {was} → {is}");
        let kind = ChangeKind::SerializationChanged;
        self.report(kind, scope, (before, after), message, impact);
        self.schema(before, after, scope);
    }

    fn parameter_removed(
        &mut self,
        parameter: &ParameterRef<'a>,
        new: &OperationRef<'a>,
        scope: &Scope,
    ) {
        let place = new
            .node
            .get("parameters")
            .unwrap_or_else(|| new.node.clone());
        let scope = scope.part(&format!("{} {}", parameter.place, parameter.name));
        let is_undeclared = parameter.place == "path" && new.path.contains(&braced(parameter.name));
        let is_ignored = is_ignored(&parameter.node);
        let wire = if is_undeclared || is_ignored {
            Wire::None
        } else {
            Wire::Breaking
        };
        let is_token = is_token(&parameter.node);
        let mut impact = Impact::new(
            wire,
            if is_token { Level::None } else { Level::Major },
            "requests that send it may be rejected, or the value ignored",
        );
        if is_ignored {
            impact.reason = "OpenAPI ignores this header as a parameter".to_owned();
        }
        if is_token {
            impact = impact.because("the credentials set it, whatever the document says");
        } else {
            impact = impact.because("its Rust setter was removed");
        }
        let message = format!("the {} parameter was removed", parameter.place);
        let places = (&parameter.raw, &place);
        self.report(
            ChangeKind::ParameterRemoved,
            &scope,
            places,
            message,
            impact,
        );
    }

    fn parameter_added(
        &mut self,
        parameter: &ParameterRef<'a>,
        old: &OperationRef<'a>,
        scope: &Scope,
    ) {
        let place = old
            .node
            .get("parameters")
            .unwrap_or_else(|| old.node.clone());
        let scope = scope.part(&format!("{} {}", parameter.place, parameter.name));
        let required = is_required(&parameter.node);
        let is_undeclared = parameter.place == "path" && old.path.contains(&braced(parameter.name));
        let (wire, reason) = match (is_undeclared, required) {
            _ if is_ignored(&parameter.node) => {
                (Wire::None, "OpenAPI ignores this header as a parameter")
            }
            (true, _) => (Wire::None, "the path already contained it"),
            (false, true) => (Wire::Breaking, "existing requests do not send it"),
            (false, false) => (Wire::Compatible, "requests may omit it"),
        };
        let is_token = is_token(&parameter.node);
        let level = if is_token { Level::None } else { Level::Minor };
        let mut impact =
            Impact::new(wire, level, reason).refusing_calls(wire == Wire::Breaking && !is_token);
        if is_token {
            impact = impact.because("the credentials set it, whatever the document says");
        }
        let message = format!(
            "new {} {} parameter, {}",
            if required { "required" } else { "optional" },
            parameter.place,
            parameter
                .node
                .get("schema")
                .map_or("of any type".to_owned(), |it| schema_label(&it)),
        );
        let places = (&place, &parameter.raw);
        self.report(ChangeKind::ParameterAdded, &scope, places, message, impact);
    }
}

/// Whether it is a scalar, so that there is nothing to separate.
fn is_single<'a>(resolver: &Resolver<'a>, parameter: &NodeRef<'a>) -> bool {
    let Some(schema) = parameter.get("schema") else {
        return false;
    };
    let kind = MergedSchema::resolved(resolver, &schema).text("type");
    matches!(kind, Some("string" | "integer" | "number" | "boolean"))
}

/// The media type of a value, with its schema.
fn media_schema<'a>(holder: &NodeRef<'a>) -> Option<(&'a str, NodeRef<'a>)> {
    let (name, media) = holder.get("content")?.entries().next()?;
    let schema = media.get("schema").unwrap_or(media);
    Some((name, schema))
}

fn braced(name: &str) -> String {
    format!("{{{name}}}")
}

fn is_token(parameter: &NodeRef<'_>) -> bool {
    let name = parameter.text("name").unwrap_or_default();
    name.eq_ignore_ascii_case(TOKEN_HEADER)
}

/// Headers that OpenAPI describes elsewhere and ignores as parameters.
fn is_ignored(parameter: &NodeRef<'_>) -> bool {
    let name = parameter.text("name").unwrap_or_default();
    let mut ignored = ["Accept", "Content-Type", "Authorization"].into_iter();
    parameter.text("in") == Some("header") && ignored.any(|it| it.eq_ignore_ascii_case(name))
}

fn is_required(parameter: &NodeRef<'_>) -> bool {
    parameter.is_true("required") || parameter.text("in") == Some("path")
}

/// The value of a key, or its default.
fn effective(parameter: &NodeRef<'_>, key: &str) -> String {
    if let Some(stated) = parameter.get(key) {
        return shown(stated.value);
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
