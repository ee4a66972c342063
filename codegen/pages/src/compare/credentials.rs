//! Headers with credentials, which a document has in its security instead of its parameters.

use codegen_document::Node;

use crate::compare::sides::Sides;

impl Sides<'_> {
    /// Whether a header is part of the document's security.
    pub(super) fn is_credential(&self, header: &str) -> bool {
        let root = self.sources.document.root();
        let schemes = root.at("/components/securitySchemes");
        let named: Vec<&str> = schemes
            .into_iter()
            .flat_map(Node::entries)
            .filter(|entry| {
                let name = entry.value.get("name").and_then(Node::as_str);
                name.is_some_and(|name| name.eq_ignore_ascii_case(header))
            })
            .map(|entry| entry.key)
            .collect();
        let own = self
            .claims
            .node(&format!("{}/security", self.defined.pointer));
        let Some(security) = own.or_else(|| root.get("security")) else {
            return false;
        };
        let mut keys = security.items().iter().flat_map(Node::entries);
        keys.any(|entry| named.contains(&entry.key))
    }
}
