//! Compares the fields of objects: added, removed, required, direction.

use codegen_document::names;

use super::direction::{DIRECTIONS, Direction};
use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::{Impact, Scope, UNUSED};
use crate::node_ref::NodeRef;
use crate::openness::{Openness, is_closed};
use crate::rename_detection;
use crate::schema_label::schema_label;
use crate::usage::Usage;

use crate::merged_schema::MergedSchema;

impl<'a> Comparison<'a> {
    pub(super) fn properties(
        &mut self,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        for (name, before) in &old.properties {
            if let Some(after) = new.properties.get(name) {
                self.property(name, (before, after), (old, new), scope);
            }
        }
        let missing =
            |list: &'_ MergedSchema<'a>, other: &MergedSchema<'a>| -> Vec<(&'a str, NodeRef<'a>)> {
                let properties = list.properties.iter();
                let missing = properties.filter(|(name, _)| !other.properties.contains_key(*name));
                missing.map(|(name, node)| (*name, node.clone())).collect()
            };
        let (gone, come) = (missing(old, new), missing(new, old));
        let likely = self.likely_fields(&gone, &come);
        for (index, (name, before)) in gone.iter().enumerate() {
            let now = likely.iter().find(|pair| pair.0 == index);
            let now = now.map(|pair| come[pair.1].0);
            self.property_removed(name, (before, now), (old, new), scope);
        }
        for (index, (name, after)) in come.iter().enumerate() {
            let then = likely.iter().find(|pair| pair.1 == index);
            let then = then.map(|pair| gone[pair.0].0);
            self.property_added(name, (after, then), (old, new), scope);
        }
        self.required_without_property(old, new, scope);
    }

    /// The probable renames of fields.
    fn likely_fields(
        &self,
        gone: &[(&'a str, NodeRef<'a>)],
        come: &[(&'a str, NodeRef<'a>)],
    ) -> Vec<(usize, usize)> {
        let gone: Vec<(&str, &NodeRef<'a>)> = gone.iter().map(|it| (it.0, &it.1)).collect();
        let come: Vec<(&str, &NodeRef<'a>)> = come.iter().map(|it| (it.0, &it.1)).collect();
        rename_detection::fields(&gone, &come, |name| {
            let renamed = self.renamed.get(name);
            renamed.map_or_else(|| name.to_owned(), Clone::clone)
        })
    }

    fn property(
        &mut self,
        name: &str,
        (before, after): (&NodeRef<'a>, &NodeRef<'a>),
        (old, new): (&MergedSchema<'a>, &MergedSchema<'a>),
        scope: &Scope,
    ) {
        let (was, is) = (
            Direction::of(&self.before, before),
            Direction::of(&self.after, after),
        );
        let mut scope = scope.field(name);
        if was != is {
            let required = new.required.contains_key(name);
            self.direction_changed((was, is), required, (before, after), &scope);
        } else {
            for key in DIRECTIONS {
                let impact = Impact::default().because("this is already the default");
                self.key(
                    ChangeKind::OtherChanged,
                    key,
                    &scope,
                    (before, after),
                    impact,
                );
            }
        }
        scope.usage = is.limit(was.limit(scope.usage));
        let (was_required, is_required) = (
            old.required.contains_key(name),
            new.required.contains_key(name),
        );
        if was_required != is_required {
            let lists = (
                old.required.get(name).unwrap_or(before),
                new.required.get(name).unwrap_or(after),
            );
            self.required_changed(is_required, lists, &scope);
        }
        scope.always_sent = was_required && is_required;
        let further = (old.further(name), new.further(name));
        self.schema_in_parts((before, further.0), (after, further.1), &scope);
    }

    fn required_changed(
        &mut self,
        is_required: bool,
        lists: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let (kind, effect, message) = if is_required {
            (
                ChangeKind::RequiredAdded,
                Effect::Narrower,
                "it is now required",
            )
        } else {
            (
                ChangeKind::RequiredRemoved,
                Effect::Wider,
                "it is no longer required",
            )
        };
        let mut impact = scope.judge(effect);
        if scope.generated && scope.usage.has(Usage::BODY) {
            impact = impact
                .level(Level::Major)
                .because("required fields of requests have another Rust type");
        }
        self.report(kind, scope, lists, message, impact);
    }

    fn property_removed(
        &mut self,
        name: &str,
        (before, likely): (&NodeRef<'a>, Option<&str>),
        (old, new): (&MergedSchema<'a>, &MergedSchema<'a>),
        scope: &Scope,
    ) {
        let scope = scope.field(name);
        let usage = Direction::of(&self.before, before).limit(scope.usage);
        let mut impact = Impact::default();
        if usage.is_sent() {
            impact.wire = Wire::Breaking;
            impact = impact.because("requests that send it may be rejected, or the value ignored");
        }
        if usage.is_read() && old.required.contains_key(name) {
            impact.wire = Wire::Breaking;
            impact = impact.because("responses always had it");
        } else if usage.is_read_against() && is_closed(new) {
            impact.wire = Wire::Breaking;
            impact =
                impact.because("responses may contain values that matched two alternatives before");
        } else if usage.is_read() && differs_from_additional(before, new) {
            impact.wire = Wire::Breaking;
            impact = impact.because("responses may contain it as an additional property");
        } else if usage.is_read() {
            impact.wire = impact.wire.max(Wire::Compatible);
            impact = impact.because("it was optional in responses");
        }
        if usage == Usage::default() {
            impact = impact.because(UNUSED);
        }
        if scope.generated {
            let field = self.same_field(name, before, new);
            impact = match field {
                Some(other) => impact
                    .level(Level::Patch)
                    .because(format!("`{other}` is the same field in Rust")),
                None => impact
                    .level(Level::Major)
                    .because("the struct field was removed"),
            };
        }
        let mut message = "the field was removed".to_owned();
        if let Some(now) = likely {
            message += &format!("; probably renamed to `{now}`");
        }
        let places = (before, &new.node);
        self.report(ChangeKind::FieldRemoved, &scope, places, message, impact);
    }

    /// The name of another property that becomes the same Rust field.
    fn same_field(
        &self,
        name: &str,
        before: &NodeRef<'a>,
        new: &MergedSchema<'a>,
    ) -> Option<&'a str> {
        let kind = self.types_before().of(before);
        let found = new.properties.iter().find(|(other, after)| {
            names::value_name(other) == names::value_name(name)
                && self.types_after().of(after) == kind
        });
        found.map(|(other, _)| *other)
    }

    fn property_added(
        &mut self,
        name: &str,
        (after, likely): (&NodeRef<'a>, Option<&str>),
        (old, new): (&MergedSchema<'a>, &MergedSchema<'a>),
        scope: &Scope,
    ) {
        let scope = scope.field(name);
        let usage = Direction::of(&self.after, after).limit(scope.usage);
        let required = new.required.contains_key(name);
        let mut impact = Impact::default();
        if usage.is_sent() && required {
            impact.wire = Wire::Breaking;
            impact.refuses_calls = true;
            impact = impact.because("existing requests do not send it");
        } else if usage.is_sent_against() && is_closed(old) {
            impact.wire = Wire::Breaking;
            impact.refuses_calls = true;
            impact = impact.because(
                "requests that matched one alternative may now match two, which is rejected",
            );
        } else if usage.is_sent() {
            impact.wire = Wire::Compatible;
            impact = impact.because("requests may omit it");
        }
        if usage.is_read_against() && required {
            impact.wire = Wire::Breaking;
            impact =
                impact.because("responses may contain values that matched two alternatives before");
        } else if usage.is_read() {
            impact.wire = impact.wire.max(Wire::Compatible);
            impact = impact.because("callers can ignore it");
        }
        if usage == Usage::default() {
            impact = impact.because(UNUSED);
        }
        if scope.generated {
            impact = impact.level(self.level_of_new_field(name, after, required, old, &scope));
        }
        let mut message = format!(
            "new {} field, {}",
            if required { "required" } else { "optional" },
            schema_label(after)
        );
        if let Some(then) = likely {
            message += &format!("; probably renamed from `{then}`");
        }
        let places = (&old.node, after);
        self.report(ChangeKind::FieldAdded, &scope, places, message, impact);
    }

    fn level_of_new_field(
        &self,
        name: &str,
        after: &NodeRef<'a>,
        required: bool,
        old: &MergedSchema<'a>,
        scope: &Scope,
    ) -> Level {
        let kind = self.types_after().of(after);
        let is_there = old.properties.iter().any(|(other, before)| {
            names::value_name(other) == names::value_name(name)
                && self.types_before().of(before) == kind
        });
        // With the first required field, `build` can fail and returns a `Result`.
        let can_fail = old
            .required
            .keys()
            .any(|it| old.properties.contains_key(it));
        let is_first = required && scope.usage.has(Usage::BODY) && !can_fail;
        match (is_there, is_first) {
            (true, _) => Level::Patch,
            (false, true) => Level::Major,
            (false, false) => Level::Minor,
        }
    }

    /// Reports names in `required` without a property, which constrain objects all the same.
    fn required_without_property(
        &mut self,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        let is_loose = |view: &MergedSchema<'a>, name: &str| {
            view.required.contains_key(name) && !view.properties.contains_key(name)
        };
        let listed = old.properties.len() + new.properties.len();
        let names = old.required.keys().chain(new.required.keys());
        let names: std::collections::BTreeSet<&str> = names.copied().collect();
        for name in names {
            let (was, is) = (is_loose(old, name), is_loose(new, name));
            let concerns_property =
                old.properties.contains_key(name) || new.properties.contains_key(name);
            if was == is || concerns_property && listed > 0 {
                continue;
            }
            let lists = (
                old.required.get(name).unwrap_or(&old.node),
                new.required.get(name).unwrap_or(&new.node),
            );
            self.required_changed(is, lists, &scope.field(name).hidden());
        }
    }

    fn direction_changed(
        &mut self,
        (was, is): (Direction, Direction),
        required: bool,
        places: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let mut impact = Impact::default();
        if scope.usage.is_sent() && was.sent && !is.sent {
            impact.wire = Wire::Breaking;
            impact.refuses_calls = true;
            impact = impact.because("requests can no longer contain it");
        } else if scope.usage.is_sent() && !was.sent && is.sent {
            let wire = if required {
                Wire::Breaking
            } else {
                Wire::Compatible
            };
            impact.wire = impact.wire.max(wire);
            impact = impact.because("requests can now contain it");
        }
        if scope.usage.is_read() && was.read != is.read {
            let wire = if was.read && required {
                Wire::Breaking
            } else {
                Wire::Compatible
            };
            impact.wire = impact.wire.max(wire);
            impact = impact.because("responses gain or lose it");
        }
        if impact.reason.is_empty() {
            impact = impact.because("it has no effect here");
        }
        if scope.generated {
            impact = impact.level(level_of_direction((was, is), required, scope));
        }
        let message = format!("{} → {}", was.name(), is.name());
        self.report(
            ChangeKind::FieldDirectionChanged,
            scope,
            places,
            message,
            impact,
        );
    }
}

/// Requests and responses have types of their own, which lose or gain the field.
fn level_of_direction((was, is): (Direction, Direction), required: bool, scope: &Scope) -> Level {
    let is_sent = scope.usage.has(Usage::BODY);
    let is_lost = is_sent && was.sent && !is.sent || scope.usage.is_read() && was.read && !is.read;
    let is_gained =
        is_sent && !was.sent && is.sent || scope.usage.is_read() && !was.read && is.read;
    if is_lost || is_gained && is_sent && required {
        Level::Major
    } else if is_gained {
        Level::Minor
    } else {
        Level::None
    }
}

/// Whether `additionalProperties` has a schema of another type than this field had.
fn differs_from_additional(field: &NodeRef<'_>, new: &MergedSchema<'_>) -> bool {
    let others = new.keyword("additionalProperties");
    let others = others.filter(|others| Openness::of(Some(others)) == Openness::Typed);
    others.is_some_and(|others| schema_label(field) != schema_label(others))
}
