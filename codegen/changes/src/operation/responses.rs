//! Compares statuses, bodies and headers of responses.

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::effect::Effect;
use crate::impact::{Impact, Scope};
use crate::node_ref::NodeRef;
use crate::operations::OperationRef;
use crate::schema_label::schema_label;
use crate::usage::{Usage, is_success};

impl<'a> Comparison<'a> {
    pub(super) fn responses(
        &mut self,
        old: &OperationRef<'a>,
        new: &OperationRef<'a>,
        scope: &Scope,
    ) {
        let list = |operation: &OperationRef<'a>| {
            let responses = operation.node.get("responses");
            responses.unwrap_or_else(|| operation.node.clone())
        };
        let is_stated = |node: &NodeRef<'a>| node.pointer.ends_with("/responses");
        let (before, after) = (list(old), list(new));
        let statuses = |node: &NodeRef<'a>| -> Vec<(&'a str, NodeRef<'a>)> {
            let entries = node.entries().filter(|(key, _)| !key.starts_with("x-"));
            entries.filter(|_| is_stated(node)).collect()
        };
        let mut left = statuses(&before);
        let mut right = statuses(&after);
        left.retain(|(status, one)| {
            let found = right.iter().position(|(other, _)| other == status);
            if let Some(index) = found {
                let (_, other) = right.remove(index);
                self.response_pair(status, one, &other, scope);
            }
            found.is_none()
        });
        self.changed_success(&mut left, &mut right, scope);
        let kept =
            |list: &[(&'a str, NodeRef<'a>)]| list.iter().any(|(status, _)| is_success(status));
        let (had, has) = (kept(&statuses(&before)), kept(&statuses(&after)));
        for (status, node) in left {
            self.response_removed(status, (&node, &after), has, scope);
        }
        for (status, node) in right {
            let covering = covering(status, &statuses(&before));
            self.response_added(status, (&before, &node), (had, covering), scope);
        }
        if is_stated(&before) && is_stated(&after) {
            let keys = before.value.entries().chain(after.value.entries());
            let known: Vec<&str> = keys
                .map(|entry| entry.key)
                .filter(|key| !key.starts_with("x-"))
                .collect();
            self.rest(&scope.part("responses").hidden(), (&before, &after), &known);
        }
    }

    fn response_pair(&mut self, status: &str, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let scope = scope
            .part(&format!("response {status}"))
            .usage(uses_of(status));
        if self.is_same_component(old, new, &scope) {
            return;
        }
        let (old, new) = (self.before.resolve(old), self.after.resolve(new));
        // A 204 response never has a body, whatever the document says.
        let scope = if status == "204" {
            scope.usage(Usage::default())
        } else {
            scope
        };
        self.response(&old, &new, &scope);
    }

    /// Compares two responses, of operations or components.
    pub(crate) fn response(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        self.contents(old, new, scope);
        self.headers(old, new, scope);
        let hidden = scope.hidden();
        let impact = Impact::default().because("links are hints for callers");
        self.key(
            ChangeKind::LinkChanged,
            "links",
            &hidden,
            (old, new),
            impact,
        );
        self.rest(
            &hidden,
            (old, new),
            &["content", "headers", "links", "$ref"],
        );
    }

    /// Reports one success status in place of another as a single change.
    fn changed_success(
        &mut self,
        left: &mut Vec<(&'a str, NodeRef<'a>)>,
        right: &mut Vec<(&'a str, NodeRef<'a>)>,
        scope: &Scope,
    ) {
        let only = |list: &[(&'a str, NodeRef<'a>)]| {
            let mut found = list.iter().enumerate().filter(|(_, it)| is_success(it.0));
            match (found.next(), found.next()) {
                (Some((index, _)), None) => Some(index),
                _ => None,
            }
        };
        let (Some(old), Some(new)) = (only(left), only(right)) else {
            return;
        };
        let (was, before) = left.remove(old);
        let (is, after) = right.remove(new);
        let impact = Impact::new(
            Wire::Breaking,
            Level::None,
            "callers that expect the old status do not get it",
        )
        .because("the Rust calls accept any success status");
        let message = format!("success status: {was} → {is}");
        let scope_of = scope.part(&format!("response {is}"));
        self.report(
            ChangeKind::StatusChanged,
            &scope_of,
            (&before, &after),
            message,
            impact,
        );
        self.response_pair(is, &before, &after, scope);
    }

    fn response_removed(
        &mut self,
        status: &str,
        places: (&NodeRef<'a>, &NodeRef<'a>),
        has_success: bool,
        scope: &Scope,
    ) {
        let scope = scope.part(&format!("response {status}"));
        let impact = if is_success(status) && !has_success {
            let reason =
                "the success is no longer described, so responses may not fit the old schema";
            Impact::new(Wire::Breaking, Level::Major, reason)
        } else if is_success(status) {
            let reason = "requests that got this response now get another one";
            Impact::new(Wire::Breaking, Level::Major, reason)
        } else {
            let reason = "responses still fit the old schema";
            Impact::new(Wire::Compatible, Level::None, reason)
                .because("the crates have one error type for all statuses")
        };
        let message = format!("status {status} was removed");
        self.report(ChangeKind::ResponseRemoved, &scope, places, message, impact);
    }

    fn response_added(
        &mut self,
        status: &str,
        places: (&NodeRef<'a>, &NodeRef<'a>),
        (had_success, covering): (bool, Option<NodeRef<'a>>),
        scope: &Scope,
    ) {
        let part = scope.part(&format!("response {status}"));
        let impact = if is_success(status) && covering.is_some() {
            let reason = "the old document included it in a range or `default`";
            Impact::new(Wire::Compatible, Level::Patch, reason)
        } else if is_success(status) && had_success {
            let reason = "responses may have a success status that the old document lacks";
            Impact::new(Wire::Breaking, Level::Major, reason)
        } else if is_success(status) {
            let reason = "no success was described before";
            Impact::new(Wire::Compatible, Level::Major, reason)
        } else {
            let reason = "the error was always possible and is now described";
            Impact::new(Wire::Compatible, Level::None, reason)
                .because("the crates have one error type for all statuses")
        };
        let body = places.1.get("content").and_then(|content| {
            let (_, media) = content.entries().next()?;
            media.get("schema")
        });
        let message = match body {
            Some(schema) => format!("status {status} was added: {}", schema_label(&schema)),
            None => format!("status {status} was added"),
        };
        self.report(ChangeKind::ResponseAdded, &part, places, message, impact);
        if let Some(covering) = covering {
            self.response_pair(status, &covering, places.1, scope);
        }
    }

    fn headers(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let list = |node: &NodeRef<'a>| -> Vec<(&'a str, NodeRef<'a>)> {
            let headers = node.get("headers");
            headers.iter().flat_map(NodeRef::entries).collect()
        };
        // The doc comments of calls list the headers of success responses.
        let success = scope.usage.has(Usage::SUCCESS);
        let usage = if scope.usage.is_read() {
            Usage::HEADER
        } else {
            Usage::default()
        };
        let scope = scope.clone().usage(usage);
        let (before, mut after) = (list(old), list(new));
        for (name, one) in before {
            let part = scope.part(&format!("header {name}"));
            let found = after.iter().position(|it| it.0.eq_ignore_ascii_case(name));
            let found = found.map(|index| after.remove(index));
            if let Some((now, other)) = &found
                && *now != name
            {
                self.written_otherwise((name, now), (&one, other), &part);
            }
            match found {
                Some((_, other)) if self.is_same_component(&one, &other, &part) => {}
                Some((_, other)) => {
                    let (one, other) = (self.before.resolve(&one), self.after.resolve(&other));
                    self.header(&one, &other, &part);
                }
                None => {
                    let required = self.before.resolve(&one).is_true("required");
                    let level = if success { Level::Patch } else { Level::None };
                    let impact = if required {
                        Impact::new(Wire::Breaking, level, "responses always had it")
                    } else {
                        let reason = "it was optional in responses";
                        Impact::new(Wire::Compatible, level, reason)
                    };
                    let message = "the header was removed";
                    self.report(
                        ChangeKind::HeaderRemoved,
                        &part,
                        (&one, new),
                        message,
                        impact,
                    );
                }
            }
        }
        for (name, other) in after {
            let part = scope.part(&format!("header {name}"));
            let reason = "callers can ignore it";
            let level = if success { Level::Patch } else { Level::None };
            let impact = Impact::new(Wire::Compatible, level, reason);
            let message = "new header";
            self.report(
                ChangeKind::HeaderAdded,
                &part,
                (old, &other),
                message,
                impact,
            );
        }
    }

    /// Compares two response headers, of responses or components.
    pub(crate) fn header(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let (was, is) = (old.is_true("required"), new.is_true("required"));
        if was != is {
            let (kind, effect) = if is {
                (ChangeKind::RequiredAdded, Effect::Narrower)
            } else {
                (ChangeKind::RequiredRemoved, Effect::Wider)
            };
            let impact = scope.judge(effect);
            self.key(kind, "required", scope, (old, new), impact);
        } else {
            let impact = Impact::default().because("this is already the default");
            self.key(
                ChangeKind::OtherChanged,
                "required",
                scope,
                (old, new),
                impact,
            );
        }
        self.serialization(old, new, scope);
        self.schema_or_content(old, new, scope);
        let known = [
            "required",
            "style",
            "explode",
            "allowReserved",
            "allowEmptyValue",
        ];
        let known: Vec<&str> = known
            .into_iter()
            .chain(["schema", "content", "$ref"])
            .collect();
        self.rest(scope, (old, new), &known);
    }
}

fn uses_of(status: &str) -> Usage {
    if is_success(status) {
        Usage::SUCCESS
    } else {
        Usage::ERROR
    }
}

/// The entry of the old document that covers a status: `2XX` or `default`.
fn covering<'a>(status: &str, statuses: &[(&'a str, NodeRef<'a>)]) -> Option<NodeRef<'a>> {
    let class = format!("{}XX", status.chars().next()?);
    let find = |name: &str| statuses.iter().find(|it| it.0.eq_ignore_ascii_case(name));
    let found = find(&class).or_else(|| find("default"))?;
    Some(found.1.clone())
}
