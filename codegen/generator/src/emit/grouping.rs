//! Which file a type stands in: that of the one operation that leads to it, or the shared one.

use indexmap::IndexMap;

use super::Emission;
use codegen_document::names;

/// The file of types that several operations lead to.
pub(crate) const SHARED: &str = "shared";

impl Emission<'_> {
    /// File names without ending, each with the Rust names of its types in reading order.
    pub(crate) fn groups(&self) -> IndexMap<String, Vec<String>> {
        let mut users: IndexMap<String, Vec<String>> = IndexMap::new();
        for operation in &self.contract.operations {
            for component in &operation.components {
                let name = names::type_name(component);
                users.entry(name).or_default().push(operation.method_name());
            }
        }
        let mut groups: IndexMap<String, Vec<String>> = IndexMap::new();
        for (name, operations) in users {
            let group = match operations.as_slice() {
                [only] => only.clone(),
                _ => SHARED.to_owned(),
            };
            groups.entry(group).or_default().push(name);
        }
        groups
    }

    /// The pages of the operations that lead to the type, as a sentence with links.
    pub(crate) fn pages_of(&self, name: &str) -> String {
        let pages: Vec<String> = self
            .contract
            .operations
            .iter()
            .filter(|operation| {
                operation
                    .components
                    .iter()
                    .any(|it| names::type_name(it) == name)
            })
            .map(|operation| format!("[{}]({})", operation.id, operation.documentation))
            .collect();
        format!("Documented under {}.", pages.join(", "))
    }
}
