//! The operations of a document, and how those of two documents correspond.

use std::collections::BTreeMap;

use crate::address;
use crate::node_ref::NodeRef;
use crate::resolver::Resolver;

/// An operation, with what it inherits from its path item.
#[derive(Clone, Debug)]
pub(crate) struct OperationRef<'a> {
    pub(crate) path: &'a str,
    /// The path of the server, to which the operation's path is appended.
    base: String,
    pub(crate) method: &'a str,
    pub(crate) node: NodeRef<'a>,
    pub(crate) parameters: Vec<ParameterRef<'a>>,
}

/// A parameter of an operation or of its path.
#[derive(Clone, Debug)]
pub(crate) struct ParameterRef<'a> {
    /// The item in the list, which may be a reference.
    pub(crate) raw: NodeRef<'a>,
    /// The target of the reference.
    pub(crate) node: NodeRef<'a>,
    pub(crate) name: &'a str,
    /// `path`, `query`, `header` or `cookie`.
    pub(crate) place: &'a str,
}

impl OperationRef<'_> {
    /// The `operationId`, or method and path if it has none.
    pub(crate) fn name(&self) -> String {
        match self.id() {
            Some(id) => id.to_owned(),
            None => self.address(),
        }
    }

    pub(crate) fn id(&self) -> Option<&str> {
        self.node.text("operationId")
    }

    /// `GET /v2/{project_id}/status`
    pub(crate) fn address(&self) -> String {
        format!("{} {}", self.method.to_ascii_uppercase(), self.path)
    }

    /// Method and path of a request, with parameter names removed.
    pub(crate) fn call(&self) -> String {
        let path = anonymous(&format!("{}{}", self.base, self.path));
        format!("{} {path}", self.method)
    }
}

impl ParameterRef<'_> {
    /// The key that identifies a parameter of an operation. Header names ignore case.
    pub(crate) fn key(&self) -> (String, String) {
        let name = if self.place == "header" {
            self.name.to_ascii_lowercase()
        } else {
            self.name.to_owned()
        };
        (self.place.to_owned(), name)
    }
}

/// All operations, in document order.
pub(crate) fn list<'a>(resolver: &Resolver<'a>) -> Vec<OperationRef<'a>> {
    let mut operations = Vec::new();
    let paths = resolver.root.get("paths");
    for (path, item) in paths.iter().flat_map(NodeRef::entries) {
        let item = resolver.resolve(&item);
        for (method, node) in item.entries() {
            if codegen_document::METHODS.contains(&method) {
                operations.push(OperationRef {
                    path,
                    base: base([&node, &item, &resolver.root]),
                    method,
                    parameters: parameters(resolver, &item, &node),
                    node,
                });
            }
        }
    }
    operations
}

/// The path of the first server of the operation, its path item or the document.
fn base(holders: [&NodeRef<'_>; 3]) -> String {
    let mut servers = holders
        .into_iter()
        .filter_map(|holder| holder.get("servers")?.items().next());
    let address = servers.next().map(|server| address::of_server(&server));
    address::base(&address.unwrap_or_default()).to_owned()
}

/// The parameters of the path item, then those of the operation, which override them.
fn parameters<'a>(
    resolver: &Resolver<'a>,
    item: &NodeRef<'a>,
    operation: &NodeRef<'a>,
) -> Vec<ParameterRef<'a>> {
    let mut parameters: Vec<ParameterRef<'a>> = Vec::new();
    for holder in [item, operation] {
        let list = holder.get("parameters");
        for raw in list.iter().flat_map(NodeRef::items) {
            let node = resolver.resolve(&raw);
            let parameter = ParameterRef {
                name: node.text("name").unwrap_or_default(),
                place: node.text("in").unwrap_or_default(),
                raw,
                node,
            };
            let replaced = parameters.iter_mut().find(|it| it.key() == parameter.key());
            match replaced {
                Some(place) => *place = parameter,
                None => parameters.push(parameter),
            }
        }
    }
    parameters
}

/// Matched operations, as indexes into the old list and the new one.
#[derive(Debug, Default)]
pub(crate) struct Matching {
    pub(crate) pairs: Vec<(usize, usize)>,
    pub(crate) removed: Vec<usize>,
    pub(crate) added: Vec<usize>,
}

/// Matches operations by their requests, then by method and path without parameter names, then by
/// `operationId`.
pub(crate) fn matching(before: &[OperationRef<'_>], after: &[OperationRef<'_>]) -> Matching {
    let mut partner: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    let keys: [fn(&OperationRef<'_>) -> Option<String>; 4] = [
        |operation| Some(operation.call()),
        |operation| Some(operation.address()),
        |operation| {
            let path = anonymous(operation.path);
            Some(format!("{} {path}", operation.method))
        },
        |operation| operation.id().map(str::to_owned),
    ];
    for key in keys {
        let mut free: BTreeMap<String, usize> = BTreeMap::new();
        for (index, operation) in after.iter().enumerate().filter(|(index, _)| !taken[*index]) {
            if let Some(key) = key(operation) {
                free.entry(key).or_insert(index);
            }
        }
        for (index, operation) in before.iter().enumerate() {
            if partner[index].is_some() {
                continue;
            }
            let found = key(operation).and_then(|key| free.remove(&key));
            if let Some(found) = found {
                partner[index] = Some(found);
                taken[found] = true;
            }
        }
    }
    let mut matching = Matching::default();
    for (index, partner) in partner.into_iter().enumerate() {
        match partner {
            Some(partner) => matching.pairs.push((index, partner)),
            None => matching.removed.push(index),
        }
    }
    matching.added = (0..after.len()).filter(|index| !taken[*index]).collect();
    matching
}

/// The path with each parameter as `{}`.
fn anonymous(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        text.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    text + rest
}

/// The names in braces, in path order.
pub(crate) fn template_names(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect()
}
