//! What documents say beside operations and components: title, tags, servers, security.

use crate::change::{Level, Wire};
use crate::comparison::Comparison;
use crate::judgement::{Judgement, Scope};
use crate::kind::Kind;
use crate::spot::Spot;

impl<'a> Comparison<'a> {
    pub(crate) fn document(&mut self) {
        let pair = (&self.before.root.clone(), &self.after.root.clone());
        let scope = Scope::new("document");
        self.information(pair.0, pair.1);
        self.servers(pair.0, pair.1, &scope);
        let security = (pair.0.get("security"), pair.1.get("security"));
        self.security(security, pair, &scope);
        for key in ["openapi", "tags"] {
            let judgement = Judgement::default().because("it only explains");
            self.key(Kind::InformationChanged, key, &scope, pair, judgement);
        }
        let known = [
            "openapi",
            "info",
            "servers",
            "security",
            "tags",
            "paths",
            "components",
        ];
        self.rest(&scope, pair, &known);
    }

    fn information(&mut self, old: &Spot<'a>, new: &Spot<'a>) {
        let scope = Scope::new("info");
        let (Some(before), Some(after)) = (old.get("info"), new.get("info")) else {
            let judgement = Judgement::default().because("it only explains");
            self.key(
                Kind::InformationChanged,
                "info",
                &scope,
                (old, new),
                judgement,
            );
            return;
        };
        let keys: Vec<&str> = before
            .entries()
            .chain(after.entries())
            .map(|it| it.0)
            .collect();
        let mut seen = Vec::new();
        for key in keys {
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            // Doc comments name the component by its title.
            let level = if key == "title" {
                Level::Patch
            } else {
                Level::None
            };
            let judgement = Judgement::new(Wire::None, level, "it only explains");
            self.key(
                Kind::InformationChanged,
                key,
                &scope,
                (&before, &after),
                judgement,
            );
        }
    }
}
