//! The addresses of servers and their variables.

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Judgement, Scope};
use crate::kind::Kind;
use crate::spot::{Spot, same};
use crate::transition::transition;

impl<'a> Comparison<'a> {
    /// Compares the servers of a document, a path or an operation.
    pub(crate) fn servers(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
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
            let message = format!("server {} is gone", url(server));
            let places = (server, &place(new));
            let part = scope.part("server");
            self.report(Kind::ServerRemoved, &part, places, message, gone());
        }
        for server in &right {
            let reason = if is_first {
                "no server was named before"
            } else {
                "the others are still there"
            };
            let judgement = Judgement::new(Wire::Compatible, Level::None, reason);
            let message = format!("server {} is new", url(server));
            let places = (&place(old), server);
            let part = scope.part("server");
            self.report(Kind::ServerAdded, &part, places, message, judgement);
        }
    }

    /// Many programs take the first server.
    fn order_of_servers(
        &mut self,
        (left, right): (&[Spot<'a>], &[Spot<'a>]),
        (old, new): (&Spot<'a>, &Spot<'a>),
        scope: &Scope,
    ) {
        let (was, is): (Vec<&str>, Vec<&str>) = (
            left.iter().map(url).collect(),
            right.iter().map(url).collect(),
        );
        let is_reordered = was.len() == is.len() && was.iter().all(|it| is.contains(it));
        if is_reordered && was != is {
            let reason = "each of them is still there";
            let judgement = Judgement::default().because(reason);
            let message = "the servers stand in another order";
            let places = (&place(old), &place(new));
            self.report(Kind::OtherChanged, scope, places, message, judgement);
        }
    }

    fn server_moved(&mut self, (one, other): (&Spot<'a>, &Spot<'a>), scope: &Scope) {
        let is_same = url(one).trim_end_matches('/') == url(other).trim_end_matches('/');
        let judgement = if is_same {
            Judgement::default().because("a slash at the end makes no difference")
        } else {
            gone()
        };
        let part = scope.part("server");
        let kind = Kind::ServerUrlChanged;
        self.key(kind, "url", &part, (one, other), judgement);
        self.server(one, other, scope);
    }

    fn server(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let scope = scope.part("server");
        self.variables(old, new, &scope);
        self.rest(&scope, (old, new), &["url", "variables"]);
    }

    fn variables(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let list = |server: &Spot<'a>| -> Vec<(&'a str, Spot<'a>)> {
            let variables = server.get("variables");
            variables.iter().flat_map(Spot::entries).collect()
        };
        let (before, mut after) = (list(old), list(new));
        for (name, one) in before {
            let part = scope.part(&format!("variable {name}"));
            let found = after.iter().position(|it| it.0 == name);
            match found.map(|index| after.remove(index)) {
                Some((_, other)) => self.variable(&one, &other, &part),
                None => {
                    let message = "the variable is gone";
                    self.report(
                        Kind::ServerVariableChanged,
                        &part,
                        (&one, new),
                        message,
                        gone(),
                    );
                }
            }
        }
        for (name, other) in after {
            let part = scope.part(&format!("variable {name}"));
            let judgement = Judgement::new(Wire::Compatible, Level::None, "it has a default");
            let message = "the variable is new";
            self.report(
                Kind::ServerVariableChanged,
                &part,
                (old, &other),
                message,
                judgement,
            );
        }
    }

    fn variable(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let reason = "requests that do not choose go to another address";
        let judgement = Judgement::new(Wire::Breaking, Level::None, reason);
        self.key(
            Kind::ServerVariableChanged,
            "default",
            scope,
            (old, new),
            judgement,
        );
        self.variable_values(old, new, scope);
        self.rest(scope, (old, new), &["default", "enum"]);
    }

    fn variable_values(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        let kind = Kind::ServerVariableChanged;
        let (Some(before), Some(after)) = (old.get("enum"), new.get("enum")) else {
            let judgement = match new.get("enum") {
                Some(_) => gone(),
                None => Judgement::new(Wire::Compatible, Level::None, "any value is allowed"),
            };
            self.key(kind, "enum", scope, (old, new), judgement);
            return;
        };
        let has = |list: &Spot<'a>, value: &Spot<'a>| {
            list.items().any(|item| same(item.node, value.node))
        };
        let mut is_same_set = true;
        for value in before.items().filter(|value| !has(&after, value)) {
            is_same_set = false;
            let message = transition("value", Some(&value), None);
            self.report(kind, scope, (&value, &after), message, gone());
        }
        for value in after.items().filter(|value| !has(&before, value)) {
            is_same_set = false;
            let reason = "the others are still there";
            let judgement = Judgement::new(Wire::Compatible, Level::None, reason);
            let message = transition("value", None, Some(&value));
            self.report(kind, scope, (&before, &value), message, judgement);
        }
        if is_same_set {
            let judgement = Judgement::default().because("the values are the same");
            self.key(kind, "enum", scope, (old, new), judgement);
        }
    }
}

/// The verdict where an address no longer leads anywhere.
fn gone() -> Judgement {
    let reason = "requests to the old address are refused now";
    Judgement::new(Wire::Breaking, Level::None, reason)
        .because("the endpoint comes from the configuration")
}

const KEY: &str = "servers";

fn list<'a>(holder: &Spot<'a>) -> Vec<Spot<'a>> {
    let servers = holder.get(KEY);
    servers.iter().flat_map(Spot::items).collect()
}

fn url<'a>(server: &Spot<'a>) -> &'a str {
    server.text("url").unwrap_or_default()
}

/// Where the servers are named, or whatever could name them.
fn place<'a>(holder: &Spot<'a>) -> Spot<'a> {
    holder.get(KEY).unwrap_or_else(|| holder.clone())
}
