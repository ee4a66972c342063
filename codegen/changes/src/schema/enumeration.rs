//! Values and the names of their variants.

use codegen_document::names;

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Effect, Judgement, Scope};
use crate::kind::Kind;
use crate::spot::{Spot, same, shown};

use super::view::View;

/// One listed value.
struct Value<'a> {
    spot: Spot<'a>,
    /// The name of its variant.
    variant: String,
    /// Where that name is stated.
    stated: Option<Spot<'a>>,
}

impl<'a> Comparison<'a> {
    pub(super) fn enumeration(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        match (old.keyword("enum"), new.keyword("enum")) {
            (None, None) => {}
            (None, Some(values)) => {
                let message = format!("only these values are allowed: {}", shown(values.node));
                let judgement = scope.judge(Effect::Narrower);
                let judgement = self.with_rust_type(judgement, old, new, scope);
                self.report(
                    Kind::EnumAdded,
                    scope,
                    (&old.spot, values),
                    message,
                    judgement,
                );
            }
            (Some(values), None) => {
                let message = format!("any value is allowed; there were {}", shown(values.node));
                let judgement = scope.judge(Effect::Wider);
                let judgement = self.with_rust_type(judgement, old, new, scope);
                self.report(
                    Kind::EnumRemoved,
                    scope,
                    (values, &new.spot),
                    message,
                    judgement,
                );
            }
            (Some(before), Some(after)) => {
                self.values((before, after), (&values(old), &values(new)), scope);
            }
        }
    }

    fn values(
        &mut self,
        lists: (&Spot<'a>, &Spot<'a>),
        (old, new): (&[Value<'a>], &[Value<'a>]),
        scope: &Scope,
    ) {
        let removed: Vec<&Value<'a>> = old.iter().filter(|it| find(new, it).is_none()).collect();
        let added: Vec<&Value<'a>> = new.iter().filter(|it| find(old, it).is_none()).collect();
        let has_variant =
            |values: &[Value<'a>], name: &str| values.iter().any(|it| it.variant == name);
        if let ([was], [is]) = (removed.as_slice(), added.as_slice()) {
            let mut judgement = scope.judge(Effect::Other).level(scope.shown(Level::Patch));
            if was.variant != is.variant {
                let variants = format!("the variant `{}` becomes `{}`", was.variant, is.variant);
                judgement = judgement.level(scope.shown(Level::Major)).because(variants);
            }
            let message = format!("value: {} → {}", shown(was.spot.node), shown(is.spot.node));
            let places = (&was.spot, &is.spot);
            self.report(Kind::EnumValueChanged, scope, places, message, judgement);
        } else {
            for value in &removed {
                let message = format!("value {} is gone", shown(value.spot.node));
                let mut judgement = scope
                    .judge(Effect::Narrower)
                    .level(scope.shown(Level::Patch));
                if !has_variant(new, &value.variant) {
                    judgement = judgement
                        .level(scope.shown(Level::Major))
                        .because(format!("the variant `{}` is gone", value.variant));
                }
                let places = (&value.spot, lists.1);
                self.report(Kind::EnumValueRemoved, scope, places, message, judgement);
            }
            for value in &added {
                let message = format!("value {} is new", shown(value.spot.node));
                let is_new = !has_variant(old, &value.variant);
                let level = if is_new { Level::Minor } else { Level::Patch };
                let judgement = scope.judge(Effect::Wider).level(scope.shown(level));
                let places = (lists.0, &value.spot);
                self.report(Kind::EnumValueAdded, scope, places, message, judgement);
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
                "the name of {}: `{}` → `{}`",
                shown(is.spot.node),
                was.variant,
                is.variant
            );
            let judgement = Judgement::new(
                Wire::None,
                scope.shown(Level::Major),
                "the value is the same, its variant in Rust has another name",
            );
            let places = (
                was.stated.as_ref().unwrap_or(&was.spot),
                is.stated.as_ref().unwrap_or(&is.spot),
            );
            self.report(Kind::EnumNameChanged, scope, places, message, judgement);
        }
    }

    fn order(
        &mut self,
        lists: (&Spot<'a>, &Spot<'a>),
        (old, new): (&[Value<'a>], &[Value<'a>]),
        scope: &Scope,
    ) {
        let kept_old = old.iter().filter_map(|value| find(new, value));
        let kept_new = new.iter().filter(|value| find(old, value).is_some());
        let is_same = kept_old
            .zip(kept_new)
            .all(|(one, other)| one.spot.pointer == other.spot.pointer);
        if !is_same {
            let judgement = Judgement::new(
                Wire::None,
                scope.shown(Level::Patch),
                "the values are the same; variants sort in the order of the list",
            );
            let message = "the values stand in another order";
            self.report(Kind::EnumOrderChanged, scope, lists, message, judgement);
        }
    }
}

/// The listed values but for null, which is no variant.
fn values<'a>(view: &View<'a>) -> Vec<Value<'a>> {
    let names: Vec<Spot<'a>> = view
        .keyword("x-enum-varnames")
        .map(|names| names.items().collect())
        .unwrap_or_default();
    let list = view.keyword("enum").into_iter().flat_map(Spot::items);
    list.enumerate()
        .filter(|(_, spot)| !spot.node.is_null())
        .map(|(index, spot)| {
            let stated = names.get(index).cloned();
            let name = stated.as_ref().and_then(|name| name.node.as_str());
            let variant = match (name, spot.node.as_str()) {
                (Some(name), _) | (None, Some(name)) => names::type_name(name),
                (None, None) => spot.node.to_json().to_string(),
            };
            Value {
                variant,
                stated,
                spot,
            }
        })
        .collect()
}

fn find<'v, 'a>(values: &'v [Value<'a>], value: &Value<'a>) -> Option<&'v Value<'a>> {
    values
        .iter()
        .find(|other| same(other.spot.node, value.spot.node))
}
