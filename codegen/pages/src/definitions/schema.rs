//! Schemas with the targets of their references and the members of their `allOf`.

use codegen_document::{Node, pointer};

/// A schema, the targets of its references and the members of its `allOf`, each with its pointer.
#[derive(Clone, Debug)]
pub(super) struct Schema<'a> {
    nodes: Vec<(String, &'a Node)>,
    /// The name in the reference to it.
    pub(super) name: Option<String>,
    /// Whether it has alternatives, which are ignored.
    pub(super) alternatives: bool,
}

/// A property of a schema.
pub(super) struct Property<'a> {
    pub(super) name: &'a str,
    pub(super) line: u32,
    pub(super) pointer: String,
    pub(super) required: bool,
    pub(super) node: &'a Node,
}

/// The definition in which references are resolved.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) root: &'a Node,
    /// The pointer of the definition in its file.
    pub(super) base: &'a str,
}

impl<'a> Source<'a> {
    /// The target of a reference, with its pointer in the file.
    pub(super) fn target(&self, reference: &str) -> Option<(String, &'a Node)> {
        let pointer = reference.strip_prefix('#')?;
        let node = self.root.at(pointer)?;
        Some((format!("{}{pointer}", self.base), node))
    }

    /// A node with references resolved, and its pointer.
    pub(super) fn follow(&self, pointer: String, node: &'a Node) -> (String, &'a Node) {
        const LONGEST: usize = 16;
        let mut current = (pointer, node);
        for _ in 0..LONGEST {
            let reference = current.1.get("$ref").and_then(Node::as_str);
            let Some(next) = reference.and_then(|reference| self.target(reference)) else {
                break;
            };
            current = next;
        }
        current
    }

    pub(super) fn schema(&self, pointer: String, node: &'a Node) -> Schema<'a> {
        let mut schema = Schema {
            nodes: Vec::new(),
            name: None,
            alternatives: false,
        };
        self.collect(pointer, node, &mut schema, 0);
        schema
    }

    fn collect(&self, at: String, node: &'a Node, schema: &mut Schema<'a>, depth: usize) {
        const DEEPEST: usize = 16;
        if depth > DEEPEST || schema.nodes.iter().any(|(known, _)| *known == at) {
            return;
        }
        let parts = node.get("allOf").map(Node::items).unwrap_or_default();
        let single = parts.len() == 1;
        schema.alternatives |= node.get("oneOf").is_some() || node.get("anyOf").is_some();
        schema.nodes.push((at.clone(), node));
        if let Some(reference) = node.get("$ref").and_then(Node::as_str)
            && let Some((target, node)) = self.target(reference)
        {
            if schema.name.is_none() {
                schema.name = reference.rsplit('/').next().map(str::to_owned);
            }
            self.collect(target, node, schema, depth + 1);
        }
        let list = pointer::join(&at, "allOf");
        let outer = schema.name.clone();
        for (index, part) in parts.iter().enumerate() {
            self.collect(
                pointer::join(&list, &index.to_string()),
                part,
                schema,
                depth + 1,
            );
            if !single {
                schema.name.clone_from(&outer);
            }
        }
    }
}

impl<'a> Schema<'a> {
    /// The effective value of a keyword, and its location.
    pub(super) fn keyword(&self, name: &str) -> Option<(String, &'a Node)> {
        self.nodes.iter().find_map(|(at, node)| {
            let value = node.get(name)?;
            Some((pointer::join(at, name), value))
        })
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Node> {
        self.keyword(name).map(|(_, value)| value)
    }

    /// The pointers of all its parts.
    pub(super) fn pointers(&self) -> Vec<String> {
        self.nodes.iter().map(|(at, _)| at.clone()).collect()
    }

    pub(super) fn type_name(&self) -> Option<&'a str> {
        let declared = self.get("type").and_then(Node::as_str);
        declared.or_else(|| self.has_properties().then_some("object"))
    }

    pub(super) fn has_properties(&self) -> bool {
        let lists = self
            .nodes
            .iter()
            .filter_map(|(_, node)| node.get("properties"));
        lists.flat_map(Node::entries).next().is_some()
    }

    pub(super) fn properties(&self) -> Vec<Property<'a>> {
        let lists = self
            .nodes
            .iter()
            .filter_map(|(_, node)| node.get("required"));
        let required: Vec<&str> = lists
            .flat_map(Node::items)
            .filter_map(Node::as_str)
            .collect();
        let mut properties: Vec<Property<'a>> = Vec::new();
        for (at, node) in &self.nodes {
            let list = pointer::join(at, "properties");
            for entry in node.get("properties").into_iter().flat_map(Node::entries) {
                if properties.iter().any(|known| known.name == entry.key) {
                    continue;
                }
                properties.push(Property {
                    name: entry.key,
                    line: entry.key_span.start.line,
                    pointer: pointer::join(&list, entry.key),
                    required: required.contains(&entry.key),
                    node: entry.value,
                });
            }
        }
        properties
    }

    /// The schema of its items.
    pub(super) fn items(&self, source: Source<'a>) -> Option<Schema<'a>> {
        let (at, node) = self.keyword("items")?;
        Some(source.schema(at, node))
    }
}
