//! Security schemes: their types, headers and names.

use std::collections::BTreeMap;

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::impact::{Impact, Scope};
use crate::node_ref::{NodeRef, same_option};

/// The section of `components`.
pub(crate) const SCHEMES: &str = "securitySchemes";

/// The keywords of a security scheme, except its description.
const SCHEME: [&str; 7] = [
    "type",
    "in",
    "name",
    "scheme",
    "bearerFormat",
    "flows",
    "openIdConnectUrl",
];

impl<'a> Comparison<'a> {
    /// Security schemes that were only renamed, from the old name to the new one.
    pub(crate) fn renamed_schemes(&self) -> BTreeMap<String, String> {
        let before = self.before.components(SCHEMES);
        let after = self.after.components(SCHEMES);
        let is_in = |list: &[(&str, NodeRef<'a>)], name: &str| list.iter().any(|it| it.0 == name);
        let mut renamed = BTreeMap::new();
        for (was, old) in before.iter().filter(|it| !is_in(&after, it.0)) {
            let found = after.iter().find(|(is, new)| {
                !is_in(&before, is)
                    && !renamed.values().any(|taken| taken == is)
                    && is_same_scheme(old, new)
            });
            if let Some((is, _)) = found {
                renamed.insert((*was).to_owned(), (*is).to_owned());
            }
        }
        renamed
    }

    pub(crate) fn security_schemes(&mut self) {
        let before = self.before.components(SCHEMES);
        let after = self.after.components(SCHEMES);
        let renamed = self.renamed_schemes();
        for (was, old) in &before {
            let is = renamed.get(*was).map_or(*was, String::as_str);
            let scope = Scope::new(format!("security scheme {is}"));
            let Some((_, new)) = after.iter().find(|it| it.0 == is) else {
                self.scheme_removed(old, &scope);
                continue;
            };
            if *was != is {
                let impact = Impact::default().because("requests do not contain the name");
                let message = format!("security scheme `{was}` was renamed to `{is}`");
                self.report(
                    ChangeKind::SecuritySchemeRenamed,
                    &scope,
                    (old, new),
                    message,
                    impact,
                );
            }
            self.security_scheme(old, new, &scope);
        }
        for (name, new) in &after {
            let is_new =
                !before.iter().any(|it| it.0 == *name) && !renamed.values().any(|is| is == name);
            if is_new {
                let scope = Scope::new(format!("security scheme {name}"));
                self.scheme_added(new, &scope);
            }
        }
    }

    fn scheme_removed(&mut self, old: &NodeRef<'a>, scope: &Scope) {
        let place = self.after_components(SCHEMES);
        let reason = "its former uses are reported separately";
        let impact = Impact::default().because(reason);
        let message = "the security scheme was removed";
        let kind = ChangeKind::SecuritySchemeRemoved;
        self.report(kind, scope, (old, &place), message, impact);
    }

    fn scheme_added(&mut self, new: &NodeRef<'a>, scope: &Scope) {
        let place = self.before_components(SCHEMES);
        let reason = "its uses are reported separately";
        let impact = Impact::default().because(reason);
        let message = "the security scheme was added";
        let kind = ChangeKind::SecuritySchemeAdded;
        self.report(kind, scope, (&place, new), message, impact);
    }

    fn security_scheme(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>, scope: &Scope) {
        for key in SCHEME {
            let is_header = old.text("in") == Some("header") && new.text("in") == Some("header");
            let only_case = key == "name"
                && is_header
                && old.text(key).map(str::to_ascii_lowercase)
                    == new.text(key).map(str::to_ascii_lowercase);
            let lower = |node: &NodeRef<'a>| node.text(key).map(str::to_ascii_lowercase);
            let impact = if only_case {
                Impact::default().because("header names are case-insensitive")
            } else if key == "scheme" && lower(old) == lower(new) {
                Impact::default().because("scheme names are case-insensitive")
            } else if key == "bearerFormat" {
                Impact::default().because("documentation only")
            } else {
                let reason = "requests with the old authentication are now rejected";
                Impact::new(Wire::Breaking, Level::None, reason)
                    .because("the runtime manages credentials independently of the document")
            };
            let kind = ChangeKind::SecuritySchemeChanged;
            self.key(kind, key, scope, (old, new), impact);
        }
        self.rest(scope, (old, new), &SCHEME);
    }
}

fn is_same_scheme(old: &NodeRef<'_>, new: &NodeRef<'_>) -> bool {
    SCHEME
        .iter()
        .all(|key| same_option(old.value.get(key), new.value.get(key)))
}
