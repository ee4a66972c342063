//! Components: each is compared once, wherever it is used.

use std::collections::BTreeMap;

use codegen_document::names;

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::impact::{Impact, Scope, UNUSED};
use crate::node_ref::{NodeRef, same};
use crate::pinpoint::pinpoint;
use crate::rust_type::Shape;
use crate::transition::transition;
use crate::usage::Usage;

use crate::security_schemes::SCHEMES;

/// How a component of a section is compared.
type Compare<'a> = fn(&mut Comparison<'a>, &NodeRef<'a>, &NodeRef<'a>, &Scope);

impl<'a> Comparison<'a> {
    pub(crate) fn components(&mut self) {
        self.schemas();
        let sections: [(&str, &str, Compare<'a>); 4] = [
            ("parameters", "parameter", Comparison::parameter),
            ("requestBodies", "request body", Comparison::body),
            ("responses", "response", Comparison::response),
            ("headers", "header", Comparison::header),
        ];
        for (section, noun, compare) in sections {
            self.section(section, noun, compare);
        }
        self.security_schemes();
        for section in ["examples", "links", "callbacks"] {
            self.plain_section(section);
        }
        self.unknown_sections();
    }

    /// The directions in which both documents use a component.
    fn usage(&self, section: &str, was: &str, is: &str) -> Usage {
        let pointer = |name: &str| {
            let name = codegen_document::pointer::escape(name).into_owned();
            format!("/components/{section}/{name}")
        };
        Usage::shared(
            self.before.usage.of(&pointer(was)),
            self.after.usage.of(&pointer(is)),
        )
    }

    fn schemas(&mut self) {
        let before = self.before.components("schemas");
        let after: BTreeMap<&str, NodeRef<'a>> =
            self.after.components("schemas").into_iter().collect();
        let renamed = self.renamed.clone();
        let mut found = Vec::new();
        for (was, old) in &before {
            let is = renamed.get(*was).map_or(*was, String::as_str);
            let Some(new) = after.get(is) else {
                self.schema_removed(was, old);
                continue;
            };
            found.push(is.to_owned());
            let scope = Scope::schema(is, self.usage("schemas", was, is));
            if *was != is {
                self.schema_renamed((was, is), (old, new), &scope);
            }
            self.schema_directions((was, is), (old, new), &scope);
            self.schema(old, new, &scope);
        }
        for (name, new) in &after {
            if !found.iter().any(|it| it == name) {
                self.schema_added(name, new);
            }
        }
    }

    fn schema_renamed(
        &mut self,
        (was, is): (&str, &str),
        places: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let is_type = self.types_after().shape(places.1).is_type();
        let is_same = names::type_name(was) == names::type_name(is);
        let (level, reason) = match (is_type, is_same) {
            (true, false) => (scope.shown(Level::Major), "the Rust type has another name"),
            _ => (Level::None, "the Rust name is unchanged"),
        };
        let message = format!("schema `{was}` was renamed to `{is}`");
        let impact = Impact::new(Wire::None, level, reason);
        self.report(ChangeKind::SchemaRenamed, scope, places, message, impact);
    }

    /// A struct that both requests and responses use becomes two Rust types. The request type has a
    /// suffix.
    fn schema_directions(
        &mut self,
        (was, is): (&str, &str),
        places: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) {
        let old = types(
            self.before.usage.of(&pointer(was)),
            self.types_before().shape(places.0),
        );
        let new = types(
            self.after.usage.of(&pointer(is)),
            self.types_after().shape(places.1),
        );
        if old == new {
            return;
        }
        let is_gone = old.iter().any(|it| !new.contains(it));
        let impact = Impact::new(
            Wire::None,
            if is_gone { Level::Major } else { Level::Minor },
            "the Rust types depend on the directions of use",
        );
        let text = |types: &[&str]| match types {
            [] => "no type".to_owned(),
            types => types.join(" and "),
        };
        let message = format!("Rust types: {} → {}", text(&old), text(&new));
        self.report(
            ChangeKind::SchemaDirectionChanged,
            scope,
            places,
            message,
            impact,
        );
    }

    fn schema_removed(&mut self, name: &str, old: &NodeRef<'a>) {
        let usage = self.before.usage.of(&pointer(name));
        let is_type = usage.is_generated() && self.types_before().shape(old).is_type();
        let impact = if is_type {
            let reason = "its former uses are reported separately; its Rust type was removed";
            Impact::new(Wire::None, Level::Major, reason)
        } else {
            Impact::default().because("its former uses are reported separately")
        };
        let scope = Scope::schema(name, usage);
        let place = self.after_components("schemas");
        let message = format!("schema `{name}` was removed");
        self.report(
            ChangeKind::SchemaRemoved,
            &scope,
            (old, &place),
            message,
            impact,
        );
    }

    fn schema_added(&mut self, name: &str, new: &NodeRef<'a>) {
        let usage = self.after.usage.of(&pointer(name));
        let is_type = usage.is_generated() && self.types_after().shape(new).is_type();
        let level = if is_type { Level::Minor } else { Level::None };
        let impact = Impact::new(Wire::None, level, "its uses are reported separately");
        let scope = Scope::schema(name, usage);
        let place = self.before_components("schemas");
        let message = format!("schema `{name}` was added");
        self.report(
            ChangeKind::SchemaAdded,
            &scope,
            (&place, new),
            message,
            impact,
        );
    }

    fn section(&mut self, section: &'static str, noun: &str, compare: Compare<'a>) {
        let before = self.before.components(section);
        let after = self.after.components(section);
        for (name, old) in &before {
            let found = after.iter().find(|it| it.0 == *name);
            let scope = Scope::new(format!("{noun} {name}")).usage(self.usage(section, name, name));
            match found {
                Some((_, new)) if same(old.value, new.value) => {}
                Some((_, new)) => compare(self, old, new, &scope),
                None => self.component_gone(section, name, old, &scope),
            }
        }
        for (name, new) in &after {
            if !before.iter().any(|it| it.0 == *name) {
                let scope = Scope::new(format!("{noun} {name}"));
                self.component_new(section, name, new, &scope);
            }
        }
    }

    /// Examples and links, which have no impact, and callbacks.
    fn plain_section(&mut self, section: &'static str) {
        let compare: Compare<'a> = match section {
            "callbacks" => Comparison::callback,
            _ => |comparison, old, new, scope| {
                let impact = Impact::default().because("documentation only");
                comparison.plain(old, new, scope, impact);
            },
        };
        self.section(section, section.trim_end_matches('s'), compare);
    }

    fn callback(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        let reference = format!("#{}", new.pointer);
        let is_used = self.after.operations.iter().any(|operation| {
            let callbacks = operation.node.get("callbacks");
            let mut named = callbacks.iter().flat_map(NodeRef::entries);
            named.any(|(_, callback)| callback.text("$ref") == Some(reference.as_str()))
        });
        let impact = if is_used {
            let reason = "the requests that the service sends to the callback may differ";
            Impact::new(Wire::Breaking, Level::None, reason)
        } else {
            Impact::default().because(UNUSED)
        };
        self.plain(old, new, scope, impact);
    }

    fn plain(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope, impact: Impact) {
        let message = transition("it", Some(old), Some(new));
        let places = pinpoint(old, new);
        let places = (&places.0, &places.1);
        self.report(ChangeKind::ComponentChanged, scope, places, message, impact);
    }

    fn component_gone(&mut self, section: &str, name: &str, old: &NodeRef<'a>, scope: &Scope) {
        let place = self.after_components(section);
        let impact = Impact::default().because("its former uses are reported separately");
        let message = format!("component `{name}` was removed");
        self.report(
            ChangeKind::ComponentChanged,
            scope,
            (old, &place),
            message,
            impact,
        );
    }

    fn component_new(&mut self, section: &str, name: &str, new: &NodeRef<'a>, scope: &Scope) {
        let place = self.before_components(section);
        let impact = Impact::default().because("its uses are reported separately");
        let message = format!("component `{name}` was added");
        self.report(
            ChangeKind::ComponentChanged,
            scope,
            (&place, new),
            message,
            impact,
        );
    }

    pub(crate) fn before_components(&self, section: &str) -> NodeRef<'a> {
        nearest(&self.before.root, section)
    }

    pub(crate) fn after_components(&self, section: &str) -> NodeRef<'a> {
        nearest(&self.after.root, section)
    }

    fn unknown_sections(&mut self) {
        const KNOWN: [&str; 9] = [
            "schemas",
            "parameters",
            "requestBodies",
            "responses",
            "headers",
            SCHEMES,
            "examples",
            "links",
            "callbacks",
        ];
        let components = |root: &NodeRef<'a>| root.get("components");
        let pair = (components(&self.before.root), components(&self.after.root));
        if let (Some(before), Some(after)) = pair {
            self.rest(&Scope::new("components"), (&before, &after), &KNOWN);
        }
    }
}

fn pointer(name: &str) -> String {
    let name = codegen_document::pointer::escape(name);
    format!("/components/schemas/{name}")
}

fn nearest<'a>(root: &NodeRef<'a>, section: &str) -> NodeRef<'a> {
    let Some(components) = root.get("components") else {
        return root.clone();
    };
    components.get(section).unwrap_or(components)
}

/// The Rust types of a component.
fn types(usage: Usage, shape: Shape) -> Vec<&'static str> {
    let read = usage.has(Usage::SUCCESS);
    let sent = usage.has(Usage::BODY);
    match shape {
        Shape::Alias(_) => Vec::new(),
        Shape::Enum(_) if usage.is_generated() => vec!["an enum"],
        Shape::Struct => match (sent, read) {
            (true, true) => vec!["response type", "request type (`…Input`)"],
            (true, false) => vec!["request type"],
            (false, true) => vec!["response type"],
            (false, false) => Vec::new(),
        },
        Shape::Enum(_) => Vec::new(),
    }
}
