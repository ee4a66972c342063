//! Fields that no schema lists: `additionalProperties`.

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Effect, Judgement, Scope};
use crate::kind::Kind;
use crate::spot::{Spot, same_option, shown};

use super::properties::kind_of;
use super::view::View;

impl<'a> Comparison<'a> {
    pub(super) fn additional_properties(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        const KEY: &str = "additionalProperties";
        let (before, after) = (old.keyword(KEY), new.keyword(KEY));
        if same_option(before.map(|it| it.node), after.map(|it| it.node)) {
            return;
        }
        if let (Some(before), Some(after)) = (before, after) {
            let is_schema = |spot: &Spot<'_>| spot.node.as_mapping().is_some();
            if is_schema(before) && is_schema(after) {
                let mut values = scope.field("*");
                values.is_field = false;
                return self.schema(before, after, &values);
            }
        }
        let effect = match (openness(before), openness(after)) {
            (was, is) if was == is => None,
            (was, is) if was < is => Some(Effect::Wider),
            _ => Some(Effect::Narrower),
        };
        let mut judgement = match effect {
            // Where nothing else was allowed, whatever else comes is a new optional field.
            Some(Effect::Wider)
                if !scope.uses.is_sent() && scope.uses.is_read() && openness(before) == 0 =>
            {
                Judgement::new(
                    Wire::Compatible,
                    Level::None,
                    "responses have more optional fields",
                )
            }
            Some(effect) => scope.judge(effect),
            None => Judgement::default().because("fields that are not listed are allowed anyway"),
        };
        judgement = self.with_rust_type(judgement, old, new, scope);
        let text =
            |spot: Option<&Spot<'_>>| spot.map_or("not stated".to_owned(), |it| shown(it.node));
        let message = format!(
            "fields that are not listed: {} → {}",
            text(before),
            text(after)
        );
        let places = (old.place(KEY), new.place(KEY));
        self.report(
            Kind::AdditionalPropertiesChanged,
            scope,
            places,
            message,
            judgement,
        );
    }
}

/// Whether fields that are not listed have a schema, and another than this field had.
pub(super) fn is_other_kind(field: &Spot<'_>, new: &View<'_>) -> bool {
    let others = new.keyword("additionalProperties");
    let others = others.filter(|others| openness(Some(others)) == 1);
    others.is_some_and(|others| kind_of(field) != kind_of(others))
}

/// Whether an object can have nothing that is not listed.
pub(super) fn is_closed(view: &View<'_>) -> bool {
    openness(view.keyword("additionalProperties")) == 0
}

/// How much an object may have that is not listed: nothing, something, anything.
fn openness(keyword: Option<&Spot<'_>>) -> u8 {
    match keyword.map(|spot| (spot.node.as_bool(), spot.node.as_mapping())) {
        Some((Some(false), _)) => 0,
        Some((_, Some(schema))) if !schema.is_empty() => 1,
        _ => 2,
    }
}
