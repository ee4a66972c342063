//! The addresses of servers and their variables.

use crate::address;
use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same};
use crate::operations::matching;
use crate::transition::transition;

impl<'a> Comparison<'a> {
    /// Compares the servers of a document, a path or an operation.
    pub(crate) fn servers(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let (mut left, mut right) = (list(old), list(new));
        let is_first = left.is_empty();
        self.order_of_servers((&left, &right), (old, new), scope);
        left.retain(|one| {
            let found = right.iter().position(|other| url(one) == url(other));
            if let Some(index) = found {
                let other = right.remove(index);
                self.server(one, &other, scope);
            }
            found.is_none()
        });
        if let ([one], [other]) = (left.as_slice(), right.as_slice()) {
            return self.server_moved((one, other), scope);
        }
        for server in &left {
            let message = format!("server {} was removed", url(server));
            let places = (server, &place(new));
            let part = scope.part("server");
            let impact = match right.is_empty() && self.is_in_paths(server) {
                true => Impact::default().because("the paths of the operations include it"),
                false => gone(),
            };
            self.report(ChangeKind::ServerRemoved, &part, places, message, impact);
        }
        for server in &right {
            let reason = if is_first {
                "no server was listed before"
            } else {
                "the others are unchanged"
            };
            let impact = match is_first && self.is_in_paths(server) {
                true => Impact::default().because("the paths of the operations included it"),
                false => Impact::new(Wire::Compatible, Level::None, reason),
            };
            let message = format!("server {} was added", url(server));
            let places = (&place(old), server);
            let part = scope.part("server");
            self.report(ChangeKind::ServerAdded, &part, places, message, impact);
        }
    }

    /// Many clients use the first server.
    fn order_of_servers(
        &mut self,
        (left, right): (&[NodeRef<'a>], &[NodeRef<'a>]),
        (old, new): (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let (was, is): (Vec<&str>, Vec<&str>) = (
            left.iter().map(url).collect(),
            right.iter().map(url).collect(),
        );
        let is_reordered = was.len() == is.len() && was.iter().all(|it| is.contains(it));
        if is_reordered && was != is {
            let reason = "the same servers are listed";
            let impact = Impact::default().because(reason);
            let message = "the servers were reordered";
            let places = (&place(old), &place(new));
            self.report(ChangeKind::OtherChanged, scope, places, message, impact);
        }
    }

    fn server_moved(&mut self, (one, other): (&NodeRef<'a>, &NodeRef<'a>), scope: &Scope) {
        let (was, is) = (address::of_server(one), address::of_server(other));
        let same = |reason| Impact::default().because(reason);
        let impact = if url(one).trim_end_matches('/') == url(other).trim_end_matches('/') {
            same("a trailing slash makes no difference")
        } else if was.trim_end_matches('/') == is.trim_end_matches('/') {
            same("the address is the same with the defaults of the variables")
        } else if address::origin(&was) == address::origin(&is) && self.keeps_calls() {
            same("the paths of the operations include the rest")
        } else {
            gone()
        };
        let part = scope.part("server");
        let kind = ChangeKind::ServerUrlChanged;
        self.key(kind, "url", &part, (one, other), impact);
        self.server(one, other, scope);
    }

    /// Whether every operation in both documents keeps its address, server and path together.
    fn keeps_calls(&self) -> bool {
        let (before, after) = (&self.before.operations, &self.after.operations);
        let pairs = matching(before, after).pairs;
        let mut calls = pairs
            .iter()
            .filter_map(|(old, new)| before.get(*old).zip(after.get(*new)));
        !pairs.is_empty() && calls.all(|(old, new)| old.call() == new.call())
    }

    /// Whether a server is only a path, which the paths of the operations include instead.
    fn is_in_paths(&self, server: &NodeRef<'a>) -> bool {
        address::origin(&address::of_server(server)).is_empty() && self.keeps_calls()
    }

    fn server(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let scope = scope.part("server");
        self.variables(old, new, &scope);
        self.rest(&scope, (old, new), &["url", "variables"]);
    }

    fn variables(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let list = |server: &NodeRef<'a>| -> Vec<(&'a str, NodeRef<'a>)> {
            let variables = server.get("variables");
            variables.iter().flat_map(NodeRef::entries).collect()
        };
        let (before, mut after) = (list(old), list(new));
        for (name, one) in before {
            let part = scope.part(&format!("variable {name}"));
            let found = after.iter().position(|it| it.0 == name);
            match found.map(|index| after.remove(index)) {
                Some((_, other)) => self.variable(&one, &other, &part),
                None => {
                    let message = "the variable was removed";
                    let impact = match is_fixed(&one) {
                        true => Impact::default().because("it had a single value"),
                        false => gone(),
                    };
                    let kind = ChangeKind::ServerVariableChanged;
                    self.report(kind, &part, (&one, new), message, impact);
                }
            }
        }
        for (name, other) in after {
            let part = scope.part(&format!("variable {name}"));
            let impact = match is_fixed(&other) {
                true => Impact::default().because("it has a single value"),
                false => Impact::new(Wire::Compatible, Level::None, "it has a default"),
            };
            let message = "the variable was added";
            self.report(
                ChangeKind::ServerVariableChanged,
                &part,
                (old, &other),
                message,
                impact,
            );
        }
    }

    fn variable(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let reason = "requests that use the default go to another address";
        let impact = Impact::new(Wire::Breaking, Level::None, reason);
        self.key(
            ChangeKind::ServerVariableChanged,
            "default",
            scope,
            (old, new),
            impact,
        );
        self.variable_values(old, new, scope);
        self.rest(scope, (old, new), &["default", "enum"]);
    }

    fn variable_values(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let kind = ChangeKind::ServerVariableChanged;
        let (Some(before), Some(after)) = (old.get("enum"), new.get("enum")) else {
            let impact = match new.get("enum") {
                Some(_) => gone(),
                None => Impact::new(Wire::Compatible, Level::None, "any value is allowed"),
            };
            self.key(kind, "enum", scope, (old, new), impact);
            return;
        };
        let has = |list: &NodeRef<'a>, value: &NodeRef<'a>| {
            list.items().any(|item| same(item.value, value.value))
        };
        let mut is_same_set = true;
        for value in before.items().filter(|value| !has(&after, value)) {
            is_same_set = false;
            let message = transition("value", Some(&value), None);
            self.report(kind, scope, (&value, &after), message, gone());
        }
        for value in after.items().filter(|value| !has(&before, value)) {
            is_same_set = false;
            let reason = "the others are unchanged";
            let impact = Impact::new(Wire::Compatible, Level::None, reason);
            let message = transition("value", None, Some(&value));
            self.report(kind, scope, (&before, &value), message, impact);
        }
        if is_same_set {
            let impact = Impact::default().because("the values are the same");
            self.key(kind, "enum", scope, (old, new), impact);
        }
    }
}

/// The impact of an address that is no longer valid.
fn gone() -> Impact {
    let reason = "requests to the old address are now rejected";
    Impact::new(Wire::Breaking, Level::None, reason)
        .because("the crates take the endpoint from the configuration")
}

/// Whether the default is the only value of a variable.
fn is_fixed(variable: &NodeRef<'_>) -> bool {
    let values = variable.get("enum");
    values.is_some_and(|values| {
        values
            .items()
            .all(|it| it.value.as_str() == variable.text("default"))
    })
}

const KEY: &str = "servers";

fn list<'a>(holder: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let servers = holder.get(KEY);
    servers.iter().flat_map(NodeRef::items).collect()
}

fn url<'a>(server: &NodeRef<'a>) -> &'a str {
    server.text("url").unwrap_or_default()
}

/// The list of servers, or the object that could have one.
fn place<'a>(holder: &NodeRef<'a>) -> NodeRef<'a> {
    holder.get(KEY).unwrap_or_else(|| holder.clone())
}
