//! `items`, `oneOf`, `anyOf`, `not`, `discriminator`.

use crate::change::Level;
use crate::comparison::Comparison;
use crate::judgement::{Effect, Scope};
use crate::kind::Kind;
use crate::spot::{Spot, same, same_option};
use crate::transition::transition;

use super::properties::kind_of;
use super::view::View;

impl<'a> Comparison<'a> {
    pub(super) fn combinations(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        self.items(old, new, scope);
        for key in ["oneOf", "anyOf"] {
            self.alternatives(key, old, new, scope);
        }
        self.undecidable("not", Kind::ExclusionChanged, (old, new), scope);
        self.undecidable(
            "discriminator",
            Kind::DiscriminatorChanged,
            (old, new),
            scope,
        );
        self.undecidable("xml", Kind::XmlChanged, (old, new), scope);
    }

    fn items(&mut self, old: &View<'a>, new: &View<'a>, scope: &Scope) {
        let is_list = |view: &View<'a>| view.text("type") == Some("array");
        match (old.keyword("items"), new.keyword("items")) {
            (Some(before), Some(after)) => self.schema(before, after, &scope.items()),
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
        let is_same = |one: &Spot<'a>, other: &Spot<'a>| {
            same(one.node, other.node)
                || one.text("$ref").map(|it| self.current_name(it))
                    == other.text("$ref").map(str::to_owned)
                    && one.text("$ref").is_some()
        };
        let mut left: Vec<Spot<'a>> = before.items().collect();
        let mut right: Vec<Spot<'a>> = Vec::new();
        for spot in after.items() {
            match left.iter().position(|it| is_same(it, &spot)) {
                Some(index) => drop(left.remove(index)),
                None => right.push(spot),
            }
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

    /// What nobody can say of whether it narrows or widens breaks.
    fn undecidable(
        &mut self,
        key: &str,
        kind: Kind,
        (old, new): (&View<'a>, &View<'a>),
        scope: &Scope,
    ) {
        let (before, after) = (old.keyword(key), new.keyword(key));
        if same_option(before.map(|it| it.node), after.map(|it| it.node)) {
            return;
        }
        let judgement = scope.judge(Effect::Other);
        let places = (old.place(key), new.place(key));
        self.report(
            kind,
            scope,
            places,
            transition(key, before, after),
            judgement,
        );
    }
}
