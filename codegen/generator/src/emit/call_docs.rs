//! Doc comments of calls.

use codegen_contract::{BodyKind, Operation, Parameter, Rule, Type};

use super::emission::Emission;
use super::rust_types::client_type;
use crate::doc_text::{escape_markdown, link_names, paragraphs};

/// Whether an example must set the parameter, because the service would reject the call otherwise.
pub(super) fn is_shown(parameter: &Parameter, operation: &Operation) -> bool {
    let is_in_rule = operation.rules.iter().any(|rule| match rule {
        Rule::AnyOf(sets) => sets
            .iter()
            .min_by_key(|set| set.len())
            .is_some_and(|set| set.contains(&parameter.wire)),
        Rule::When { .. } => false,
    });
    (parameter.required || is_in_rule) && !parameter.configured
}

/// Whether the call has a body that is set by `body`.
pub(super) fn has_body(operation: &Operation) -> bool {
    let body = operation.body.as_ref();
    body.is_some_and(|body| body.kind != BodyKind::Multipart)
}

/// Whether the body is required.
fn needs_body(operation: &Operation) -> bool {
    has_body(operation) && operation.body.as_ref().is_some_and(|body| body.required)
}

impl Emission<'_> {
    /// The documentation of the client's method for an operation.
    pub(super) fn method_documentation(&self, operation: &Operation) -> String {
        let required: Vec<String> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.required && !parameter.configured)
            .map(|parameter| format!("`{}`", parameter.setter))
            .chain(needs_body(operation).then(|| "`body`".to_owned()))
            .collect();
        let linked =
            |text: &str| self.link_operations(&escape_markdown(text), &operation.id, "Client");
        let summary = linked(&operation.summary);
        let description = linked(&operation.description);
        // A summary that the description repeats is omitted.
        let (summary, description) = if description.starts_with(&summary) {
            (String::new(), description)
        } else {
            (summary, description)
        };
        let required = if required.is_empty() {
            String::new()
        } else {
            format!("Required: {}.", required.join(", "))
        };
        let wait = match &operation.waiter {
            Some(_) => format!(
                "The work continues after the response: [`wait`]({}::wait) waits until it is done.",
                operation.builder_name
            ),
            None => String::new(),
        };
        let address = match &operation.documentation {
            Some(url) => format!(
                "`{} {}`, documented under [{}]({url}).",
                operation.method, operation.path, operation.id
            ),
            None => format!("`{} {}`", operation.method, operation.path),
        };
        let example = self.call_example(operation);
        paragraphs(&[
            &summary,
            &description,
            &required,
            &wait,
            &address,
            "# Examples",
            &example,
        ])
    }

    /// Escaped text with links to the operations that it names, except `own`; `client` is the path of the
    /// client.
    pub(super) fn link_operations(&self, text: &str, own: &str, client: &str) -> String {
        link_names(text, |name| {
            // A name without a second capital letter could be an ordinary word.
            let is_name = name.chars().skip(1).any(char::is_uppercase) && name != own;
            let mut operations = self.contract.operations.iter();
            let found = operations.find(|it| is_name && it.id == name)?;
            Some(format!("{client}::{}", found.method_name))
        })
    }

    /// The example of a call.
    pub(crate) fn call_example(&self, operation: &Operation) -> String {
        let client = &self.destination.client_path;
        let krate = &self.destination.client_crate;
        let setters: String = operation
            .parameters
            .iter()
            .filter(|parameter| is_shown(parameter, operation))
            .map(|parameter| parameter.setter.as_str())
            .chain(needs_body(operation).then_some("body"))
            .map(|name| format!(".{name}({name})"))
            .collect();
        let method = &operation.method_name;
        let arguments = self.example_arguments(operation, client);
        let body = self
            .body_example(operation)
            .filter(|_| needs_body(operation));
        let body = body.unwrap_or_default();
        let (imports, body) = body.split_once("\n\n").unwrap_or(("", &body));
        let imports = if imports.is_empty() {
            String::new()
        } else {
            format!("{imports}\n\n")
        };
        let allowed = if operation.deprecated {
            "# #![allow(deprecated)]\n"
        } else {
            ""
        };
        format!(
            "```no_run\n\
             {allowed}\
             {imports}\
             # async fn example(client: {client}::Client{arguments}) -> Result<(), {krate}::Error> {{\n\
             {body}\
             let response = client.{method}(){setters}.send().await?;\n\
             println!(\"{{:?}}\", response.into_inner());\n\
             # Ok(())\n\
             # }}\n\
             ```"
        )
    }

    /// The hidden parameters of the example's function, which replace invented values.
    fn example_arguments(&self, operation: &Operation, path: &str) -> String {
        let krate = &self.destination.client_crate;
        let own = |kind: &Type| client_type(kind, Some(path), krate);
        let mut arguments: Vec<(String, String)> = operation
            .parameters
            .iter()
            .filter(|parameter| is_shown(parameter, operation))
            .map(|parameter| (parameter.setter.clone(), own(&parameter.kind)))
            .collect();
        if needs_body(operation) && self.body_example(operation).is_none() {
            let kind = match operation.body.as_ref().map(|body| &body.kind) {
                Some(BodyKind::Json(kind) | BodyKind::Form(kind)) => own(kind),
                _ => "Vec<u8>".to_owned(),
            };
            arguments.push(("body".to_owned(), kind));
        }
        let arguments = arguments.into_iter();
        arguments
            .map(|(name, kind)| format!(", {name}: {kind}"))
            .collect()
    }
}
