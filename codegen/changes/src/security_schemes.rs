//! Security schemes: their types, headers and names.

use std::collections::BTreeMap;

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Judgement, Scope};
use crate::kind::Kind;
use crate::spot::{Spot, same_option};

/// The section of the components.
pub(crate) const SCHEMES: &str = "securitySchemes";

/// What a security scheme consists of, but for its description.
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
    /// Security schemes that have another name and are the same otherwise, old to new.
    pub(crate) fn renamed_schemes(&self) -> BTreeMap<String, String> {
        let before = self.before.components(SCHEMES);
        let after = self.after.components(SCHEMES);
        let is_in = |list: &[(&str, Spot<'a>)], name: &str| list.iter().any(|it| it.0 == name);
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
                let judgement = Judgement::default().because("requests never have the name");
                let message = format!("security scheme `{was}` is called `{is}`");
                self.report(
                    Kind::SecuritySchemeRenamed,
                    &scope,
                    (old, new),
                    message,
                    judgement,
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

    fn scheme_removed(&mut self, old: &Spot<'a>, scope: &Scope) {
        let place = self.after_components(SCHEMES);
        let reason = "where it was accepted is listed for itself";
        let judgement = Judgement::default().because(reason);
        let message = "the security scheme is gone";
        let kind = Kind::SecuritySchemeRemoved;
        self.report(kind, scope, (old, &place), message, judgement);
    }

    fn scheme_added(&mut self, new: &Spot<'a>, scope: &Scope) {
        let place = self.before_components(SCHEMES);
        let reason = "where it is accepted is listed for itself";
        let judgement = Judgement::default().because(reason);
        let message = "the security scheme is new";
        let kind = Kind::SecuritySchemeAdded;
        self.report(kind, scope, (&place, new), message, judgement);
    }

    fn security_scheme(&mut self, old: &Spot<'a>, new: &Spot<'a>, scope: &Scope) {
        for key in SCHEME {
            let is_header = old.text("in") == Some("header") && new.text("in") == Some("header");
            let only_case = key == "name"
                && is_header
                && old.text(key).map(str::to_ascii_lowercase)
                    == new.text(key).map(str::to_ascii_lowercase);
            let lower = |spot: &Spot<'a>| spot.text(key).map(str::to_ascii_lowercase);
            let judgement = if only_case {
                Judgement::default().because("the case of a header's name does not matter")
            } else if key == "scheme" && lower(old) == lower(new) {
                Judgement::default().because("the case of a scheme's name does not matter")
            } else if key == "bearerFormat" {
                Judgement::default().because("it is a hint for people")
            } else {
                let reason = "requests that authenticate as before are refused now";
                Judgement::new(Wire::Breaking, Level::None, reason)
                    .because("the credentials belong to the runtime, not to the document")
            };
            let kind = Kind::SecuritySchemeChanged;
            self.key(kind, key, scope, (old, new), judgement);
        }
        self.rest(scope, (old, new), &SCHEME);
    }
}

fn is_same_scheme(old: &Spot<'_>, new: &Spot<'_>) -> bool {
    SCHEME
        .iter()
        .all(|key| same_option(old.node.get(key), new.node.get(key)))
}
