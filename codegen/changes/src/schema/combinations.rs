//! `items`, `oneOf`, `anyOf`, `not`, `discriminator`.

use crate::change::Level;
use crate::comparison::Comparison;
use crate::judgement::{Effect, Judgement, Scope};
use crate::kind::Kind;
use crate::pinpoint::pinpoint;
use crate::spot::{Spot, same, same_option, shown};
use crate::transition::transition;
use crate::uses::Uses;

use super::overlap::alternatives_overlap;
use super::properties::kind_of;
use super::view::View;

impl<'a> Comparison<'a> {
    pub(super) fn combinations(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        self.items(old, new, scope);
        for key in ["oneOf", "anyOf"] {
            self.alternatives(key, old, new, scope);
        }
        self.exclusion(old, new, scope);
        self.discriminator(old, new, scope);
        self.xml(old, new, scope);
    }

    fn exclusion(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        let effect = match (old.keyword("not"), new.keyword("not")) {
            (Some(before), Some(after)) => {
                let so_far = self.changes_so_far();
                self.schema(before, after, &scope.part("not").hidden());
                if !self.is_felt_since(so_far) {
                    return;
                }
                // What nobody can say of whether it narrows or widens breaks.
                self.forget_since(so_far);
                Effect::Other
            }
            (None, _) => Effect::Narrower,
            (_, None) => Effect::Wider,
        };
        let judgement = scope.judge(effect);
        let kind = Kind::ExclusionChanged;
        self.differing("not", kind, (old, new), (scope, judgement));
    }

    fn xml(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        let is_xml = scope.uses.has(Uses::XML);
        let judgement = if is_xml {
            scope.judge(Effect::Other)
        } else {
            Judgement::default().because("no body with it is XML")
        };
        self.differing("xml", Kind::XmlChanged, (old, new), (scope, judgement));
    }

    /// A discriminator allows the values that are names of schemas, or that it maps to such.
    fn discriminator(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        const KEY: &str = "discriminator";
        let effect = match (old.keyword(KEY), new.keyword(KEY)) {
            (None, Some(_)) => Some(Effect::Narrower),
            (Some(_), None) => Some(Effect::Wider),
            (Some(before), Some(after)) => discriminator_effect(before, after),
            (None, None) => return,
        };
        let judgement = match effect {
            Some(effect) => scope.judge(effect),
            None => Judgement::default().because("a schema's own name leads to it anyway"),
        };
        let kind = Kind::DiscriminatorChanged;
        self.differing(KEY, kind, (old, new), (scope, judgement));
    }

    fn items(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        let is_list = |view: &View<'a>| view.text("type") == Some("array");
        match (old.keyword("items"), new.keyword("items")) {
            (Some(before), Some(after)) => {
                let further = (&old.further_items[..], &new.further_items[..]);
                let scope = scope.items();
                self.schema_in_parts((before, further.0), (after, further.1), &scope);
            }
            // An array that comes or goes is another type, which is said already.
            _ if is_list(old) != is_list(new) => {}
            (before, after) => self.schema_presence(before, after, (old, new), &scope.items()),
        }
    }

    fn schema_presence(
        &mut self,
        before: Option<&Spot<'a>>,
        after: Option<&Spot<'a>>,
        (old, new): (&View<'a>, &View<'a>),
        scope: &Scope,
    ) {
        let (kind, effect, message) = match (before, after) {
            (None, Some(spot)) => (Kind::SchemaStated, Effect::Narrower, kind_of(spot)),
            (Some(spot), None) => (Kind::SchemaDropped, Effect::Wider, kind_of(spot)),
            _ => return,
        };
        let judgement = scope.judge(effect).level(scope.shown(Level::Major));
        let message = match kind {
            Kind::SchemaStated => format!("any value → {message}"),
            _ => format!("{message} → any value"),
        };
        let places = (before.unwrap_or(&old.spot), after.unwrap_or(&new.spot));
        self.report(kind, scope, places, message, judgement);
    }

    fn alternatives(&mut self, key: &str, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        let (Some(before), Some(after)) = (old.keyword(key), new.keyword(key)) else {
            return self.alternatives_presence(key, old, new, scope);
        };
        let scope = &self.alternative_scope(key, (&old.spot, before), (&new.spot, after), scope);
        let mut left: Vec<Spot<'a>> = before.items().collect();
        let mut right: Vec<Spot<'a>> = after.items().collect();
        remove_pairs(&mut left, &mut right, |one, other| {
            same(one.node, other.node)
        });
        // The same schema with something else beside the reference.
        let name = |spot: &Spot<'a>| spot.text("$ref").map(|it| self.current_name(it));
        let pairs = remove_pairs(&mut left, &mut right, |one, other| {
            name(one).is_some() && name(one).as_deref() == other.text("$ref")
        });
        // Of those that are left, the ones of the same type, in their order.
        let is_inline = |spot: &Spot<'a>| spot.text("$ref").is_none();
        let alike = remove_pairs(&mut left, &mut right, |one, other| {
            is_inline(one) && is_inline(other) && kind_of(one) == kind_of(other)
        });
        for (one, other) in pairs.iter().chain(&alike) {
            self.schema(one, other, &scope.part(key));
        }
        if let ([one], [other]) = (left.as_slice(), right.as_slice()) {
            return self.schema(one, other, &scope.part(key));
        }
        for spot in &left {
            let judgement = scope
                .judge(Effect::Narrower)
                .level(scope.shown(Level::Major));
            let message = format!("{key} without {}", kind_of(spot));
            self.report(
                Kind::AlternativeRemoved,
                scope,
                (spot, after),
                message,
                judgement,
            );
        }
        for spot in &right {
            let judgement = scope.judge(Effect::Wider).level(scope.shown(Level::Minor));
            let message = format!("{key} with {} too", kind_of(spot));
            self.report(
                Kind::AlternativeAdded,
                scope,
                (before, spot),
                message,
                judgement,
            );
        }
    }

    /// Of several alternatives one alone is left, or one alone got others; says whether that is
    /// the difference.
    pub(super) fn alternative_alone(
        &mut self,
        before: &Spot<'a>,
        after: &Spot<'a>,
        scope: &Scope,
    ) -> bool {
        let name = |spot: &Spot<'a>| spot.text("$ref").map(|it| self.current_name(it));
        let is_same = |old: &Spot<'a>, new: &Spot<'a>| match name(old) {
            Some(now) => Some(now.as_str()) == new.text("$ref"),
            None => same(old.node, new.node),
        };
        let alone = |spot: &Spot<'a>| {
            let key = ["oneOf", "anyOf"]
                .into_iter()
                .find(|key| spot.get(key).is_some())?;
            let is_plain = spot.node.entries().all(|entry| entry.key == key);
            spot.get(key)
                .filter(|list| is_plain && list.node.items().len() > 1)
        };
        let left = alone(before).filter(|list| list.items().any(|it| is_same(&it, after)));
        let joined = alone(after).filter(|list| list.items().any(|it| is_same(before, &it)));
        let (kind, effect, message, uses) = match (left, joined) {
            (Some(list), None) => {
                let overlap = alternatives_overlap(&self.before, before, &list);
                let uses = Uses::shared(
                    scope.uses.in_alternative(overlap),
                    scope.uses.in_alternative(false),
                );
                let message = format!("of several alternatives, {} is left", kind_of(after));
                let is_one_of = before.get("oneOf").is_some();
                (
                    Kind::AlternativeRemoved,
                    Effect::Narrower,
                    message,
                    uses_if(is_one_of, uses, scope),
                )
            }
            (None, Some(list)) => {
                let overlap = alternatives_overlap(&self.after, after, &list);
                let uses = Uses::shared(
                    scope.uses.in_alternative(false),
                    scope.uses.in_alternative(overlap),
                );
                let message = format!("alternatives to {} are allowed", kind_of(before));
                let is_one_of = after.get("oneOf").is_some();
                (
                    Kind::AlternativeAdded,
                    Effect::Wider,
                    message,
                    uses_if(is_one_of, uses, scope),
                )
            }
            _ => return false,
        };
        let mut part = scope.clone();
        part.uses = uses;
        let judgement = part.judge(effect).level(scope.shown(Level::Major));
        self.report(kind, scope, (before, after), message, judgement);
        true
    }

    /// The scope of what is an alternative both before and after: in `oneOf`, allowing more values
    /// in one takes those away that another allows too.
    fn alternative_scope(
        &self,
        key: &str,
        old: (&Spot<'a>, &Spot<'a>),
        new: (&Spot<'a>, &Spot<'a>),
        scope: &Scope,
    ) -> Scope {
        let mut scope = scope.clone();
        if key == "oneOf" {
            let before = alternatives_overlap(&self.before, old.0, old.1);
            let after = alternatives_overlap(&self.after, new.0, new.1);
            let (old, new) = (
                scope.uses.in_alternative(before),
                scope.uses.in_alternative(after),
            );
            scope.uses = scope.uses | Uses::shared(old, new);
        }
        scope
    }

    fn alternatives_presence(&mut self, key: &str, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        let (before, after) = (old.keyword(key), new.keyword(key));
        let (kind, effect) = match (before, after) {
            (None, Some(_)) => (Kind::AlternativeAdded, Effect::Narrower),
            (Some(_), None) => (Kind::AlternativeRemoved, Effect::Wider),
            _ => return,
        };
        let judgement = scope.judge(effect).level(scope.shown(Level::Major));
        let places = (old.place(key), new.place(key));
        self.report(
            kind,
            scope,
            places,
            transition(key, before, after),
            judgement,
        );
    }

    /// Reports a keyword whose value is not what it was.
    fn differing(
        &mut self,
        key: &str,
        kind: Kind,
        (old, new): (&View<'a>, &View<'a>),
        (scope, judgement): (&Scope, Judgement),
    ) {
        let (before, after) = (old.keyword(key), new.keyword(key));
        if same_option(before.map(|it| it.node), after.map(|it| it.node)) {
            return;
        }
        let places = match (before, after) {
            (Some(before), Some(after)) => pinpoint(before, after),
            _ => (old.place(key).clone(), new.place(key).clone()),
        };
        let message = transition(key, before, after);
        self.report(kind, scope, (&places.0, &places.1), message, judgement);
    }
}

/// The uses among alternatives of which exactly one must fit, or those of the place itself.
fn uses_if(is_one_of: bool, uses: Uses, scope: &Scope) -> Uses {
    if is_one_of { uses } else { scope.uses }
}

/// What another discriminator does to the values; `None` where it means the same.
fn discriminator_effect(before: &Spot<'_>, after: &Spot<'_>) -> Option<Effect> {
    if before.text("propertyName") != after.text("propertyName") {
        return Some(Effect::Other);
    }
    let mapping = |spot: &Spot<'_>| -> Vec<(String, String)> {
        let mapping = spot.get("mapping");
        let entries = mapping.iter().flat_map(Spot::entries);
        let entries = entries.map(|(name, to)| {
            let target = to
                .node
                .as_str()
                .map_or_else(|| shown(to.node), str::to_owned);
            let target = target.rsplit('/').next().map(str::to_owned);
            (name.to_owned(), target.unwrap_or_default())
        });
        // A schema's own name leads to it anyway.
        entries.filter(|(name, target)| name != target).collect()
    };
    let (old, new) = (mapping(before), mapping(after));
    let holds = |list: &[(String, String)], other: &[(String, String)]| {
        other.iter().all(|entry| list.contains(entry))
    };
    match (holds(&new, &old), holds(&old, &new)) {
        (true, false) => Some(Effect::Wider),
        (false, true) => Some(Effect::Narrower),
        (true, true) => None,
        (false, false) => Some(Effect::Other),
    }
}

/// Takes out what belongs together.
fn remove_pairs<'a>(
    left: &mut Vec<Spot<'a>>,
    right: &mut Vec<Spot<'a>>,
    is_pair: impl Fn(&Spot<'a>, &Spot<'a>) -> bool,
) -> Vec<(Spot<'a>, Spot<'a>)> {
    let mut pairs = Vec::new();
    left.retain(|one| {
        let found = right.iter().position(|other| is_pair(one, other));
        if let Some(index) = found {
            pairs.push((one.clone(), right.remove(index)));
        }
        found.is_none()
    });
    pairs
}
