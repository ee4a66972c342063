//! Compares what a schema has in addition to its constraints: default, descriptions, examples,
//! extensions.

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::{Comparison, annotation};
use crate::impact::{Impact, Scope, UNUSED};
use crate::node_ref::{NodeRef, same, same_option};
use crate::pinpoint::pinpoint;
use crate::transition::transition;

use crate::limit_effect;
use crate::merged_schema::MergedSchema;

/// The keywords that other modules compare.
const COMPARED: [&str; 15] = [
    "type",
    "format",
    "nullable",
    "enum",
    "x-enum-varnames",
    "default",
    "items",
    "additionalProperties",
    "oneOf",
    "anyOf",
    "not",
    "discriminator",
    "xml",
    "readOnly",
    "writeOnly",
];

impl<'a> Comparison<'a> {
    pub(super) fn default(
        &mut self,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        let (before, after) = (old.keyword("default"), new.keyword("default"));
        if same_option(before.map(|it| it.value), after.map(|it| it.value)) {
            return;
        }
        let level = if scope.documented {
            scope.shown(Level::Patch)
        } else {
            Level::None
        };
        let impact = if scope.usage.is_sent() && scope.always_sent {
            Impact::new(Wire::None, level, "requests always send the value")
        } else if scope.usage.is_sent() && before.is_some() {
            let reason = "requests that omit it may now mean something else";
            Impact::new(Wire::Breaking, level, reason).refusing_calls(true)
        } else if scope.usage.is_sent() {
            let reason = "there was no default for requests that omit it";
            Impact::new(Wire::Compatible, level, reason)
        } else if scope.usage.is_read() {
            let reason = "responses still fit the old schema";
            Impact::new(Wire::Compatible, level, reason)
        } else {
            Impact::new(Wire::None, level, UNUSED)
        };
        let places = (old.place("default"), new.place("default"));
        let message = transition("default", before, after);
        self.report(ChangeKind::DefaultChanged, scope, places, message, impact);
    }

    pub(super) fn annotations(
        &mut self,
        old: &MergedSchema<'a>,
        new: &MergedSchema<'a>,
        scope: &Scope,
    ) {
        let is_new = |key: &&&str| !old.keywords.contains_key(**key);
        let keys: Vec<&'a str> = old
            .keywords
            .keys()
            .chain(new.keywords.keys().filter(is_new))
            .copied()
            .collect();
        for key in keys {
            let (before, after) = (old.keyword(key), new.keyword(key));
            let is_same = same_option(before.map(|it| it.value), after.map(|it| it.value));
            if is_same || COMPARED.contains(&key) || limit_effect::is_limit(key) {
                continue;
            }
            if key == TIME {
                self.time_notation((before, after), (old, new), scope);
                continue;
            }
            self.annotation(key, (before, after), (old, new), scope);
        }
        self.stray(old, new, scope);
        self.siblings(old, new, scope);
        self.repeated(old, new, scope);
    }

    /// Compares the siblings of references, which OpenAPI 3.0 ignores.
    fn siblings(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        let gone = without(&old.siblings, &new.siblings);
        let come = without(&new.siblings, &old.siblings);
        let judged = || Impact::default().because("siblings of `$ref` are ignored");
        for (key, before) in &gone {
            let after = come.iter().find(|it| it.0 == *key).map(|it| &it.1);
            let places = match after {
                Some(after) => pinpoint(before, after),
                None => (before.clone(), new.node.clone()),
            };
            let message = transition(key, Some(before), after);
            let places = (&places.0, &places.1);
            self.report(ChangeKind::OtherChanged, scope, places, message, judged());
        }
        let is_new = |said: &&&Said<'a>| !gone.iter().any(|it| it.0 == said.0);
        for (key, after) in come.iter().filter(is_new) {
            let message = transition(key, None, Some(after));
            self.report(
                ChangeKind::OtherChanged,
                scope,
                (&old.node, after),
                message,
                judged(),
            );
        }
    }

    fn annotation(
        &mut self,
        key: &str,
        (before, after): (Option<&NodeRef<'a>>, Option<&NodeRef<'a>>),
        (old, new): (&MergedSchema<'a>, &MergedSchema<'a>),
        scope: &Scope,
    ) {
        let (kind, mut impact) = annotation(key, scope);
        match key {
            "title" => impact.level = Level::None,
            "x-enum-descriptions" => {
                let level = scope.shown(Level::Patch);
                impact = Impact::new(Wire::None, level, "documentation only");
            }
            "description" if !scope.documented => impact.level = Level::None,
            _ => {}
        }
        let kind = match key {
            "x-enum-descriptions" => ChangeKind::DescriptionChanged,
            _ => kind,
        };
        let places = match (before, after) {
            (Some(before), Some(after)) => pinpoint(before, after),
            _ => (old.place(key).clone(), new.place(key).clone()),
        };
        let message = transition(key, before, after);
        self.report(kind, scope, (&places.0, &places.1), message, impact);
    }

    /// A field with a supported time notation has a method that parses it.
    fn time_notation(
        &mut self,
        (before, after): (Option<&NodeRef<'a>>, Option<&NodeRef<'a>>),
        (old, new): (&MergedSchema<'a>, &MergedSchema<'a>),
        scope: &Scope,
    ) {
        let method = |node: Option<&NodeRef<'a>>| {
            let name = node.and_then(|node| node.value.as_str());
            name.and_then(time_method)
        };
        let (level, reason) = match (method(before), method(after)) {
            (None, None) => (Level::None, "the crates support neither notation"),
            (None, Some(_)) => (Level::Minor, "a Rust method parses it as a time"),
            (Some(was), Some(is)) if was == is => {
                (Level::Patch, "the Rust method parses the new notation")
            }
            _ => (Level::Major, "the Rust method that parsed it was removed"),
        };
        let level = if scope.is_field {
            scope.shown(level)
        } else {
            Level::None
        };
        let impact = Impact::new(Wire::None, level, reason);
        let places = (old.place(TIME), new.place(TIME));
        let message = transition(TIME, before, after);
        self.report(
            ChangeKind::TimeNotationChanged,
            scope,
            places,
            message,
            impact,
        );
    }

    /// Reports variant names without an enumeration, and directions of something other than a
    /// field.
    fn stray(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        let has_values = |view: &MergedSchema<'a>| view.keyword("enum").is_some();
        for key in ["x-enum-varnames", "readOnly", "writeOnly"] {
            let is_compared = match key {
                "x-enum-varnames" => has_values(old) && has_values(new),
                _ => scope.is_field,
            };
            let (before, after) = (old.keyword(key), new.keyword(key));
            if is_compared || same_option(before.map(|it| it.value), after.map(|it| it.value)) {
                continue;
            }
            let impact = Impact::default().because("it has no effect here");
            let places = (old.place(key), new.place(key));
            let message = transition(key, before, after);
            self.report(ChangeKind::OtherChanged, scope, places, message, impact);
        }
    }

    /// Reports members of `allOf` that repeat an earlier one.
    fn repeated(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        let left = without(&old.repeated, &new.repeated);
        let right = without(&new.repeated, &old.repeated);
        let first = (left.first(), right.first());
        let Some(key) = first.0.or(first.1).map(|it| it.0) else {
            return;
        };
        let is_limiting =
            |said: &&Said<'a>| COMPARED.contains(&said.0) || limit_effect::is_limit(said.0);
        let impact = if left.iter().chain(&right).any(is_limiting) {
            scope.judge(crate::effect::Effect::Other)
        } else {
            Impact::default().because("documentation only")
        };
        let (before, after) = (first.0.map(|it| &it.1), first.1.map(|it| &it.1));
        let places = (before.unwrap_or(&old.node), after.unwrap_or(&new.node));
        let message = format!("repeated in `allOf`: {}", transition(key, before, after));
        self.report(ChangeKind::OtherChanged, scope, places, message, impact);
    }
}

/// A keyword with its value.
type Said<'a> = (&'a str, NodeRef<'a>);

/// The keywords of the first list that the second lacks.
fn without<'s, 'a>(list: &'s [Said<'a>], other: &[Said<'a>]) -> Vec<&'s Said<'a>> {
    let is_there = |said: &Said<'a>| {
        other
            .iter()
            .any(|it| it.0 == said.0 && same(it.1.value, said.1.value))
    };
    list.iter().filter(|said| !is_there(said)).collect()
}

/// The extension with the notation of a time.
const TIME: &str = "x-time-notation";

/// The suffix of the method that parses a time of this notation.
fn time_method(notation: &str) -> Option<&'static str> {
    match notation {
        "unix-seconds" | "unix-milliseconds" | "rfc3339" | "go" => Some("timestamp"),
        "date-and-time" => Some("datetime"),
        "time-of-day" => Some("time"),
        _ => None,
    }
}
