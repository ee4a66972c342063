//! Fields of objects: come, gone, required, in which direction.

use codegen_document::names;

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Effect, Judgement, Scope, UNUSED};
use crate::kind::Kind;
use crate::likely;
use crate::side::Side;
use crate::spot::Spot;
use crate::uses::Uses;

use super::unlisted::{is_closed, is_other_kind};
use super::view::View;

/// What says in which direction a field goes.
pub(super) const DIRECTIONS: [&str; 2] = ["readOnly", "writeOnly"];

impl<'a> Comparison<'a> {
    pub(super) fn properties(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        for (name, before) in &old.properties {
            if let Some(after) = new.properties.get(name) {
                self.property(name, (before, after), (old, new), scope);
            }
        }
        let missing = |list: &'_ View<'a>, other: &View<'a>| -> Vec<(&'a str, Spot<'a>)> {
            let properties = list.properties.iter();
            let missing = properties.filter(|(name, _)| !other.properties.contains_key(*name));
            missing.map(|(name, spot)| (*name, spot.clone())).collect()
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

    /// Which fields have probably only got another name.
    fn likely_fields(
        &self,
        gone: &[(&'a str, Spot<'a>)],
        come: &[(&'a str, Spot<'a>)],
    ) -> Vec<(usize, usize)> {
        let gone: Vec<(&str, &Spot<'a>)> = gone.iter().map(|it| (it.0, &it.1)).collect();
        let come: Vec<(&str, &Spot<'a>)> = come.iter().map(|it| (it.0, &it.1)).collect();
        likely::fields(&gone, &come, |name| {
            let renamed = self.renamed.get(name);
            renamed.map_or_else(|| name.to_owned(), Clone::clone)
        })
    }

    fn property(
        &mut self,
        name: &str,
        (before, after): (&Spot<'a>, &Spot<'a>),
        (old, new): (&View<'a>, &View<'a>),
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
                let judgement = Judgement::default().because("that is the case anyway");
                self.key(Kind::OtherChanged, key, &scope, (before, after), judgement);
            }
        }
        scope.uses = is.limit(was.limit(scope.uses));
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
        lists: (&Spot<'a>, &Spot<'a>),
        scope: &Scope,
    ) {
        let (kind, effect, message) = if is_required {
            (Kind::RequiredAdded, Effect::Narrower, "it is required now")
        } else {
            (
                Kind::RequiredRemoved,
                Effect::Wider,
                "it is not required any more",
            )
        };
        let mut judgement = scope.judge(effect);
        if scope.generated && scope.uses.has(Uses::BODY) {
            judgement = judgement
                .level(Level::Major)
                .because("a request's required fields have another Rust type");
        }
        self.report(kind, scope, lists, message, judgement);
    }

    fn property_removed(
        &mut self,
        name: &str,
        (before, likely): (&Spot<'a>, Option<&str>),
        (old, new): (&View<'a>, &View<'a>),
        scope: &Scope,
    ) {
        let scope = scope.field(name);
        let uses = Direction::of(&self.before, before).limit(scope.uses);
        let mut judgement = Judgement::default();
        if uses.is_sent() {
            judgement.wire = Wire::Breaking;
            judgement = judgement.because("requests that send it are refused, or it is ignored");
        }
        if uses.is_read() && old.required.contains_key(name) {
            judgement.wire = Wire::Breaking;
            judgement = judgement.because("responses always had it");
        } else if uses.is_read_against() && is_closed(new) {
            judgement.wire = Wire::Breaking;
            judgement = judgement.because("responses can have values that fitted two alternatives");
        } else if uses.is_read() && is_other_kind(before, new) {
            judgement.wire = Wire::Breaking;
            judgement = judgement.because("responses may have it as what is not listed");
        } else if uses.is_read() {
            judgement.wire = judgement.wire.max(Wire::Compatible);
            judgement = judgement.because("responses could lack it before");
        }
        if uses == Uses::default() {
            judgement = judgement.because(UNUSED);
        }
        if scope.generated {
            let field = self.same_field(name, before, new);
            judgement = match field {
                Some(other) => judgement
                    .level(Level::Patch)
                    .because(format!("`{other}` is the same field in Rust")),
                None => judgement
                    .level(Level::Major)
                    .because("the struct's field is gone"),
            };
        }
        let mut message = "the field is gone".to_owned();
        if let Some(now) = likely {
            message += &format!("; renamed to `{now}`?");
        }
        let places = (before, &new.spot);
        self.report(Kind::FieldRemoved, &scope, places, message, judgement);
    }

    /// The name of another property that is the same field in Rust.
    fn same_field(&self, name: &str, before: &Spot<'a>, new: &View<'a>) -> Option<&'a str> {
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
        (after, likely): (&Spot<'a>, Option<&str>),
        (old, new): (&View<'a>, &View<'a>),
        scope: &Scope,
    ) {
        let scope = scope.field(name);
        let uses = Direction::of(&self.after, after).limit(scope.uses);
        let required = new.required.contains_key(name);
        let mut judgement = Judgement::default();
        if uses.is_sent() && required {
            judgement.wire = Wire::Breaking;
            judgement.refuses_calls = true;
            judgement = judgement.because("requests that were valid lack it");
        } else if uses.is_sent_against() && is_closed(old) {
            judgement.wire = Wire::Breaking;
            judgement.refuses_calls = true;
            judgement = judgement
                .because("requests that fitted one alternative may fit two now, which is refused");
        } else if uses.is_sent() {
            judgement.wire = Wire::Compatible;
            judgement = judgement.because("requests need not have it");
        }
        if uses.is_read_against() && required {
            judgement.wire = Wire::Breaking;
            judgement = judgement.because("responses can have values that fitted two alternatives");
        } else if uses.is_read() {
            judgement.wire = judgement.wire.max(Wire::Compatible);
            judgement = judgement.because("who reads responses can ignore it");
        }
        if uses == Uses::default() {
            judgement = judgement.because(UNUSED);
        }
        if scope.generated {
            judgement =
                judgement.level(self.level_of_new_field(name, after, required, old, &scope));
        }
        let mut message = format!(
            "new {} field, {}",
            if required { "required" } else { "optional" },
            kind_of(after)
        );
        if let Some(then) = likely {
            message += &format!("; renamed from `{then}`?");
        }
        let places = (&old.spot, after);
        self.report(Kind::FieldAdded, &scope, places, message, judgement);
    }

    fn level_of_new_field(
        &self,
        name: &str,
        after: &Spot<'a>,
        required: bool,
        old: &View<'a>,
        scope: &Scope,
    ) -> Level {
        let kind = self.types_after().of(after);
        let is_there = old.properties.iter().any(|(other, before)| {
            names::value_name(other) == names::value_name(name)
                && self.types_before().of(before) == kind
        });
        // With the first required field, `build` can fail and gives a `Result`.
        let can_fail = old
            .required
            .keys()
            .any(|it| old.properties.contains_key(it));
        let is_first = required && scope.uses.has(Uses::BODY) && !can_fail;
        match (is_there, is_first) {
            (true, _) => Level::Patch,
            (false, true) => Level::Major,
            (false, false) => Level::Minor,
        }
    }

    /// Names in `required` that no property has limit objects all the same.
    fn required_without_property(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        let is_loose = |view: &View<'a>, name: &str| {
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
                old.required.get(name).unwrap_or(&old.spot),
                new.required.get(name).unwrap_or(&new.spot),
            );
            self.required_changed(is, lists, &scope.field(name).hidden());
        }
    }

    fn direction_changed(
        &mut self,
        (was, is): (Direction, Direction),
        required: bool,
        places: (&Spot<'a>, &Spot<'a>),
        scope: &Scope,
    ) {
        let mut judgement = Judgement::default();
        if scope.uses.is_sent() && was.sent && !is.sent {
            judgement.wire = Wire::Breaking;
            judgement.refuses_calls = true;
            judgement = judgement.because("requests cannot have it any more");
        } else if scope.uses.is_sent() && !was.sent && is.sent {
            let wire = if required {
                Wire::Breaking
            } else {
                Wire::Compatible
            };
            judgement.wire = judgement.wire.max(wire);
            judgement = judgement.because("requests can have it now");
        }
        if scope.uses.is_read() && was.read != is.read {
            let wire = if was.read && required {
                Wire::Breaking
            } else {
                Wire::Compatible
            };
            judgement.wire = judgement.wire.max(wire);
            judgement = judgement.because("responses have it or lack it now");
        }
        if judgement.reason.is_empty() {
            judgement = judgement.because("that is the case here anyway");
        }
        let message = format!("{} → {}", was.name(), is.name());
        self.report(
            Kind::FieldDirectionChanged,
            scope,
            places,
            message,
            judgement,
        );
    }
}

/// Whether requests and responses can have a field: `readOnly` and `writeOnly`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Direction {
    sent: bool,
    read: bool,
}

impl Direction {
    fn of<'a>(side: &Side<'a>, property: &Spot<'a>) -> Direction {
        let mut view = View::of(property);
        view.expand(side, |_| false);
        Direction {
            sent: !view.is_true("readOnly"),
            read: !view.is_true("writeOnly"),
        }
    }

    fn limit(self, uses: Uses) -> Uses {
        let uses = if self.sent { uses } else { uses.without_sent() };
        if self.read { uses } else { uses.without_read() }
    }

    fn name(self) -> &'static str {
        match (self.sent, self.read) {
            (true, true) => "sent and read",
            (false, true) => "only read",
            (true, false) => "only sent",
            (false, false) => "neither sent nor read",
        }
    }
}

/// A few words on what a schema describes.
pub(crate) fn kind_of(schema: &Spot<'_>) -> String {
    if let Some(reference) = schema.text("$ref") {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        return format!("`{name}`");
    }
    if let Some(first) = schema.get("allOf").and_then(|all| all.items().next()) {
        return kind_of(&first);
    }
    match (schema.text("type"), schema.text("format")) {
        (Some("array"), _) => match schema.get("items") {
            Some(items) => format!("array of {}", kind_of(&items)),
            None => "array".to_owned(),
        },
        (Some(kind), Some(format)) => format!("{kind} ({format})"),
        (Some(kind), None) => kind.to_owned(),
        (None, _) => "of any type".to_owned(),
    }
}
