//! `items`, `oneOf`, `anyOf`, `not`, `discriminator`.

use crate::change::Level;
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same, same_option, shown};
use crate::pinpoint::pinpoint;
use crate::transition::transition;
use crate::usage::Usage;

use crate::merged_schema::MergedSchema;
use crate::overlap::alternatives_overlap;
use crate::schema_label::schema_label;

impl<'a> Comparison<'a> {
    pub(super) fn combinations(
        &mut self,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        self.items(old, new, scope);
        for key in ["oneOf", "anyOf"] {
            self.alternatives(key, old, new, scope);
        }
        self.exclusion(old, new, scope);
        self.discriminator(old, new, scope);
        self.xml(old, new, scope);
    }

    fn exclusion(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        let effect = match (old.keyword("not"), new.keyword("not")) {
            (Some(before), Some(after)) => {
                let so_far = self.changes_so_far();
                self.schema(before, after, &scope.part("not").hidden());
                if !self.is_felt_since(so_far) {
                    return;
                }
                // A change that is neither narrower nor wider counts as breaking.
                self.forget_since(so_far);
                Effect::Other
            }
            (None, _) => Effect::Narrower,
            (_, None) => Effect::Wider,
        };
        let impact = scope.judge(effect);
        let kind = ChangeKind::ExclusionChanged;
        self.differing("not", kind, (old, new), (scope, impact));
    }

    fn xml(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        let is_xml = scope.usage.has(Usage::XML);
        let impact = if is_xml {
            scope.judge(Effect::Other)
        } else {
            Impact::default().because("no XML body uses it")
        };
        self.differing("xml", ChangeKind::XmlChanged, (old, new), (scope, impact));
    }

    /// A discriminator allows the names of schemas, and the values that it maps to schemas.
    fn discriminator(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        const KEY: &str = "discriminator";
        let effect = match (old.keyword(KEY), new.keyword(KEY)) {
            (None, Some(_)) => Some(Effect::Narrower),
            (Some(_), None) => Some(Effect::Wider),
            (Some(before), Some(after)) => discriminator_effect(before, after),
            (None, None) => return,
        };
        let impact = match effect {
            Some(effect) => scope.judge(effect),
            None => Impact::default().because("the name of a schema is mapped to it by default"),
        };
        let kind = ChangeKind::DiscriminatorChanged;
        self.differing(KEY, kind, (old, new), (scope, impact));
    }

    fn items(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        let is_list = |view: &MergedSchema<'a>| view.text("type") == Some("array");
        match (old.keyword("items"), new.keyword("items")) {
            (Some(before), Some(after)) => {
                let further = (&old.further_items[..], &new.further_items[..]);
                let scope = scope.items();
                self.schema_in_parts((before, further.0), (after, further.1), &scope);
            }
            // An array type that was added or removed is already reported.
            _ if is_list(old) != is_list(new) => {}
            (before, after) => self.schema_presence(before, after, (old, new), &scope.items()),
        }
    }

    fn schema_presence(
        &mut self,
        before: Option<&NodeRef<'a>>,
        after: Option<&NodeRef<'a>>,
        (old, new): (&MergedSchema<'a>, &MergedSchema<'a>),
        scope: &Scope,
    ) {
        let (kind, effect, message) = match (before, after) {
            (None, Some(node)) => (
                ChangeKind::SchemaStated,
                Effect::Narrower,
                schema_label(node),
            ),
            (Some(node), None) => (ChangeKind::SchemaDropped, Effect::Wider, schema_label(node)),
            _ => return,
        };
        let impact = scope.judge(effect).level(scope.shown(Level::Major));
        let message = match kind {
            ChangeKind::SchemaStated => format!("any value → {message}"),
            _ => format!("{message} → any value"),
        };
        let places = (before.unwrap_or(&old.node), after.unwrap_or(&new.node));
        self.report(kind, scope, places, message, impact);
    }

    fn alternatives(
        &mut self,
        key: &str,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        let (Some(before), Some(after)) = (old.keyword(key), new.keyword(key)) else {
            return self.alternatives_presence(key, old, new, scope);
        };
        let scope = &self.alternative_scope(key, (&old.node, before), (&new.node, after), scope);
        let mut left: Vec<NodeRef<'a>> = before.items().collect();
        let mut right: Vec<NodeRef<'a>> = after.items().collect();
        remove_pairs(&mut left, &mut right, |one, other| {
            same(one.value, other.value)
        });
        // The same schema with other siblings of the reference.
        let name = |node: &NodeRef<'a>| node.text("$ref").map(|it| self.current_name(it));
        let pairs = remove_pairs(&mut left, &mut right, |one, other| {
            name(one).is_some() && name(one).as_deref() == other.text("$ref")
        });
        // Of the remaining ones, those of the same type, in order.
        let is_inline = |node: &NodeRef<'a>| node.text("$ref").is_none();
        let alike = remove_pairs(&mut left, &mut right, |one, other| {
            is_inline(one) && is_inline(other) && schema_label(one) == schema_label(other)
        });
        for (one, other) in pairs.iter().chain(&alike) {
            self.schema(one, other, &scope.part(key));
        }
        if let ([one], [other]) = (left.as_slice(), right.as_slice()) {
            return self.schema(one, other, &scope.part(key));
        }
        for node in &left {
            let impact = scope
                .judge(Effect::Narrower)
                .level(scope.shown(Level::Major));
            let message = format!("removed from {key}: {}", schema_label(node));
            self.report(
                ChangeKind::AlternativeRemoved,
                scope,
                (node, after),
                message,
                impact,
            );
        }
        for node in &right {
            let impact = scope.judge(Effect::Wider).level(scope.shown(Level::Minor));
            let message = format!("added to {key}: {}", schema_label(node));
            self.report(
                ChangeKind::AlternativeAdded,
                scope,
                (before, node),
                message,
                impact,
            );
        }
    }

    /// Reports several alternatives that were reduced to one, or one that became several. Returns
    /// whether this is the difference.
    pub(super) fn alternative_alone(
        &mut self,
        before: &NodeRef<'a>,
        after: &NodeRef<'a>,
        scope: &Scope,
    ) -> bool {
        let name = |node: &NodeRef<'a>| node.text("$ref").map(|it| self.current_name(it));
        let is_same = |old: &NodeRef<'a>, new: &NodeRef<'a>| match name(old) {
            Some(now) => Some(now.as_str()) == new.text("$ref"),
            None => same(old.value, new.value),
        };
        let alone = |node: &NodeRef<'a>| {
            let key = ["oneOf", "anyOf"]
                .into_iter()
                .find(|key| node.get(key).is_some())?;
            let is_plain = node.value.entries().all(|entry| entry.key == key);
            node.get(key)
                .filter(|list| is_plain && list.value.items().len() > 1)
        };
        let left = alone(before).filter(|list| list.items().any(|it| is_same(&it, after)));
        let joined = alone(after).filter(|list| list.items().any(|it| is_same(before, &it)));
        let (kind, effect, message, usage) = match (left, joined) {
            (Some(list), None) => {
                let overlap = alternatives_overlap(&self.before, before, &list);
                let usage = Usage::shared(
                    scope.usage.in_alternative(overlap),
                    scope.usage.in_alternative(false),
                );
                let message = format!(
                    "only {} of several alternatives remains",
                    schema_label(after)
                );
                let is_one_of = before.get("oneOf").is_some();
                (
                    ChangeKind::AlternativeRemoved,
                    Effect::Narrower,
                    message,
                    uses_if(is_one_of, usage, scope),
                )
            }
            (None, Some(list)) => {
                let overlap = alternatives_overlap(&self.after, after, &list);
                let usage = Usage::shared(
                    scope.usage.in_alternative(false),
                    scope.usage.in_alternative(overlap),
                );
                let message = format!("alternatives to {} were added", schema_label(before));
                let is_one_of = after.get("oneOf").is_some();
                (
                    ChangeKind::AlternativeAdded,
                    Effect::Wider,
                    message,
                    uses_if(is_one_of, usage, scope),
                )
            }
            _ => return false,
        };
        let mut part = scope.clone();
        part.usage = usage;
        let impact = part.judge(effect).level(scope.shown(Level::Major));
        self.report(kind, scope, (before, after), message, impact);
        true
    }

    /// The scope of an alternative in both documents. Under `oneOf`, allowing more values in one
    /// alternative excludes those that another allows too.
    fn alternative_scope(
        &self,
        key: &str,
        old: (&NodeRef<'a>, &NodeRef<'a>),
        new: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) -> Scope {
        let mut scope = scope.clone();
        if key == "oneOf" {
            let before = alternatives_overlap(&self.before, old.0, old.1);
            let after = alternatives_overlap(&self.after, new.0, new.1);
            let (old, new) = (
                scope.usage.in_alternative(before),
                scope.usage.in_alternative(after),
            );
            scope.usage = scope.usage | Usage::shared(old, new);
        }
        scope
    }

    fn alternatives_presence(
        &mut self,
        key: &str,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        let (before, after) = (old.keyword(key), new.keyword(key));
        let (kind, effect) = match (before, after) {
            (None, Some(_)) => (ChangeKind::AlternativeAdded, Effect::Narrower),
            (Some(_), None) => (ChangeKind::AlternativeRemoved, Effect::Wider),
            _ => return,
        };
        let impact = scope.judge(effect).level(scope.shown(Level::Major));
        let places = (old.place(key), new.place(key));
        self.report(kind, scope, places, transition(key, before, after), impact);
    }

    /// Reports a keyword whose value changed.
    fn differing(
        &mut self,
        key: &str,
        kind: ChangeKind,
        (old, new): (&MergedSchema<'a>, &MergedSchema<'a>),
        (scope, impact): (&Scope, Impact),
    ) {
        let (before, after) = (old.keyword(key), new.keyword(key));
        if same_option(before.map(|it| it.value), after.map(|it| it.value)) {
            return;
        }
        let places = match (before, after) {
            (Some(before), Some(after)) => pinpoint(before, after),
            _ => (old.place(key).clone(), new.place(key).clone()),
        };
        let message = transition(key, before, after);
        self.report(kind, scope, (&places.0, &places.1), message, impact);
    }
}

/// The usage under `oneOf`, or that of the scope for `anyOf`.
fn uses_if(is_one_of: bool, usage: Usage, scope: &Scope) -> Usage {
    if is_one_of { usage } else { scope.usage }
}

/// The effect of a changed discriminator on the values. `None` if the meaning is unchanged.
fn discriminator_effect(before: &NodeRef<'_>, after: &NodeRef<'_>) -> Option<Effect> {
    if before.text("propertyName") != after.text("propertyName") {
        return Some(Effect::Other);
    }
    let mapping = |node: &NodeRef<'_>| -> Vec<(String, String)> {
        let mapping = node.get("mapping");
        let entries = mapping.iter().flat_map(NodeRef::entries);
        let entries = entries.map(|(name, to)| {
            let target = to
                .value
                .as_str()
                .map_or_else(|| shown(to.value), str::to_owned);
            let target = target.rsplit('/').next().map(str::to_owned);
            (name.to_owned(), target.unwrap_or_default())
        });
        // The name of a schema is mapped to it by default.
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

/// Removes matching pairs from both lists.
fn remove_pairs<'a>(
    left: &mut Vec<NodeRef<'a>>,
    right: &mut Vec<NodeRef<'a>>,
    is_pair: impl Fn(&NodeRef<'a>, &NodeRef<'a>) -> bool,
) -> Vec<(NodeRef<'a>, NodeRef<'a>)> {
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
