//! Extensions of operations that the generator reads: retries, pagination, waiters, rules that
//! combine parameters, and the link to the documentation.

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same};
use crate::pinpoint::pinpoint;
use crate::transition::transition;
use crate::usage::Usage;

impl<'a> Comparison<'a> {
    pub(super) fn extensions(&mut self, pair: (&NodeRef<'a>, &NodeRef<'a>), scope: &Scope) {
        self.documentation(pair, scope);
        let safe = |operation: &NodeRef<'a>| operation.text("x-retry") == Some("safe");
        let level = if safe(pair.0) == safe(pair.1) {
            Level::None
        } else {
            Level::Patch
        };
        let reason = "the Rust call is retried automatically in other cases";
        let impact = Impact::new(Wire::None, level, reason);
        self.key(ChangeKind::RetryChanged, "x-retry", scope, pair, impact);
        let reason = "`is_not_found` recognizes other codes";
        let impact = Impact::new(Wire::None, Level::Patch, reason);
        let kind = ChangeKind::NotFoundCodesChanged;
        self.key(kind, "x-not-found-codes", scope, pair, impact);
        self.pagination(pair, scope);
        self.waiter(pair, scope);
        self.rules(pair, scope);
    }

    fn documentation(&mut self, pair: (&NodeRef<'a>, &NodeRef<'a>), scope: &Scope) {
        const KEY: &str = "externalDocs";
        let url = |operation: &NodeRef<'a>| operation.get(KEY)?.text("url");
        let level = if url(pair.0) == url(pair.1) {
            Level::None
        } else {
            Level::Patch
        };
        let impact = Impact::new(Wire::None, level, "documentation only");
        self.key(
            ChangeKind::DocumentationLinkChanged,
            KEY,
            scope,
            pair,
            impact,
        );
    }

    fn pagination(&mut self, pair: (&NodeRef<'a>, &NodeRef<'a>), scope: &Scope) {
        const KEY: &str = "x-pagination";
        let items = |node: &NodeRef<'a>| node.get(KEY)?.text("items");
        let (level, reason) = match (pair.0.get(KEY), pair.1.get(KEY)) {
            (None, _) => (Level::Minor, "the Rust call gains pages and items"),
            (_, None) => (Level::Major, "the Rust call loses pages and items"),
            _ if items(pair.0) != items(pair.1) => {
                (Level::Major, "the Rust call returns other items")
            }
            (Some(one), Some(other)) if is_same_paging(&one, &other) => {
                (Level::None, "the meaning is unchanged")
            }
            _ => (Level::Patch, "the Rust call requests the pages differently"),
        };
        let impact = Impact::new(Wire::None, level, reason);
        self.key(ChangeKind::PaginationChanged, KEY, scope, pair, impact);
    }

    fn waiter(&mut self, pair: (&NodeRef<'a>, &NodeRef<'a>), scope: &Scope) {
        const KEY: &str = "x-waiter";
        // The operation and the list in its response determine the type that waiting returns.
        let report = |node: &NodeRef<'a>| {
            let waiter = node.get(KEY)?;
            let list = waiter.get("item").and_then(|item| item.text("list"));
            Some((waiter.text("operation"), list))
        };
        let (level, reason) = match (report(pair.0), report(pair.1)) {
            (None, _) => (Level::Minor, "the Rust call gains a waiter"),
            (_, None) => (Level::Major, "the Rust call loses its waiter"),
            (one, other) if one != other => (Level::Major, "the Rust waiter returns another type"),
            _ => (Level::Patch, "the Rust waiter works differently"),
        };
        let impact = Impact::new(Wire::None, level, reason);
        self.key(ChangeKind::WaiterChanged, KEY, scope, pair, impact);
    }

    fn rules(&mut self, (old, new): (&NodeRef<'a>, &NodeRef<'a>), scope: &Scope) {
        const KEY: &str = "x-rules";
        let list = |operation: &NodeRef<'a>| -> Vec<NodeRef<'a>> {
            let rules = operation.get(KEY);
            rules.iter().flat_map(NodeRef::items).collect()
        };
        let (before, after) = (list(old), list(new));
        let has = |list: &[NodeRef<'a>], rule: &NodeRef<'a>| {
            list.iter().any(|other| same(other.value, rule.value))
        };
        let reported = self.changes_so_far();
        let scope = scope.clone().usage(Usage::PARAMETER);
        let place =
            |operation: &NodeRef<'a>| operation.get(KEY).unwrap_or_else(|| operation.clone());
        let gone: Vec<&NodeRef<'a>> = before.iter().filter(|rule| !has(&after, rule)).collect();
        let come: Vec<&NodeRef<'a>> = after.iter().filter(|rule| !has(&before, rule)).collect();
        // One rule replaced by another.
        let replaced = match (gone.as_slice(), come.as_slice()) {
            ([one], [other]) => Some(pinpoint(one, other)),
            _ => None,
        };
        for rule in gone {
            let impact = scope.judge(Effect::Wider).level(Level::Patch);
            let message = transition("rule", Some(rule), None);
            let places = replaced.clone().unwrap_or((rule.clone(), place(new)));
            let places = (&places.0, &places.1);
            self.report(ChangeKind::RuleRemoved, &scope, places, message, impact);
        }
        for rule in come {
            let impact = scope.judge(Effect::Narrower).level(Level::Patch);
            let message = transition("rule", None, Some(rule));
            let places = replaced.clone().unwrap_or((place(old), rule.clone()));
            let places = (&places.0, &places.1);
            self.report(ChangeKind::RuleAdded, &scope, places, message, impact);
        }
        if self.changes_so_far() == reported {
            let impact = Impact::default().because("the rules are unchanged");
            self.key(ChangeKind::OtherChanged, KEY, &scope, (old, new), impact);
        }
    }
}

/// Whether two paginations are equivalent. The first offset is 0 by default.
fn is_same_paging(one: &NodeRef<'_>, other: &NodeRef<'_>) -> bool {
    let first = |node: &NodeRef<'_>| node.get("first").map_or(Some(0), |it| it.value.as_i64());
    let texts = ["offset", "limit", "items", "total"];
    first(one) == first(other) && texts.iter().all(|key| one.text(key) == other.text(key))
}
