//! Compares path items apart from their operations.

use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::document_index::DocumentIndex;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same};
use crate::pinpoint::pinpoint;
use codegen_document::METHODS;

impl<'a> Comparison<'a> {
    /// Compares the path items in both documents apart from their operations.
    pub(super) fn path_items(&mut self) {
        let (Some(before), Some(after)) =
            (self.before.root.get("paths"), self.after.root.get("paths"))
        else {
            return;
        };
        let known: Vec<&str> = METHODS
            .iter()
            .copied()
            .chain(["parameters", "servers"])
            .collect();
        for (path, old) in before.entries() {
            let Some(new) = after.get(path) else { continue };
            if path.starts_with("x-") {
                continue;
            }
            let scope = Scope::new(format!("path {path}"));
            self.idle_parameters(path, (&old, &new), &scope);
            self.servers(&old, &new, &scope);
            self.rest(&scope, (&old, &new), &known);
        }
        self.paths_without_operations(&before, &after);
        self.extensions_of_paths(&before, &after);
    }

    /// Reports added and removed paths without operations. The others are reported with their
    /// operations.
    fn paths_without_operations(&mut self, before: &NodeRef<'a>, after: &NodeRef<'a>) {
        let missing = |paths: &NodeRef<'a>, others: &NodeRef<'a>| -> Vec<(&'a str, NodeRef<'a>)> {
            let is_empty =
                |item: &NodeRef<'a>| METHODS.iter().all(|it| item.value.get(it).is_none());
            let paths = paths.entries().filter(|(path, _)| !path.starts_with("x-"));
            let missing = paths.filter(|(path, _)| others.value.get(path).is_none());
            missing.filter(|(_, item)| is_empty(item)).collect()
        };
        let impact = Impact::default().because("it has no operations");
        for (path, item) in missing(before, after) {
            let scope = Scope::new(format!("path {path}"));
            let places = (&item, after);
            let kind = ChangeKind::OtherChanged;
            self.report(kind, &scope, places, "the path was removed", impact.clone());
        }
        for (path, item) in missing(after, before) {
            let scope = Scope::new(format!("path {path}"));
            let places = (before, &item);
            let kind = ChangeKind::OtherChanged;
            self.report(kind, &scope, places, "the path was added", impact.clone());
        }
    }

    /// Reports parameters of a path item that every operation overrides.
    fn idle_parameters(
        &mut self,
        path: &str,
        (old, new): (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let idle = |index: &DocumentIndex<'a>, holder: &NodeRef<'a>| -> Vec<NodeRef<'a>> {
            let operations = index.operations.iter().filter(|it| it.path == path);
            let used: Vec<&str> = operations
                .flat_map(|it| &it.parameters)
                .map(|parameter| parameter.raw.pointer.as_str())
                .collect();
            let is_used = |node: &NodeRef<'a>| used.contains(&node.pointer.as_str());
            let list = holder.get("parameters");
            let items = list.iter().flat_map(NodeRef::items);
            items.filter(|node| !is_used(node)).collect()
        };
        let (mut before, mut after) = (idle(&self.before, old), idle(&self.after, new));
        before.retain(|one| {
            let found = after.iter().position(|other| same(one.value, other.value));
            found.map(|index| after.remove(index)).is_none()
        });
        let places = match (before.first(), after.first()) {
            (None, None) => return,
            (Some(one), Some(other)) => pinpoint(one, other),
            (one, other) => (one.unwrap_or(old).clone(), other.unwrap_or(new).clone()),
        };
        let reason = "every operation overrides it";
        let impact = Impact::default().because(reason);
        let message = "a parameter of the path changed";
        let places = (&places.0, &places.1);
        self.report(ChangeKind::OtherChanged, scope, places, message, impact);
    }

    fn extensions_of_paths(&mut self, before: &NodeRef<'a>, after: &NodeRef<'a>) {
        let keys = before.value.entries().chain(after.value.entries());
        let known: Vec<&str> = keys
            .map(|entry| entry.key)
            .filter(|key| !key.starts_with("x-"))
            .collect();
        self.rest(&Scope::new("paths"), (before, after), &known);
    }
}
