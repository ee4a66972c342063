//! What a document has in addition to operations and components: title, tags, servers, security.

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::impact::{Impact, Scope};
use crate::node_ref::NodeRef;
use crate::operations::OperationRef;

impl<'a> Comparison<'a> {
    pub(crate) fn document(&mut self) {
        let pair = (&self.before.root.clone(), &self.after.root.clone());
        let scope = Scope::new("document");
        self.information(pair.0, pair.1);
        self.servers(pair.0, pair.1, &scope);
        let security = (pair.0.get("security"), pair.1.get("security"));
        if self.has_inherited_security() {
            self.security(security, pair, &scope);
        } else {
            let impact = Impact::default().because("each operation has its own");
            self.key(ChangeKind::OtherChanged, "security", &scope, pair, impact);
        }
        for key in ["openapi", "tags"] {
            let impact = Impact::default().because("documentation only");
            self.key(ChangeKind::InformationChanged, key, &scope, pair, impact);
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

    /// Whether an operation used the document's security before and after. The others are compared
    /// one by one.
    fn has_inherited_security(&self) -> bool {
        let (before, after) = (&self.before.operations, &self.after.operations);
        let inherits = |it: &OperationRef<'a>| it.node.get("security").is_none();
        let is_empty = before.is_empty() || after.is_empty();
        is_empty
            || before.iter().filter(|it| inherits(it)).any(|one| {
                let mut others = after.iter().filter(|it| inherits(it));
                others.any(|other| {
                    one.address() == other.address() || one.id().is_some() && one.id() == other.id()
                })
            })
    }

    fn information(&mut self, old: &NodeRef<'a>, new: &NodeRef<'a>) {
        let scope = Scope::new("info");
        let (Some(before), Some(after)) = (old.get("info"), new.get("info")) else {
            let impact = Impact::default().because("documentation only");
            self.key(
                ChangeKind::InformationChanged,
                "info",
                &scope,
                (old, new),
                impact,
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
            let impact = Impact::new(Wire::None, level, "documentation only");
            self.key(
                ChangeKind::InformationChanged,
                key,
                &scope,
                (&before, &after),
                impact,
            );
        }
    }
}
