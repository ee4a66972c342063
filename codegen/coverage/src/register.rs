//! A list of the operations of an official definition.

use std::fmt::Write;
use std::path::PathBuf;

use codegen_document::{Document, LoadError, METHODS, Node};
use serde_json::Value;

/// The operations of an official definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// The product, by the name of its folder.
    pub product: String,
    /// The product's name.
    pub title: String,
    /// The definition's version.
    pub version: String,
    /// The operations, by component, resource and name.
    pub operations: Vec<Listed>,
}

/// An operation of a definition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The component, if the product has components.
    pub component: Option<String>,
    /// The resource: the name of the group that the operation belongs to.
    pub resource: String,
    /// The operation's identifier.
    pub operation: String,
}

/// Why a register or a definition cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum RegisterError {
    /// The file cannot be read.
    Load(LoadError),
    /// The file has no operations.
    Empty(PathBuf),
}

impl std::fmt::Display for RegisterError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RegisterError::Load(error) => write!(formatter, "{error}"),
            RegisterError::Empty(path) => write!(
                formatter,
                "{} has no operations: name an official definition, or a list that \
                 `cargo xtask docs coverage --record` wrote",
                path.display()
            ),
        }
    }
}

impl std::error::Error for RegisterError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            RegisterError::Load(error) => error.source(),
            RegisterError::Empty(_) => None,
        }
    }
}

impl From<LoadError> for RegisterError {
    fn from(error: LoadError) -> RegisterError {
        RegisterError::Load(error)
    }
}

/// The name of the file of a register in the records of its product.
const FILE_NAME: &str = "operations.yaml";

impl Register {
    /// The name of the file of a register in the records of its product.
    pub const FILE_NAME: &str = FILE_NAME;

    /// Lists the operations of a definition. `resource` returns the document for a tag, as
    /// `component/resource` or `resource`; by default, the resource is the tag and the component is
    /// the first of `components` in the address.
    ///
    /// # Errors
    ///
    /// It has no operations.
    pub fn of_definition(
        product: &str,
        definition: &Document,
        components: &[String],
        resource: &dyn Fn(&str, &str) -> Option<String>,
    ) -> Result<Register, RegisterError> {
        let root = definition.root();
        let text = |pointer: &str| root.at(pointer).map(shown).unwrap_or_default();
        let mut operations = Vec::new();
        for path in root.get("paths").into_iter().flat_map(Node::entries) {
            let address = path.value.get("x-url").and_then(Node::as_str);
            let address = address.unwrap_or(path.key);
            let methods = METHODS.iter().filter_map(|method| path.value.get(method));
            for node in methods {
                let Some(id) = node.get("operationId").and_then(Node::as_str) else {
                    continue;
                };
                let tags = node.get("tags").map(Node::items).unwrap_or_default();
                let tag = tags.first().and_then(Node::as_str).unwrap_or_default();
                let named = resource(id, tag);
                operations.push(listed(id, tag, named, address, components));
            }
        }
        operations.sort();
        if operations.is_empty() {
            return Err(RegisterError::Empty(definition.path().to_owned()));
        }
        Ok(Register {
            product: product.to_owned(),
            title: text("/info/title"),
            version: text("/info/version"),
            operations,
        })
    }

    /// Reads a register.
    ///
    /// # Errors
    ///
    /// The file has no operations.
    pub fn of_record(document: &Document) -> Result<Register, RegisterError> {
        let root = document.root();
        let text = |key: &str| root.get(key).map(shown).unwrap_or_default();
        let mut operations = Vec::new();
        for place in root.get("operations").into_iter().flat_map(Node::entries) {
            let (component, resource) = divided(place.key);
            for operation in place.value.items().iter().filter_map(Node::as_str) {
                operations.push(Listed {
                    component: component.clone(),
                    resource: resource.clone(),
                    operation: operation.to_owned(),
                });
            }
        }
        if operations.is_empty() {
            return Err(RegisterError::Empty(document.path().to_owned()));
        }
        Ok(Register {
            product: text("product"),
            title: text("title"),
            version: text("version"),
            operations,
        })
    }

    /// The text of a register.
    pub fn to_yaml(&self) -> String {
        let quoted = |text: &str| Value::from(text).to_string();
        let mut text = format!(
            "# The operations of the official definition, by component and resource.\n\
             # Written by `cargo xtask docs coverage --record DEFINITION`.\n\
             product: {}\ntitle: {}\nversion: {}\noperations:\n",
            self.product,
            quoted(&self.title),
            quoted(&self.version)
        );
        let mut before = None;
        for listed in &self.operations {
            let place = listed.place();
            if before.as_ref() != Some(&place) {
                let _ = writeln!(text, "  {}:", quoted(&place));
                before = Some(place);
            }
            let _ = writeln!(text, "    - {}", listed.operation);
        }
        text
    }
}

impl Listed {
    /// Component and resource in one.
    fn place(&self) -> String {
        match &self.component {
            Some(component) => format!("{component}/{}", self.resource),
            None => self.resource.clone(),
        }
    }
}

fn listed(
    id: &str,
    tag: &str,
    named: Option<String>,
    address: &str,
    components: &[String],
) -> Listed {
    let (component, resource) = match named {
        Some(named) => divided(&named),
        None => {
            let mut segments = address.split('/');
            let found = segments.find(|segment| components.iter().any(|one| one == segment));
            (found.map(str::to_owned), tag.replace('/', "-"))
        }
    };
    Listed {
        component,
        resource,
        operation: id.to_owned(),
    }
}

fn divided(place: &str) -> (Option<String>, String) {
    match place.rsplit_once('/') {
        Some((component, resource)) => (Some(component.to_owned()), resource.to_owned()),
        None => (None, place.to_owned()),
    }
}

fn shown(node: &Node) -> String {
    let text = node.as_str().map(str::to_owned);
    text.unwrap_or_else(|| node.to_json().to_string())
}
