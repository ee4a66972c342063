//! Compares the accepted ways to authenticate.

use std::collections::BTreeMap;

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same_option};
use crate::operations::OperationRef;
use crate::pinpoint::pinpoint;

/// An accepted combination: schemes with their scopes.
type Combination = BTreeMap<String, Vec<String>>;

/// A combination and its location.
#[derive(Default)]
struct Accepted<'a> {
    schemes: Combination,
    node: Option<NodeRef<'a>>,
}

impl<'a> Comparison<'a> {
    /// Compares an operation's own requirement, or the document's if it has none. If neither
    /// document has one here, the document's is compared once.
    pub(super) fn operation_security(
        &mut self,
        old: &OperationRef<'a>,
        new: &OperationRef<'a>,
        scope: &Scope,
    ) {
        const KEY: &str = "security";
        let (before, after) = (old.node.get(KEY), new.node.get(KEY));
        if before.is_none() && after.is_none() {
            return;
        }
        let before = before.or_else(|| self.before.root.get(KEY));
        let after = after.or_else(|| self.after.root.get(KEY));
        self.security((before, after), (&old.node, &new.node), scope);
    }

    /// Compares two requirements. `None` means that there is none.
    pub(crate) fn security(
        &mut self,
        (before, after): (Option<NodeRef<'a>>, Option<NodeRef<'a>>),
        holders: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let renamed = self.renamed_schemes();
        let old = combinations(before.as_ref(), &renamed);
        let new = combinations(after.as_ref(), &BTreeMap::new());
        let places = (
            before.as_ref().unwrap_or(holders.0),
            after.as_ref().unwrap_or(holders.1),
        );
        let reported = self.changes_so_far();
        for accepted in old.iter().filter(|it| !is_accepted(&new, it)) {
            let reason = "requests that authenticate this way are now rejected";
            let impact = Impact::new(Wire::Breaking, Level::None, reason)
                .because("the runtime manages credentials independently of the document");
            let message = format!("{} is no longer accepted", shown(&accepted.schemes));
            let places = between(accepted.node.as_ref(), counterpart(accepted, &new), places);
            let places = (&places.0, &places.1);
            self.report(ChangeKind::SecurityRemoved, scope, places, message, impact);
        }
        let is_known = |it: &Accepted<'a>| old.iter().any(|one| one.schemes == it.schemes);
        for accepted in new.iter().filter(|it| !is_known(it)) {
            let reason = "the old authentication is still accepted";
            let impact = Impact::new(Wire::Compatible, Level::None, reason);
            let message = format!("{} is now accepted", shown(&accepted.schemes));
            let places = between(counterpart(accepted, &old), accepted.node.as_ref(), places);
            let places = (&places.0, &places.1);
            self.report(ChangeKind::SecurityAdded, scope, places, message, impact);
        }
        let is_same = same_option(
            before.as_ref().map(|it| it.value),
            after.as_ref().map(|it| it.value),
        );
        if !is_same && self.changes_so_far() == reported && renamed.is_empty() {
            let impact = Impact::default().because("the accepted combinations are unchanged");
            let message = "`security` is written differently";
            let places = pinpoint(places.0, places.1);
            let places = (&places.0, &places.1);
            self.report(ChangeKind::OtherChanged, scope, places, message, impact);
        }
    }
}

/// Where an accepted combination and its counterpart differ, or the lists if there is no
/// counterpart.
fn between<'a>(
    before: Option<&NodeRef<'a>>,
    after: Option<&NodeRef<'a>>,
    lists: (&NodeRef<'a>, &NodeRef<'a>),
) -> (NodeRef<'a>, NodeRef<'a>) {
    match (before, after) {
        (Some(before), Some(after)) => pinpoint(before, after),
        _ => (
            before.unwrap_or(lists.0).clone(),
            after.unwrap_or(lists.1).clone(),
        ),
    }
}

/// The counterpart in the other document: a combination with the same schemes, or some of them.
fn counterpart<'l, 'a>(of: &Accepted<'a>, others: &'l [Accepted<'a>]) -> Option<&'l NodeRef<'a>> {
    let in_common = |other: &&Accepted<'a>| {
        let schemes = other.schemes.keys();
        schemes.filter(|it| of.schemes.contains_key(*it)).count()
    };
    let nearest = others.iter().max_by_key(in_common)?;
    let is_same_place = others.len() == 1 || in_common(&nearest) > 0;
    nearest.node.as_ref().filter(|_| is_same_place)
}

/// Whether requests with the old authentication are still accepted.
fn is_accepted(list: &[Accepted<'_>], carried: &Accepted<'_>) -> bool {
    list.iter()
        .any(|one| is_enough(&carried.schemes, &one.schemes))
}

/// Whether a request that carries `sent` satisfies `wanted`.
fn is_enough(sent: &Combination, wanted: &Combination) -> bool {
    wanted.iter().all(|(scheme, scopes)| {
        sent.get(scheme)
            .is_some_and(|known| scopes.iter().all(|scope| known.contains(scope)))
    })
}

/// The combinations of a requirement. A missing or empty requirement asks for no authentication.
fn combinations<'a>(
    security: Option<&NodeRef<'a>>,
    renamed: &BTreeMap<String, String>,
) -> Vec<Accepted<'a>> {
    let list: Vec<Accepted<'a>> = security
        .into_iter()
        .flat_map(NodeRef::items)
        .map(|item| {
            let schemes = item.entries().map(|(scheme, scopes)| {
                let name = renamed.get(scheme).map_or(scheme, String::as_str);
                let scopes = scopes.items().filter_map(|scope| scope.value.as_str());
                (name.to_owned(), scopes.map(str::to_owned).collect())
            });
            Accepted {
                schemes: schemes.collect(),
                node: Some(item),
            }
        })
        .collect();
    if list.is_empty() {
        vec![Accepted::default()]
    } else {
        list
    }
}

fn shown(combination: &Combination) -> String {
    if combination.is_empty() {
        return "no authentication".to_owned();
    }
    let schemes = combination.iter().map(|(scheme, scopes)| {
        if scopes.is_empty() {
            format!("`{scheme}`")
        } else {
            format!("`{scheme}` ({})", scopes.join(", "))
        }
    });
    schemes.collect::<Vec<_>>().join(" with ")
}
