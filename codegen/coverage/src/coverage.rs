//! The coverage of each operation.

use std::collections::{BTreeMap, BTreeSet};

use codegen_document::{Document, METHODS, Node, pointer};
use serde::Serialize;

use crate::evidence::Evidence;
use crate::reach::Reach;
use crate::register::Register;

/// The coverage of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The product, by the name of its folder.
    pub product: String,
    /// Its name.
    pub title: String,
    /// The version of its official definition.
    pub version: String,
    /// The operations of the definition, by component and resource.
    pub operations: Vec<Operation>,
    /// Operations in the documents that the definition lacks.
    pub beyond: Vec<String>,
}

/// The coverage of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// The component, if the product has components.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The resource.
    pub resource: String,
    /// The identifier.
    pub operation: String,
    /// The location in the documents, as `file:line`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Whether a documentation page was recorded.
    pub page: bool,
    /// Whether the document has a documented example.
    pub example: bool,
    /// Whether all its texts are written.
    pub described: bool,
    /// The number of texts to write.
    pub unwritten: usize,
    /// Whether the conformance tests have a case for it.
    pub tested: bool,
}

/// The numbers of operations by coverage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All of them.
    pub operations: usize,
    /// Those in the documents.
    pub documents: usize,
    /// Those with a recorded page.
    pub pages: usize,
    /// Those with a documented example.
    pub examples: usize,
    /// Those with all texts written.
    pub described: usize,
    /// Those with a case in the conformance tests.
    pub tested: usize,
}

/// The operations of a component and resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The component, if the product has components.
    pub component: Option<&'a str>,
    /// The resource.
    pub resource: &'a str,
    /// The operations.
    pub operations: Vec<&'a Operation>,
}

impl Counts {
    /// Counts some operations.
    pub fn of<'a>(operations: impl IntoIterator<Item = &'a Operation>) -> Counts {
        let mut counts = Counts::default();
        for operation in operations {
            counts.operations += 1;
            counts.documents += usize::from(operation.document.is_some());
            counts.pages += usize::from(operation.page);
            counts.examples += usize::from(operation.example);
            counts.described += usize::from(operation.described);
            counts.tested += usize::from(operation.tested);
        }
        counts
    }

    /// The column names of a report.
    pub const NAMES: [&'static str; 5] = [
        "in documents",
        "with page",
        "with example",
        "described",
        "tested",
    ];

    /// The counts in the order of [`Counts::NAMES`].
    pub fn all(&self) -> [usize; 5] {
        [
            self.documents,
            self.pages,
            self.examples,
            self.described,
            self.tested,
        ]
    }
}

impl Operation {
    /// Its coverage, in the order of [`Counts::NAMES`].
    pub fn all(&self) -> [bool; 5] {
        [
            self.document.is_some(),
            self.page,
            self.example,
            self.described,
            self.tested,
        ]
    }
}

impl Coverage {
    /// Computes the coverage of a definition.
    pub fn of(register: &Register, evidence: &Evidence) -> Coverage {
        let reach = Reach::of(&evidence.documents);
        let mut found = documented(&evidence.documents);
        let operations = register.operations.iter().map(|listed| {
            let id = &listed.operation;
            let mut operation = Operation {
                component: listed.component.clone(),
                resource: listed.resource.clone(),
                operation: id.clone(),
                page: evidence.pages.contains(id),
                tested: evidence.cases.contains(id),
                ..Operation::default()
            };
            if let Some((document, at)) = found.remove(id.as_str()) {
                let location = document.location(&at);
                operation.document = Some(format!("{}:{}", location.file.display(), location.line));
                operation.example = document.at(&at).is_some_and(has_example);
                operation.unwritten = reach.unwritten(document, &at);
                operation.described = operation.unwritten == 0;
            }
            operation
        });
        Coverage {
            product: register.product.clone(),
            title: register.title.clone(),
            version: register.version.clone(),
            operations: operations.collect(),
            beyond: found.into_keys().map(str::to_owned).collect(),
        }
    }

    /// The operations by component and resource.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts: Vec<Part<'_>> = Vec::new();
        for operation in &self.operations {
            let (component, resource) = (operation.component.as_deref(), &operation.resource);
            match parts.last_mut() {
                Some(part) if part.component == component && part.resource == resource => {
                    part.operations.push(operation);
                }
                _ => parts.push(Part {
                    component,
                    resource,
                    operations: vec![operation],
                }),
            }
        }
        parts
    }

    /// The components, or one without a name if the product has none.
    pub fn components(&self) -> Vec<Option<&str>> {
        let all = self.operations.iter().map(|it| it.component.as_deref());
        let all: BTreeSet<_> = all.collect();
        all.into_iter().collect()
    }
}

/// The operations of documents with their locations.
fn documented(documents: &[Document]) -> BTreeMap<&str, (&Document, String)> {
    let mut operations = BTreeMap::new();
    for document in documents {
        let paths = document.root().get("paths");
        for path in paths.into_iter().flat_map(Node::entries) {
            let item = pointer::join("/paths", path.key);
            for method in METHODS {
                let node = path.value.get(method);
                let id = node.and_then(|node| node.get("operationId")?.as_str());
                if let Some(id) = id {
                    operations.insert(id, (document, pointer::join(&item, method)));
                }
            }
        }
    }
    operations
}

/// Whether a request or a response of an operation has an example.
fn has_example(operation: &Node) -> bool {
    let body = operation.get("requestBody").into_iter();
    let responses = operation
        .get("responses")
        .into_iter()
        .flat_map(Node::entries);
    let media = |node: &Node| {
        let content = node.get("content").into_iter().flat_map(Node::entries);
        content.into_iter().any(|media| {
            media
                .value
                .get("examples")
                .or(media.value.get("example"))
                .is_some()
        })
    };
    operation.get("x-request-example").is_some()
        || body
            .chain(responses.map(|response| response.value))
            .any(media)
}
