//! What an entry is about: by names, which stay right when something is inserted, or by a pointer.

use crate::METHODS;
use crate::document::Document;
use crate::node::Node;
use crate::pointer;

/// The names in an entry.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Target<'a> {
    pub(super) operation: Option<&'a str>,
    pub(super) parameter: Option<&'a str>,
    pub(super) schema: Option<&'a str>,
    pub(super) property: Option<&'a str>,
    pub(super) at: &'a str,
}

impl Target<'_> {
    /// The pointer into the document. What the document does not define appears in it by name, so
    /// that it leads nowhere and can be reported.
    pub(super) fn pointer(&self, document: Option<&Document>) -> String {
        let base = match (self.operation, self.schema) {
            (Some(operation), _) => self.within_operation(document, operation),
            (None, Some(schema)) => self.within_schema(schema),
            (None, None) => String::new(),
        };
        base + self.at
    }

    fn within_schema(&self, schema: &str) -> String {
        let schema = pointer::join("/components/schemas", schema);
        match self.property {
            Some(property) => pointer::join(&format!("{schema}/properties"), property),
            None => schema,
        }
    }

    fn within_operation(&self, document: Option<&Document>, id: &str) -> String {
        let found = document.and_then(|document| Some((document, operation(document, id)?)));
        let Some((document, operation)) = found else {
            return pointer::join("/paths", id);
        };
        let Some(name) = self.parameter else {
            return operation;
        };
        let path_item = operation.rsplit_once('/').map_or("", |(item, _)| item);
        let lists = [operation.as_str(), path_item].map(|owner| format!("{owner}/parameters"));
        let found = lists
            .iter()
            .find_map(|list| parameter(document, list, name));
        found.unwrap_or_else(|| pointer::join(&lists[0], name))
    }
}

/// The pointer of the operation with an identifier.
fn operation(document: &Document, id: &str) -> Option<String> {
    let paths = document.root().get("paths")?;
    paths.entries().find_map(|path| {
        let mut members = path.value.entries();
        let method = members.find(|member| {
            let own = member.value.get("operationId").and_then(Node::as_str);
            METHODS.contains(&member.key) && own == Some(id)
        })?;
        Some(pointer::join(
            &pointer::join("/paths", path.key),
            method.key,
        ))
    })
}

/// The pointer of the parameter of a name, or that refers to the component of that name.
fn parameter(document: &Document, list: &str, name: &str) -> Option<String> {
    let items = document.at(list)?.items();
    let index = items.iter().position(|item| {
        let text = |key: &str| item.get(key).and_then(Node::as_str);
        let component = text("$ref").and_then(|target| target.rsplit('/').next());
        text("name") == Some(name) || component == Some(name)
    })?;
    Some(format!("{list}/{index}"))
}
