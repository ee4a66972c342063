//! Doc comments of calls.

use codegen_document::names;

use super::Emission;
use crate::operations::{Operation, Parameter};
use crate::rules::Rule;

/// Parameters that the configuration can give.
const CONFIGURED: [&str; 2] = ["project_id", "instance_id"];

/// Whether the configuration gives this parameter where the caller does not.
pub(crate) fn is_configured(parameter: &Parameter) -> bool {
    parameter.location == "path" && CONFIGURED.contains(&parameter.wire.as_str())
}

/// Whether an example has to set the parameter for the service to accept the call.
fn is_shown(parameter: &Parameter, operation: &Operation) -> bool {
    let is_demanded = operation.rules.iter().any(|rule| match rule {
        Rule::AnyOf(sets) => sets
            .iter()
            .min_by_key(|set| set.len())
            .is_some_and(|set| set.contains(&parameter.wire)),
        Rule::When { .. } => false,
    });
    (parameter.required || is_demanded) && !is_configured(parameter)
}

impl Emission<'_> {
    /// What the method on the client, which begins the call, says.
    pub(crate) fn method_documentation(&self, operation: &Operation) -> String {
        let required: Vec<String> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.required && !is_configured(parameter))
            .map(|parameter| format!("`{}`", names::value_name(&parameter.wire)))
            .chain(operation.has_body.then(|| "`body`".to_owned()))
            .collect();
        let mut text = operation.summary.clone();
        if !operation.description.is_empty() && operation.description != operation.summary {
            text += &format!("\n\n{}", operation.description);
        }
        if !required.is_empty() {
            text += &format!("\n\nRequired: {}.", required.join(", "));
        }
        text += &format!(
            "\n\n`{} {}`, documented under [{}]({}).",
            operation.method, operation.path, operation.id, operation.documentation
        );
        text + "\n\n# Examples\n\n" + &self.example(operation)
    }

    fn example(&self, operation: &Operation) -> String {
        let client = self.client_path();
        let krate = format!("huaweicloud_{}", self.entry.crate_name);
        let setters: String = operation
            .parameters
            .iter()
            .filter(|parameter| is_shown(parameter, operation))
            .map(|parameter| parameter.wire.as_str())
            .chain(operation.has_body.then_some("body"))
            .map(|name| format!(".{0}({0})", names::value_name(name)))
            .collect();
        let method = operation.method_name();
        let given = self.example_arguments(operation, &client);
        let body = self.body_example(operation).unwrap_or_default();
        let (imports, body) = body.split_once("\n\n").unwrap_or(("", &body));
        let imports = if imports.is_empty() {
            String::new()
        } else {
            format!("{imports}\n\n")
        };
        format!(
            "```no_run\n\
             {imports}\
             # async fn example(client: {client}::Client{given}) -> Result<(), {krate}::Error> {{\n\
             {body}\
             let response = client.{method}(){setters}.send().await?;\n\
             println!(\"{{:?}}\", response.into_inner());\n\
             # Ok(())\n\
             # }}\n\
             ```"
        )
    }

    /// The hidden parameters of the example's function, so that the example shows no made-up value.
    fn example_arguments(&self, operation: &Operation, path: &str) -> String {
        let call = self.call(operation);
        let arguments = operation
            .parameters
            .iter()
            .zip(&call.arguments)
            .filter(|(parameter, _)| is_shown(parameter, operation));
        let arguments = arguments.map(|(_, argument)| (argument.name.as_str(), &argument.kind));
        let body = call
            .body
            .as_ref()
            .filter(|_| self.body_example(operation).is_none());
        let body = body.map(|kind| ("body", kind));
        arguments
            .chain(body)
            .map(|(name, kind)| format!(", {name}: {}", self.qualified(kind, path)))
            .collect()
    }

    /// The type with the document's own types by their full path.
    pub(crate) fn qualified(&self, kind: &syn::Type, path: &str) -> String {
        let text = crate::reading::type_text(kind);
        let own = self.types_in(&text);
        own.iter().fold(text.clone(), |text, name| {
            text.replace(name.as_str(), &format!("{path}::{name}"))
        })
    }
}
