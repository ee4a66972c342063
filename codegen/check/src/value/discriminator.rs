//! Which schema a discriminator chooses.

use codegen_document::Node;

use crate::context::Context;
use crate::place::DocumentId;

/// The schemas to choose from, by the values that choose them.
pub(super) struct Choices<'a> {
    pub(super) schemas: Vec<(String, &'a Node)>,
    /// Whether they are alternatives of the schema; otherwise they have it in their `allOf`.
    pub(super) among_alternatives: bool,
}

/// What a schema's discriminator chooses from; `None` where nothing there has a name.
pub(super) fn choices<'a>(
    context: &Context<'a>,
    document: DocumentId,
    schema: &'a Node,
) -> Option<Choices<'a>> {
    let root = context.document(document).root();
    let components = root.at("/components/schemas");
    let component = |name: &str| components.and_then(|all| all.get(name));
    let last = |reference: &str| reference.rsplit('/').next().unwrap_or_default().to_owned();
    let alternatives = ["oneOf", "anyOf"]
        .into_iter()
        .find_map(|key| schema.get(key));
    let mut schemas: Vec<(String, &'a Node)> = Vec::new();
    let mapping = schema.get("discriminator").and_then(|it| it.get("mapping"));
    for entry in mapping.into_iter().flat_map(Node::entries) {
        let target = entry.value.as_str()?;
        // A schema of another file is among the alternatives, or nowhere to be found.
        let named = alternatives
            .into_iter()
            .flat_map(Node::items)
            .find(|it| it.get("$ref").and_then(Node::as_str).map(&last) == Some(last(target)));
        schemas.push((
            entry.key.to_owned(),
            named.or_else(|| component(&last(target)))?,
        ));
    }
    match alternatives {
        Some(alternatives) => {
            for alternative in alternatives.items() {
                let reference = alternative.get("$ref").and_then(Node::as_str)?;
                schemas.push((last(reference), alternative));
            }
        }
        None => schemas.extend(children(components?, schema)),
    }
    Some(Choices {
        schemas,
        among_alternatives: alternatives.is_some(),
    })
    // A parent that nothing extends chooses nothing.
    .filter(|choices| choices.schemas.iter().any(|it| !std::ptr::eq(it.1, schema)))
}

/// The components that have a schema in their `allOf`, and the schema itself.
fn children<'a>(components: &'a Node, parent: &'a Node) -> Vec<(String, &'a Node)> {
    let own = components
        .entries()
        .find(|it| std::ptr::eq(it.value, parent));
    let Some(own) = own else {
        return Vec::new();
    };
    let reference = format!("#/components/schemas/{}", own.key);
    let is_child = |schema: &Node| {
        let parts = schema.get("allOf").map(Node::items).unwrap_or_default();
        let mut references = parts.iter().filter_map(|part| part.get("$ref"));
        references.any(|it| it.as_str() == Some(reference.as_str()))
    };
    let found = components
        .entries()
        .filter(|it| std::ptr::eq(it.value, parent) || is_child(it.value));
    found.map(|it| (it.key.to_owned(), it.value)).collect()
}
