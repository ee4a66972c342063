//! Compares `additionalProperties`.

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same_option, shown};
use crate::openness::Openness;

use crate::merged_schema::MergedSchema;

impl<'a> Comparison<'a> {
    pub(super) fn additional_properties(
        &mut self,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        const KEY: &str = "additionalProperties";
        let (before, after) = (old.keyword(KEY), new.keyword(KEY));
        if same_option(before.map(|it| it.value), after.map(|it| it.value)) {
            return;
        }
        if let (Some(before), Some(after)) = (before, after) {
            let is_schema = |node: &NodeRef<'_>| node.value.as_mapping().is_some();
            if is_schema(before) && is_schema(after) {
                let mut values = scope.field("*");
                values.is_field = false;
                return self.schema(before, after, &values);
            }
        }
        let effect = match (Openness::of(before), Openness::of(after)) {
            (was, is) if was == is => None,
            (was, is) if was < is => Some(Effect::Wider),
            _ => Some(Effect::Narrower),
        };
        let mut impact = match effect {
            // If nothing else was allowed, any additional property is a new optional field.
            Some(Effect::Wider)
                if !scope.usage.is_sent()
                    && scope.usage.is_read()
                    && Openness::of(before) == Openness::Closed =>
            {
                Impact::new(
                    Wire::Compatible,
                    Level::None,
                    "responses may have more optional fields",
                )
            }
            Some(effect) => scope.judge(effect),
            None => Impact::default().because("additional properties are allowed by default"),
        };
        impact = self.with_rust_type(impact, old, new, scope);
        let text =
            |node: Option<&NodeRef<'_>>| node.map_or("not stated".to_owned(), |it| shown(it.value));
        let message = format!("additionalProperties: {} → {}", text(before), text(after));
        let places = (old.place(KEY), new.place(KEY));
        self.report(
            ChangeKind::AdditionalPropertiesChanged,
            scope,
            places,
            message,
            impact,
        );
    }
}
