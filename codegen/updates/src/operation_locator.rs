//! Locates operations, parameters and fields in a document.

use codegen_document::{Document, METHODS, Node, pointer, reference};

use codegen_pages::{DocumentedOperation, MessagePart};

/// Lists nested more deeply are not followed.
const DEEPEST_LIST: usize = 16;

/// An operation and its document.
#[derive(Clone, Debug)]
pub(crate) struct OperationLocator<'a> {
    pub(crate) document: &'a Document,
    /// The pointer of the operation.
    pub(crate) operation: String,
}

/// The pointers of a parameter or field.
#[derive(Clone, Debug)]
pub(crate) struct FieldPointers {
    /// The parameter, header or property.
    pub(crate) pointer: String,
    /// Its schema. For a property, this is the same node.
    pub(crate) schema: String,
    /// The object schema whose `properties` contain it.
    pub(crate) owner: Option<String>,
}

impl<'a> OperationLocator<'a> {
    /// The operation with this identifier.
    pub(crate) fn find(documents: &'a [Document], id: &str) -> Option<OperationLocator<'a>> {
        documents.iter().find_map(|document| {
            let all = OperationLocator::all(document);
            all.into_iter().find(|locator| locator.id() == Some(id))
        })
    }

    /// All operations of a document.
    pub(crate) fn all(document: &'a Document) -> Vec<OperationLocator<'a>> {
        let paths = document.root().get("paths");
        let items = paths.into_iter().flat_map(Node::entries);
        items
            .flat_map(|item| {
                let at = pointer::join("/paths", item.key);
                METHODS.into_iter().filter_map(move |method| {
                    item.value.get(method).map(|_| OperationLocator {
                        document,
                        operation: pointer::join(&at, method),
                    })
                })
            })
            .collect()
    }

    /// The operation's identifier.
    pub(crate) fn id(&self) -> Option<&'a str> {
        let at = format!("{}/operationId", self.operation);
        self.document.at(&at)?.as_str()
    }

    /// The operation with its parameters and fields, for comparison with a record.
    pub(crate) fn documented(&self) -> Option<DocumentedOperation> {
        let all = DocumentedOperation::all(self.document);
        all.into_iter()
            .find(|operation| operation.pointer() == self.operation)
    }

    /// The pointers of a parameter or field.
    pub(crate) fn field(&self, place: &MessagePart, path: &[String]) -> Option<FieldPointers> {
        let (first, rest) = match place {
            MessagePart::Request | MessagePart::Response(_) => (None, path),
            _ => (path.first(), path.get(1..)?),
        };
        if let Some(name) = first {
            let pointer = match place.status() {
                Some(status) => self.header(status, name)?,
                None => self.parameter(place.parameter()?, name)?,
            };
            let found = FieldPointers {
                schema: pointer::join(&pointer, "schema"),
                pointer,
                owner: None,
            };
            return rest.is_empty().then_some(found);
        }
        let mut found = FieldPointers {
            pointer: self.body(place)?,
            schema: self.body(place)?,
            owner: None,
        };
        for name in rest {
            found = property(self.document, &found.schema, name)?;
        }
        Some(found)
    }

    /// The object schema that contains the fields of a parent.
    pub(crate) fn owner(&self, place: &MessagePart, parent: &[String]) -> Option<String> {
        let schema = self.field(place, parent)?.schema;
        objects(self.document, &schema).into_iter().next()
    }

    /// The schema of a body.
    pub(crate) fn body(&self, place: &MessagePart) -> Option<String> {
        let at = match place.status() {
            Some(status) => self.status(status)?,
            None => follow(self.document, &format!("{}/requestBody", self.operation))?,
        };
        let content = pointer::join(&at, "content");
        let media = self.document.at(&content)?.entries().next()?;
        let schema = format!("{}/schema", pointer::join(&content, media.key));
        self.document.at(&schema).map(|_| schema)
    }

    /// The response of a status, with references resolved.
    pub(crate) fn status(&self, status: &str) -> Option<String> {
        follow(self.document, &pointer::join(&self.responses(), status))
    }

    /// The responses.
    pub(crate) fn responses(&self) -> String {
        format!("{}/responses", self.operation)
    }

    fn header(&self, status: &str, name: &str) -> Option<String> {
        let list = format!("{}/headers", self.status(status)?);
        let mut headers = self.document.at(&list)?.entries();
        let header = headers.find(|header| header.key.eq_ignore_ascii_case(name))?;
        follow(self.document, &pointer::join(&list, header.key))
    }

    /// A parameter, with references resolved.
    pub(crate) fn parameter(&self, place: &str, name: &str) -> Option<String> {
        let (item, _) = self.operation.rsplit_once('/')?;
        [self.operation.as_str(), item]
            .into_iter()
            .find_map(|owner| {
                let list = format!("{owner}/parameters");
                let count = self.document.at(&list).map_or(0, |list| list.items().len());
                (0..count).find_map(|index| {
                    let at = follow(self.document, &format!("{list}/{index}"))?;
                    let node = self.document.at(&at)?;
                    let text = |key: &str| node.get(key).and_then(Node::as_str);
                    (text("in") == Some(place) && text("name") == Some(name)).then_some(at)
                })
            })
    }

    /// Whether a header is part of the document's security instead of a parameter.
    pub(crate) fn is_credential(&self, header: &str) -> bool {
        let schemes = self.document.at("/components/securitySchemes");
        let mut schemes = schemes.into_iter().flat_map(Node::entries);
        schemes.any(|scheme| {
            let name = scheme.value.get("name").and_then(Node::as_str);
            name.is_some_and(|name| name.eq_ignore_ascii_case(header))
        })
    }
}

/// A pointer with references resolved.
fn follow(document: &Document, at: &str) -> Option<String> {
    reference::follow(document.root(), at).map(|(pointer, _)| pointer)
}

/// A schema, the targets of its references and the members of its `allOf`.
pub(crate) fn parts(document: &Document, schema: &str) -> Vec<String> {
    let parts = reference::parts(document.root(), schema);
    parts.into_iter().map(|(pointer, _)| pointer).collect()
}

/// The parts of a schema, or of the innermost items of its lists.
pub(crate) fn innermost(document: &Document, schema: &str) -> Vec<String> {
    let mut found = parts(document, schema);
    for _ in 0..DEEPEST_LIST {
        let items = found.iter().map(|part| format!("{part}/items"));
        match items.into_iter().find(|items| document.at(items).is_some()) {
            Some(items) => found = parts(document, &items),
            None => break,
        }
    }
    found
}

/// The object schemas of a schema, or of the items of its lists.
fn objects(document: &Document, schema: &str) -> Vec<String> {
    let has_properties = |part: &String| document.at(&format!("{part}/properties")).is_some();
    let parts = innermost(document, schema).into_iter();
    parts.filter(has_properties).collect()
}

fn property(document: &Document, schema: &str, name: &str) -> Option<FieldPointers> {
    objects(document, schema).into_iter().find_map(|owner| {
        let at = pointer::join(&format!("{owner}/properties"), name);
        document.at(&at)?;
        Some(FieldPointers {
            schema: at.clone(),
            pointer: at,
            owner: Some(owner),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_of_every_method_are_found() {
        let methods = codegen_document::METHODS.map(|method| format!("    {method}: {{}}\n"));
        let text = format!("paths:\n  /things:\n{}", methods.concat());
        let document = Document::parse("a.yaml", text).unwrap();
        let found = OperationLocator::all(&document)
            .into_iter()
            .map(|locator| locator.operation);
        let expected = codegen_document::METHODS.map(|method| format!("/paths/~1things/{method}"));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
