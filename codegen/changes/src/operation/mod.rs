//! Compares operations.

mod bodies;
mod extensions;
mod parameters;
mod paths;
mod responses;
mod security;

use codegen_document::names;

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same};
use crate::operations::{OperationRef, matching, template_names};
use crate::rename_detection;
use crate::transition::transition;

/// The keys of an operation that are compared individually.
const KNOWN: [&str; 14] = [
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "servers",
    "tags",
    "callbacks",
    "externalDocs",
    "x-retry",
    "x-not-found-codes",
    "x-pagination",
    "x-rules",
    "x-waiter",
];

impl<'a> Comparison<'a> {
    pub(crate) fn operations(&mut self) {
        let before = self.before.operations.clone();
        let after = self.after.operations.clone();
        let matching = matching(&before, &after);
        for (old, new) in &matching.pairs {
            self.operation(&before[*old], &after[*new]);
        }
        let gone: Vec<_> = matching.removed.iter().map(|it| &before[*it]).collect();
        let come: Vec<_> = matching.added.iter().map(|it| &after[*it]).collect();
        let likely = rename_detection::operations(&gone, &come);
        for (index, operation) in gone.iter().enumerate() {
            let now = likely.iter().find(|pair| pair.0 == index);
            self.operation_removed(operation, now.map(|pair| come[pair.1]));
        }
        for (index, operation) in come.iter().enumerate() {
            let then = likely.iter().find(|pair| pair.1 == index);
            self.operation_added(operation, then.map(|pair| gone[pair.0]));
        }
        self.path_items();
    }

    fn operation(&mut self, old: &OperationRef<'a>, new: &OperationRef<'a>) {
        let mut scope = Scope::new(new.name());
        scope.generated = true;
        self.renamed(old, new, &scope);
        let renamed = self.moved(old, new, &scope);
        self.parameters(old, new, &renamed, &scope);
        self.request_body(old, new, &scope);
        self.responses(old, new, &scope);
        self.operation_security(old, new, &scope);
        self.servers(&old.node, &new.node, &scope);
        let pair = (&old.node, &new.node);
        let impact = Impact::default().because("tags only group operations");
        self.key(ChangeKind::TagsChanged, "tags", &scope, pair, impact);
        let impact = callbacks(pair);
        self.key(ChangeKind::LinkChanged, "callbacks", &scope, pair, impact);
        self.extensions(pair, &scope);
        self.rest(&scope, pair, &KNOWN);
    }

    /// Whether both are the same component, which is compared on its own. Reports a reference that
    /// was added, removed or changed, and its siblings.
    fn is_same_component(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) -> bool {
        let (before, after) = (old.get("$ref"), new.get("$ref"));
        if before.is_some() && after.is_some() {
            self.rest(&scope.hidden(), (old, new), &["$ref"]);
        }
        let text = |it: &Option<NodeRef<'a>>| it.as_ref().and_then(|it| it.value.as_str());
        if text(&before) == text(&after) {
            return before.is_some();
        }
        let reason = "differences in the content are reported separately";
        let impact = Impact::default().because(reason);
        let message = transition("$ref", before.as_ref(), after.as_ref());
        let places = (
            before.as_ref().unwrap_or(old),
            after.as_ref().unwrap_or(new),
        );
        self.report(ChangeKind::ReferenceChanged, scope, places, message, impact);
        false
    }

    fn renamed(&mut self, old: &OperationRef<'a>, new: &OperationRef<'a>, scope: &Scope) {
        if old.id() == new.id() {
            return;
        }
        let text = |id: Option<&str>| id.map_or("none".to_owned(), |id| format!("`{id}`"));
        let message = format!("operationId: {} → {}", text(old.id()), text(new.id()));
        let (was, is) = (old.id().unwrap_or_default(), new.id().unwrap_or_default());
        let impact = if names::value_name(was) == names::value_name(is) {
            let reason = "the Rust method keeps its name";
            Impact::new(Wire::None, Level::Patch, reason)
        } else {
            let reason = "the Rust method has another name";
            Impact::new(Wire::None, Level::Major, reason)
        };
        let place = |operation: &OperationRef<'a>| {
            let id = operation.node.get("operationId");
            id.unwrap_or_else(|| operation.node.clone())
        };
        let places = (&place(old), &place(new));
        self.report(ChangeKind::OperationRenamed, scope, places, message, impact);
    }

    /// Reports a changed path, method or path parameter name. Returns the renamed parameters.
    fn moved(
        &mut self,
        old: &OperationRef<'a>,
        new: &OperationRef<'a>,
        scope: &Scope,
    ) -> Vec<(&'a str, &'a str)> {
        if old.address() == new.address() {
            return Vec::new();
        }
        let (was, is) = (template_names(old.path), template_names(new.path));
        let literal = |path: &str, names: &[&str]| {
            let nameless = |path: String, name: &&str| path.replace(&format!("{{{name}}}"), "{}");
            names.iter().fold(path.to_owned(), nameless)
        };
        if literal(old.path, &was) != literal(new.path, &is) || old.method != new.method {
            let message = format!("{} → {}", old.address(), new.address());
            let impact = if old.call() == new.call() {
                let reason = "the address is the same with the server's path";
                Impact::new(Wire::None, Level::Patch, reason)
            } else {
                let reason = "requests to the old address are now rejected";
                Impact::new(Wire::Breaking, Level::Patch, reason)
            };
            let impact = impact.because("the Rust method uses the new one");
            let places = (&old.node, &new.node);
            self.report(ChangeKind::OperationMoved, scope, places, message, impact);
        }
        if was.len() != is.len() {
            return Vec::new();
        }
        let pairs = was.into_iter().zip(is);
        let renamed: Vec<_> = pairs.filter(|(was, is)| was != is).collect();
        for (was, is) in &renamed {
            self.path_parameter_renamed((was, is), (&old.node, &new.node), scope);
        }
        renamed
    }

    fn path_parameter_renamed(
        &mut self,
        (was, is): (&str, &str),
        places: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let is_same = names::value_name(was) == names::value_name(is);
        let (level, reason) = if is_same {
            (Level::Patch, "the URL and the Rust setter are unchanged")
        } else {
            (
                Level::Major,
                "the URL is unchanged; the Rust setter has another name",
            )
        };
        let impact = Impact::new(Wire::None, level, reason);
        let message = format!("path parameter: `{was}` → `{is}`");
        let scope = scope.part(&format!("path {is}"));
        self.report(
            ChangeKind::PathParameterRenamed,
            &scope,
            places,
            message,
            impact,
        );
    }

    fn operation_removed(
        &mut self,
        operation: &OperationRef<'a>,
        likely: Option<&OperationRef<'a>>,
    ) {
        let scope = Scope::new(operation.name());
        let reason = "requests to it are now rejected; its Rust method was removed";
        let impact = Impact::new(Wire::Breaking, Level::Major, reason);
        let mut message = format!("{} was removed", operation.address());
        if let Some(now) = likely {
            message += &format!("; probably renamed to `{}`, {}", now.name(), now.address());
        }
        let place = likely.map_or_else(|| self.after_paths(), |now| now.node.clone());
        let places = (&operation.node, &place);
        self.report(
            ChangeKind::OperationRemoved,
            &scope,
            places,
            message,
            impact,
        );
    }

    fn operation_added(&mut self, operation: &OperationRef<'a>, likely: Option<&OperationRef<'a>>) {
        let scope = Scope::new(operation.name());
        let reason = "nothing else changes";
        let impact = Impact::new(Wire::Compatible, Level::Minor, reason);
        let mut message = format!("{} was added", operation.address());
        if let Some(then) = likely {
            message += &format!(
                "; probably renamed from `{}`, {}",
                then.name(),
                then.address()
            );
        }
        let place = likely.map_or_else(|| self.before_paths(), |then| then.node.clone());
        let places = (&place, &operation.node);
        self.report(ChangeKind::OperationAdded, &scope, places, message, impact);
    }

    fn before_paths(&self) -> NodeRef<'a> {
        let paths = self.before.root.get("paths");
        paths.unwrap_or_else(|| self.before.root.clone())
    }

    fn after_paths(&self) -> NodeRef<'a> {
        let paths = self.after.root.get("paths");
        paths.unwrap_or_else(|| self.after.root.clone())
    }
}

/// The impact of changed callbacks.
fn callbacks<'a>((old, new): (&NodeRef<'a>, &NodeRef<'a>)) -> Impact {
    let (before, after) = (old.get("callbacks"), new.get("callbacks"));
    let is_kept = before.iter().flat_map(NodeRef::entries).all(|(name, one)| {
        let other = after.as_ref().and_then(|after| after.get(name));
        other.is_some_and(|other| same(one.value, other.value))
    });
    if is_kept {
        let reason = "requests and responses are unchanged";
        Impact::new(Wire::Compatible, Level::None, reason)
    } else {
        let reason = "the requests that the service sends to the callback may differ";
        Impact::new(Wire::Breaking, Level::None, reason)
    }
}
