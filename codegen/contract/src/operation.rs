//! Operations.

use codegen_document::{names, pointer};
use indexmap::IndexSet;

use crate::body::{self, Body, BodyKind};
use crate::json::{is_true, members, string, strings};
use crate::pagination::{self, Pagination};
use crate::parameter::{self, Parameter, Site};
use crate::reachability;
use crate::rules::{self, Rule};
use crate::schemas::Schemas;
use crate::success::{self, Success, SuccessKind};
use crate::types::Type;
use crate::waiter::Waiter;
use codegen_document::METHODS;

/// One operation: a path and a method.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The `operationId`.
    pub id: String,
    /// The name of the client's method and of its file.
    pub method_name: String,
    /// The name of its builder.
    pub builder_name: String,
    /// Its JSON pointer.
    pub pointer: String,
    /// Its summary.
    pub summary: String,
    /// Its description.
    pub description: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The path with placeholders, without the fragment that distinguishes operations.
    pub path: String,
    /// The URL of its documentation page, if there is one.
    pub documentation: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its parameters, including the parts of a multipart body.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The success responses.
    pub success: Success,
    /// The schema components that it refers to, directly or indirectly: those of the request body, then
    /// of the responses, then of the parameters.
    pub components: Vec<String>,
    /// Constraints across several of its parameters.
    pub rules: Vec<Rule>,
    /// Error codes that mean "does not exist", whatever the status.
    pub not_found_codes: Vec<String>,
    /// Whether the document says that repeating it does no harm.
    pub retry_safe: bool,
    /// How to read all pages of its results, if it returns pages.
    pub pagination: Option<Pagination>,
    /// How to follow the work that it starts in the background, if there is any.
    pub waiter: Option<Waiter>,
}

impl Operation {
    /// The type of its body. `None` if it has no body, or one of parts or bytes.
    pub fn body_type(&self) -> Option<&Type> {
        match &self.body.as_ref()?.kind {
            BodyKind::Json(kind) | BodyKind::Form(kind) => Some(kind),
            BodyKind::Multipart | BodyKind::Bytes => None,
        }
    }

    /// The type of its success. `None` if that is not JSON.
    pub fn success_type(&self) -> Option<&Type> {
        match &self.success.kind {
            SuccessKind::Json(kind) | SuccessKind::Optional(kind) => Some(kind),
            SuccessKind::Nothing | SuccessKind::Text | SuccessKind::Bytes => None,
        }
    }
}

/// Reads every operation, in the document's order.
pub(crate) fn read(schemas: &Schemas<'_>) -> Vec<Operation> {
    let mut operations: Vec<Operation> = Vec::new();
    for (path, item) in members(schemas.document().get("paths")) {
        let item_pointer = pointer::join("/paths", path);
        let (item, item_pointer) = schemas.resolve(item, &item_pointer);
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let pointer = format!("{item_pointer}/{method}");
            let site = Site {
                path,
                method,
                item,
                item_pointer: &item_pointer,
                operation,
                pointer: &pointer,
            };
            let Some(operation) = read_one(schemas, &site) else {
                continue;
            };
            let same = operations
                .iter()
                .find(|other| other.method_name == operation.method_name);
            if let Some(other) = same {
                schemas.problem(
                    &operation.pointer,
                    format!(
                        "the operations `{}` and `{}` both become the method `{}`",
                        other.id, operation.id, operation.method_name
                    ),
                    "rename one of them",
                );
            }
            operations.push(operation);
        }
    }
    operations
}

fn read_one<'a>(schemas: &Schemas<'a>, site: &Site<'a>) -> Option<Operation> {
    let Site {
        operation, pointer, ..
    } = *site;
    let id = string(operation, "operationId");
    if id.is_empty() {
        schemas.problem(
            pointer,
            "the operation has no `operationId`, from which the method gets its name",
            "add a unique `operationId`",
        );
        return None;
    }
    let mut parameters = parameter::read(schemas, site);
    let body = body::read(schemas, operation, pointer);
    let has_body = body
        .as_ref()
        .is_some_and(|(body, _)| body.kind != BodyKind::Multipart);
    let (body, parts) = body.map_or((None, Vec::new()), |(body, parts)| (Some(body), parts));
    parameters.extend(parts);
    parameter::distinguish(&mut parameters, has_body);
    let properties = body.as_ref().map_or(&[][..], |body| &body.properties);
    let documentation = operation.get("externalDocs").map(|it| string(it, "url"));
    Some(Operation {
        method_name: names::method_name(&id),
        builder_name: names::type_name(&id),
        summary: string(operation, "summary"),
        description: string(operation, "description"),
        method: site.method.to_ascii_uppercase(),
        // A fragment, which is not sent, distinguishes operations with the same method and address.
        path: site.path.split('#').next().unwrap_or_default().to_owned(),
        documentation: documentation.filter(|url| !url.is_empty()),
        deprecated: is_true(operation, "deprecated"),
        tags: owned(strings(operation.get("tags"))),
        success: success::read(schemas, site),
        components: components(schemas, site),
        rules: rules::read(schemas, operation, &parameters, properties, pointer),
        not_found_codes: owned(strings(operation.get("x-not-found-codes"))),
        retry_safe: string(operation, "x-retry") == "safe",
        pagination: pagination::read(schemas, operation, &parameters, pointer),
        // Read when all operations are known.
        waiter: None,
        parameters,
        body,
        pointer: pointer.to_owned(),
        id,
    })
}

fn components<'a>(schemas: &Schemas<'a>, site: &Site<'a>) -> Vec<String> {
    let operation = site.operation;
    let successes = members(operation.get("responses"))
        .filter(|(status, _)| !status.starts_with(['4', '5']) && *status != "204")
        .map(|(_, response)| response);
    let values = operation.get("requestBody").into_iter().chain(successes);
    let mut components = IndexSet::new();
    let parameters = operation
        .get("parameters")
        .into_iter()
        .chain(site.item.get("parameters"));
    for value in values.chain(parameters) {
        components.extend(reachability::components(schemas.document(), &[value]));
    }
    components.into_iter().map(str::to_owned).collect()
}

fn owned(strings: Vec<&str>) -> Vec<String> {
    strings.into_iter().map(str::to_owned).collect()
}
