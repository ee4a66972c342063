//! Operations against operations.

mod bodies;
mod extensions;
mod parameters;
mod paths;
mod responses;
mod security;

use codegen_document::names;

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Judgement, Scope};
use crate::kind::Kind;
use crate::likely;
use crate::operations::{OperationSpot, matching, template_names};
use crate::spot::{Spot, same};
use crate::transition::transition;

/// The keys of an operation that are compared one by one.
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
        let likely = likely::operations(&gone, &come);
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

    fn operation(&mut self, old: &OperationSpot<'a>, new: &OperationSpot<'a>) {
        let mut scope = Scope::new(new.name());
        scope.generated = true;
        self.renamed(old, new, &scope);
        let renamed = self.moved(old, new, &scope);
        self.parameters(old, new, &renamed, &scope);
        self.request_body(old, new, &scope);
        self.responses(old, new, &scope);
        self.operation_security(old, new, &scope);
        self.servers(&old.spot, &new.spot, &scope);
        let pair = (&old.spot, &new.spot);
        let judgement = Judgement::default().because("tags only group operations");
        self.key(Kind::TagsChanged, "tags", &scope, pair, judgement);
        let judgement = callbacks(pair);
        self.key(Kind::LinkChanged, "callbacks", &scope, pair, judgement);
        self.extensions(pair, &scope);
        self.rest(&scope, pair, &KNOWN);
    }

    /// Whether both are the same component, which is compared as that. Reports where a component
    /// comes, goes or is another one, and what stands beside the reference.
    fn is_same_component(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) -> bool {
        let (before, after) = (old.get("$ref"), new.get("$ref"));
        if before.is_some() && after.is_some() {
            self.rest(&scope.hidden(), (old, new), &["$ref"]);
        }
        let text = |it: &Option<Spot<'a>>| it.as_ref().and_then(|it| it.node.as_str());
        if text(&before) == text(&after) {
            return before.is_some();
        }
        let reason = "what differs in the content is listed for itself";
        let judgement = Judgement::default().because(reason);
        let message = transition("$ref", before.as_ref(), after.as_ref());
        let places = (
            before.as_ref().unwrap_or(old),
            after.as_ref().unwrap_or(new),
        );
        self.report(Kind::ReferenceChanged, scope, places, message, judgement);
        false
    }

    fn renamed(&mut self, old: &OperationSpot<'a>, new: &OperationSpot<'a>, scope: &Scope) {
        if old.id() == new.id() {
            return;
        }
        let text = |id: Option<&str>| id.map_or("none".to_owned(), |id| format!("`{id}`"));
        let message = format!("operationId: {} → {}", text(old.id()), text(new.id()));
        let (was, is) = (old.id().unwrap_or_default(), new.id().unwrap_or_default());
        let judgement = if names::value_name(was) == names::value_name(is) {
            let reason = "the method in Rust keeps its name";
            Judgement::new(Wire::None, Level::Patch, reason)
        } else {
            let reason = "the method in Rust has another name";
            Judgement::new(Wire::None, Level::Major, reason)
        };
        let place = |operation: &OperationSpot<'a>| {
            let id = operation.spot.get("operationId");
            id.unwrap_or_else(|| operation.spot.clone())
        };
        let places = (&place(old), &place(new));
        self.report(Kind::OperationRenamed, scope, places, message, judgement);
    }

    /// Reports another path, method or name of a path parameter; gives the renamed ones.
    fn moved(
        &mut self,
        old: &OperationSpot<'a>,
        new: &OperationSpot<'a>,
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
            let judgement = if old.call() == new.call() {
                let reason = "with the server's path it is the same address";
                Judgement::new(Wire::None, Level::Patch, reason)
            } else {
                let reason = "requests to the old address are refused now";
                Judgement::new(Wire::Breaking, Level::Patch, reason)
            };
            let judgement = judgement.because("the method in Rust sends to the new one");
            let places = (&old.spot, &new.spot);
            self.report(Kind::OperationMoved, scope, places, message, judgement);
        }
        if was.len() != is.len() {
            return Vec::new();
        }
        let pairs = was.into_iter().zip(is);
        let renamed: Vec<_> = pairs.filter(|(was, is)| was != is).collect();
        for (was, is) in &renamed {
            self.path_parameter_renamed((was, is), (&old.spot, &new.spot), scope);
        }
        renamed
    }

    fn path_parameter_renamed(
        &mut self,
        (was, is): (&str, &str),
        places: (&Spot<'a>, &Spot<'a>),
        scope: &Scope,
    ) {
        let is_same = names::value_name(was) == names::value_name(is);
        let (level, reason) = if is_same {
            (
                Level::Patch,
                "the URL is the same; so is the setter in Rust",
            )
        } else {
            (
                Level::Major,
                "the URL is the same; the setter in Rust has another name",
            )
        };
        let judgement = Judgement::new(Wire::None, level, reason);
        let message = format!("path parameter: `{was}` → `{is}`");
        let scope = scope.part(&format!("path {is}"));
        self.report(
            Kind::PathParameterRenamed,
            &scope,
            places,
            message,
            judgement,
        );
    }

    fn operation_removed(
        &mut self,
        operation: &OperationSpot<'a>,
        likely: Option<&OperationSpot<'a>>,
    ) {
        let scope = Scope::new(operation.name());
        let reason = "requests to it are refused now; its method in Rust is gone";
        let judgement = Judgement::new(Wire::Breaking, Level::Major, reason);
        let mut message = format!("{} is gone", operation.address());
        if let Some(now) = likely {
            message += &format!(
                "; renamed (likely): `{}`, {} now",
                now.name(),
                now.address()
            );
        }
        let place = likely.map_or_else(|| self.after_paths(), |now| now.spot.clone());
        let places = (&operation.spot, &place);
        self.report(Kind::OperationRemoved, &scope, places, message, judgement);
    }

    fn operation_added(
        &mut self,
        operation: &OperationSpot<'a>,
        likely: Option<&OperationSpot<'a>>,
    ) {
        let scope = Scope::new(operation.name());
        let reason = "nothing else changes by it";
        let judgement = Judgement::new(Wire::Compatible, Level::Minor, reason);
        let mut message = format!("{} is new", operation.address());
        if let Some(then) = likely {
            message += &format!(
                "; renamed (likely): `{}`, {} before",
                then.name(),
                then.address()
            );
        }
        let place = likely.map_or_else(|| self.before_paths(), |then| then.spot.clone());
        let places = (&place, &operation.spot);
        self.report(Kind::OperationAdded, &scope, places, message, judgement);
    }

    fn before_paths(&self) -> Spot<'a> {
        let paths = self.before.root.get("paths");
        paths.unwrap_or_else(|| self.before.root.clone())
    }

    fn after_paths(&self) -> Spot<'a> {
        let paths = self.after.root.get("paths");
        paths.unwrap_or_else(|| self.after.root.clone())
    }
}

/// The verdict where callbacks differ.
fn callbacks<'a>((old, new): (&Spot<'a>, &Spot<'a>)) -> Judgement {
    let (before, after) = (old.get("callbacks"), new.get("callbacks"));
    let is_kept = before.iter().flat_map(Spot::entries).all(|(name, one)| {
        let other = after.as_ref().and_then(|after| after.get(name));
        other.is_some_and(|other| same(one.node, other.node))
    });
    if is_kept {
        let reason = "requests and responses are what they were";
        Judgement::new(Wire::Compatible, Level::None, reason)
    } else {
        let reason = "what the service calls back differs, and nobody can say how";
        Judgement::new(Wire::Breaking, Level::None, reason)
    }
}
