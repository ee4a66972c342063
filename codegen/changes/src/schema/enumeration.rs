//! Compares enumeration values and the names of their variants.

use codegen_document::names;

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same, shown};

use crate::merged_schema::MergedSchema;

/// An enumeration value.
struct Value<'a> {
    node: NodeRef<'a>,
    /// The name of its variant.
    variant: String,
    /// The location of that name, if it is explicit.
    stated: Option<NodeRef<'a>>,
}

impl<'a> Comparison<'a> {
    pub(super) fn enumeration(
        &mut self,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        match (old.keyword("enum"), new.keyword("enum")) {
            (None, None) => {}
            (None, Some(values)) => {
                let message = format!("the values are now limited to {}", shown(values.value));
                let impact = scope.judge(Effect::Narrower);
                let impact = self.with_rust_type(impact, old, new, scope);
                self.report(
                    ChangeKind::EnumAdded,
                    scope,
                    (&old.node, values),
                    message,
                    impact,
                );
            }
            (Some(values), None) => {
                let message = format!(
                    "the values are no longer limited to {}",
                    shown(values.value)
                );
                let impact = scope.judge(Effect::Wider);
                let impact = self.with_rust_type(impact, old, new, scope);
                self.report(
                    ChangeKind::EnumRemoved,
                    scope,
                    (values, &new.node),
                    message,
                    impact,
                );
            }
            (Some(before), Some(after)) => {
                self.values((before, after), (&values(old), &values(new)), scope);
            }
        }
    }

    fn values(
        &mut self,
        lists: (&NodeRef<'a>, &NodeRef<'a>),
        (old, new): (&[Value<'a>], &[Value<'a>]),
        scope: &Scope,
    ) {
        let removed: Vec<&Value<'a>> = old.iter().filter(|it| find(new, it).is_none()).collect();
        let added: Vec<&Value<'a>> = new.iter().filter(|it| find(old, it).is_none()).collect();
        let has_variant =
            |values: &[Value<'a>], name: &str| values.iter().any(|it| it.variant == name);
        if let ([was], [is]) = (removed.as_slice(), added.as_slice()) {
            let mut impact = scope.judge(Effect::Other).level(scope.shown(Level::Patch));
            if was.variant != is.variant {
                let variants = format!("the variant `{}` becomes `{}`", was.variant, is.variant);
                impact = impact.level(scope.shown(Level::Major)).because(variants);
            }
            let message = format!(
                "value: {} → {}",
                shown(was.node.value),
                shown(is.node.value)
            );
            let places = (&was.node, &is.node);
            self.report(ChangeKind::EnumValueChanged, scope, places, message, impact);
        } else {
            for value in &removed {
                let message = format!("value {} was removed", shown(value.node.value));
                let mut impact = scope
                    .judge(Effect::Narrower)
                    .level(scope.shown(Level::Patch));
                if !has_variant(new, &value.variant) {
                    impact = impact
                        .level(scope.shown(Level::Major))
                        .because(format!("the variant `{}` was removed", value.variant));
                }
                let places = (&value.node, lists.1);
                self.report(ChangeKind::EnumValueRemoved, scope, places, message, impact);
            }
            for value in &added {
                let message = format!("value {} was added", shown(value.node.value));
                let is_new = !has_variant(old, &value.variant);
                let level = if is_new { Level::Minor } else { Level::Patch };
                let impact = scope.judge(Effect::Wider).level(scope.shown(level));
                let places = (lists.0, &value.node);
                self.report(ChangeKind::EnumValueAdded, scope, places, message, impact);
            }
        }
        self.variant_names(old, new, scope);
        self.order(lists, (old, new), scope);
    }

    fn variant_names(&mut self, old: &[Value<'a>], new: &[Value<'a>], scope: &Scope) {
        for was in old {
            let Some(is) = find(new, was).filter(|is| is.variant != was.variant) else {
                continue;
            };
            let message = format!(
                "name of {}: `{}` → `{}`",
                shown(is.node.value),
                was.variant,
                is.variant
            );
            let impact = Impact::new(
                Wire::None,
                scope.shown(Level::Major),
                "the value is unchanged; its Rust variant has another name",
            );
            let places = (
                was.stated.as_ref().unwrap_or(&was.node),
                is.stated.as_ref().unwrap_or(&is.node),
            );
            self.report(ChangeKind::EnumNameChanged, scope, places, message, impact);
        }
    }

    fn order(
        &mut self,
        lists: (&NodeRef<'a>, &NodeRef<'a>),
        (old, new): (&[Value<'a>], &[Value<'a>]),
        scope: &Scope,
    ) {
        let kept_old = old.iter().filter_map(|value| find(new, value));
        let kept_new = new.iter().filter(|value| find(old, value).is_some());
        let is_same = kept_old
            .zip(kept_new)
            .all(|(one, other)| one.node.pointer == other.node.pointer);
        if !is_same {
            let impact = Impact::new(
                Wire::None,
                scope.shown(Level::Patch),
                "the values are unchanged; the order of the variants follows the list",
            );
            let message = "the values were reordered";
            self.report(ChangeKind::EnumOrderChanged, scope, lists, message, impact);
        }
    }
}

/// The enumeration values except null, which has no variant.
fn values<'a>(view: &MergedSchema<'a>) -> Vec<Value<'a>> {
    let names: Vec<NodeRef<'a>> = view
        .keyword("x-enum-varnames")
        .map(|names| names.items().collect())
        .unwrap_or_default();
    let list = view.keyword("enum").into_iter().flat_map(NodeRef::items);
    list.enumerate()
        .filter(|(_, node)| !node.value.is_null())
        .map(|(index, node)| {
            let stated = names.get(index).cloned();
            let name = stated.as_ref().and_then(|name| name.value.as_str());
            let variant = match (name, node.value.as_str()) {
                (Some(name), _) | (None, Some(name)) => names::type_name(name),
                (None, None) => node.value.to_json().to_string(),
            };
            Value {
                variant,
                stated,
                node,
            }
        })
        .collect()
}

fn find<'v, 'a>(values: &'v [Value<'a>], value: &Value<'a>) -> Option<&'v Value<'a>> {
    values
        .iter()
        .find(|other| same(other.node.value, value.node.value))
}
