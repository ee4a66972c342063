//! Which file a type stands in: that of the one operation that leads to it, or the shared one.

use std::collections::HashSet;

use codegen_document::names;
use indexmap::IndexMap;

use super::Emission;

/// The file of types that several operations lead to.
const SHARED: &str = "shared";

impl Emission<'_> {
    /// File names without ending, each with the Rust names of its types in reading order.
    pub(super) fn groups(&self) -> IndexMap<String, Vec<String>> {
        let mut groups: IndexMap<String, Vec<String>> = IndexMap::new();
        let mut placed: HashSet<String> = HashSet::new();
        for operation in &self.contract.operations {
            for component in &operation.components {
                let name = names::type_name(component);
                for name in [format!("{name}Input"), name] {
                    if !self.contract.types.contains_key(&name) || !placed.insert(name.clone()) {
                        continue;
                    }
                    let users = self.users.get(&name).map_or(0, Vec::len);
                    let group = if users > 1 {
                        SHARED
                    } else {
                        &operation.method_name
                    };
                    groups.entry(group.to_owned()).or_default().push(name);
                }
            }
        }
        groups
    }

    /// The pages of the operations that lead to the type, as a sentence with links.
    pub(super) fn pages_of(&self, name: &str) -> String {
        let users = self.users.get(name).into_iter().flatten();
        let operations: Vec<String> = users
            .map(|index| &self.contract.operations[*index])
            .map(|operation| match &operation.documentation {
                Some(url) => format!("[{}]({url})", operation.id),
                None => format!("`{}`", operation.id),
            })
            .collect();
        let is_documented = self
            .contract
            .operations
            .iter()
            .any(|it| it.documentation.is_some());
        match (operations.as_slice(), is_documented) {
            ([], _) => String::new(),
            (operations, true) => format!("Documented under {}.", operations.join(", ")),
            (operations, false) => format!("Used by {}.", operations.join(", ")),
        }
    }
}
