//! The operations of a document.

use std::sync::Arc;

use hyper::Method;

use super::body::RequestBody;
use super::documented_response::DocumentedResponses;
use super::error_shape::ErrorShape;
use super::parameter::Parameter;
use super::security::Security;
use crate::node::{Document, Node, Problem};
use crate::schema::{Compiler, Schema};

/// An operation, ready to respond.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) document: Arc<str>,
    pub(crate) method: Method,
    pub(crate) template: String,
    pub(crate) security: Security,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<RequestBody>,
    pub(crate) responses: DocumentedResponses,
    /// The shape of errors for statuses that the operation does not document.
    pub(crate) shape: Arc<ErrorShape>,
    /// The schemas of the document, for parameters and body.
    pub(crate) schemas: Arc<Vec<Schema>>,
}

/// Reads every operation of a document.
pub(crate) fn operations(document: &Document<'_>) -> Result<Vec<Operation>, Problem> {
    let root = document.root_node();
    if !root
        .text("openapi")
        .is_some_and(|version| version.starts_with("3.0"))
    {
        return Err(root.problem("not an OpenAPI 3.0 document: expected `openapi: 3.0.x`"));
    }
    let paths = root.get("paths").filter(|paths| paths.value.is_object());
    let paths = paths.ok_or_else(|| root.problem("`paths` is missing"))?;
    let name: Arc<str> = document.name.into();
    let mut compiler = Compiler::new(*document);
    let mut found = Vec::new();
    for (template, item) in paths.members().filter(|(name, _)| name.starts_with('/')) {
        let item = document.resolve(item)?;
        for (key, place) in item.members() {
            if let Some(method) = method(key) {
                if place.value.get("$ref").is_some() {
                    return Err(place.problem(
                        "an operation cannot be a `$ref`: put the operation itself here",
                    ));
                }
                let mut operation =
                    Operation::read(document, &mut compiler, method, template, [&place, &item])?;
                operation.document = Arc::clone(&name);
                found.push(operation);
            }
        }
    }
    share_shapes(&mut found);
    let schemas = Arc::new(compiler.into_schemas());
    for operation in &mut found {
        operation.schemas = Arc::clone(&schemas);
    }
    Ok(found)
}

impl Operation {
    /// Reads an operation from its node and that of its path.
    fn read<'document>(
        document: &Document<'document>,
        compiler: &mut Compiler<'document>,
        method: Method,
        template: &str,
        places: [&Node<'document>; 2],
    ) -> Result<Self, Problem> {
        // The name in `/path#Name` distinguishes operations that share method and path.
        let path = template.split('#').next().unwrap_or(template);
        let [place, _] = places;
        let id = place.text("operationId").map(str::to_owned);
        Ok(Self {
            id: id.unwrap_or_else(|| format!("{method} {template}")),
            document: Arc::default(),
            template: template.to_owned(),
            security: Security::read(document, place)?,
            parameters: Parameter::read_all(document, compiler, path, places)?,
            body: RequestBody::read(document, compiler, place)?,
            responses: DocumentedResponses::read(document, compiler, place)?,
            shape: Arc::default(),
            schemas: Arc::default(),
            method,
        })
    }

    /// The shape of the errors that this operation documents, if any.
    fn own_shape(&self) -> Option<&ErrorShape> {
        let errors = self
            .responses
            .list
            .iter()
            .filter(|response| !response.key.is_success());
        errors.filter_map(|response| response.shape.as_ref()).next()
    }
}

fn method(name: &str) -> Option<Method> {
    match name {
        "get" => Some(Method::GET),
        "put" => Some(Method::PUT),
        "post" => Some(Method::POST),
        "delete" => Some(Method::DELETE),
        "options" => Some(Method::OPTIONS),
        "head" => Some(Method::HEAD),
        "patch" => Some(Method::PATCH),
        "trace" => Some(Method::TRACE),
        _ => None,
    }
}

/// Gives each operation its own error shape, or else the most common one in the document.
fn share_shapes(operations: &mut [Operation]) {
    let mut counted: Vec<(Arc<ErrorShape>, usize)> = Vec::new();
    for operation in operations.iter_mut() {
        let Some(shape) = operation.own_shape() else {
            continue;
        };
        let known = counted.iter_mut().find(|(one, _)| **one == *shape);
        let shared = if let Some((shared, count)) = known {
            *count += 1;
            Arc::clone(shared)
        } else {
            let shared = Arc::new(shape.clone());
            counted.push((Arc::clone(&shared), 1));
            shared
        };
        operation.shape = shared;
    }
    let usual = counted.iter().rev().max_by_key(|(_, count)| *count);
    let usual = usual
        .map(|(shape, _)| Arc::clone(shape))
        .unwrap_or_default();
    for operation in operations
        .iter_mut()
        .filter(|one| one.own_shape().is_none())
    {
        operation.shape = Arc::clone(&usual);
    }
}
