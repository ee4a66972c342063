//! Compares type, format and null.

use crate::change::Level;
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::{Impact, Scope};
use crate::usage::Usage;

use crate::merged_schema::MergedSchema;

impl<'a> Comparison<'a> {
    /// Compares types, formats and null. Returns whether the rest can be compared, which it cannot
    /// if, for instance, one is an array and the other an object.
    pub(super) fn types(
        &mut self,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) -> bool {
        let (old_type, new_type) = (old.text("type"), new.text("type"));
        let (old_format, new_format) = (old.text("format"), new.text("format"));
        if old_type != new_type {
            let effect = match (old_type, new_type) {
                (None, _) => Effect::Narrower,
                (_, None) => Effect::Wider,
                (Some("integer"), Some("number")) => Effect::Wider,
                (Some("number"), Some("integer")) => Effect::Narrower,
                (Some("integer" | "number" | "boolean"), Some("string"))
                    if scope.usage.is_parameter_alone() && !is_limited_text(new) =>
                {
                    Effect::Wider
                }
                _ => Effect::Other,
            };
            let message = format!(
                "type: {} → {}",
                notation(old_type, old_format),
                notation(new_type, new_format)
            );
            let impact = self.with_rust_type(scope.judge(effect), old, new, scope);
            let places = (old.place("type"), new.place("type"));
            self.report(ChangeKind::TypeChanged, scope, places, message, impact);
        } else if old_format != new_format {
            let message = format!(
                "format: {} → {}",
                old_format.unwrap_or("none"),
                new_format.unwrap_or("none")
            );
            let effect = format_effect(old_type, old_format, new_format);
            let fits = old_type == Some("integer") && fits_int32(old) && fits_int32(new);
            let impact = match effect {
                Some(_) if fits => Impact::default().because("the values fit both formats"),
                Some(effect) => scope.judge(effect),
                None => Impact::default().because("the format does not restrict the values"),
            };
            let impact = self.with_rust_type(impact, old, new, scope);
            let places = (old.place("format"), new.place("format"));
            self.report(ChangeKind::FormatChanged, scope, places, message, impact);
        }
        self.nullable(old, new, scope);
        let is_structure = |kind: Option<&str>| matches!(kind, Some("array" | "object"));
        let is_other = old_type.is_some() && new_type.is_some() && old_type != new_type;
        !(is_other && (is_structure(old_type) || is_structure(new_type)))
    }

    /// Adds the effect on the schema's own Rust type to the impact.
    pub(super) fn with_rust_type(
        &self,
        impact: Impact,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) -> Impact {
        let old_shape = self.types_before().shape(&old.node);
        let new_shape = self.types_after().shape(&new.node);
        if !scope.generated || old_shape == new_shape {
            return impact;
        }
        impact.level(Level::Major).because(format!(
            "the Rust type changes from {old_shape} to {new_shape}"
        ))
    }

    fn nullable(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        let (was, is) = (old.is_true("nullable"), new.is_true("nullable"));
        if was == is {
            return;
        }
        let effect = if is { Effect::Wider } else { Effect::Narrower };
        let mut impact = scope.judge(effect);
        let has_type = scope.generated && scope.usage.has(Usage::BODY) && scope.is_field;
        if has_type {
            let reason = if scope.always_sent {
                "the Rust type changes between the value and an `Option` of it"
            } else {
                "the Rust type changes between `Option` and `Field`"
            };
            impact = impact.level(Level::Major).because(reason);
        }
        let message = if is {
            "null is now allowed"
        } else {
            "null is no longer allowed"
        };
        let places = (old.place("nullable"), new.place("nullable"));
        self.report(ChangeKind::NullableChanged, scope, places, message, impact);
    }
}

/// Whether a string is restricted in any way.
fn is_limited_text(view: &MergedSchema<'_>) -> bool {
    let mut keys = ["enum", "pattern", "minLength", "maxLength"].into_iter();
    let has_format = view
        .text("format")
        .is_some_and(|format| format != "password");
    has_format || keys.any(|key| view.keyword(key).is_some())
}

/// Whether limits or an enumeration allow only values that fit into 32 bits.
fn fits_int32(view: &MergedSchema<'_>) -> bool {
    let fits = |number: i64| i32::try_from(number).is_ok();
    let limit = |key: &str| view.keyword(key).and_then(|it| it.value.as_i64());
    let in_range = [limit("minimum"), limit("maximum")]
        .into_iter()
        .all(|it| it.is_some_and(fits));
    let is_listed = view.keyword("enum").is_some_and(|values| {
        let mut values = values.items();
        values.all(|value| value.value.as_i64().is_some_and(fits))
    });
    in_range || is_listed
}

/// `integer (int64)`
fn notation(kind: Option<&str>, format: Option<&str>) -> String {
    let kind = kind.unwrap_or("any");
    match format {
        Some(format) => format!("{kind} ({format})"),
        None => kind.to_owned(),
    }
}

/// The effect of a changed format on the values. `None` if a format restricts nothing.
fn format_effect(kind: Option<&str>, old: Option<&str>, new: Option<&str>) -> Option<Effect> {
    let numeric = matches!(kind, Some("integer" | "number"));
    let width = |format: Option<&str>| match format {
        Some("int32" | "float") => Some(1),
        Some("int64" | "double") => Some(2),
        None => Some(3),
        Some(_) => None,
    };
    if numeric {
        return Some(match (width(old), width(new)) {
            (Some(old), Some(new)) if old < new => Effect::Wider,
            (Some(_), Some(_)) => Effect::Narrower,
            _ => Effect::Other,
        });
    }
    let limits = |format: Option<&str>| format.is_some_and(|format| format != "password");
    match (limits(old), limits(new)) {
        (false, false) => None,
        (false, true) => Some(Effect::Narrower),
        (true, false) => Some(Effect::Wider),
        (true, true) => Some(Effect::Other),
    }
}
