//! The table of an operation, which describes it for the runtime.

use codegen_contract::{Body, BodyKind, Location, Operation, Parameter, Rule, Style};

use super::emission::Emission;
use super::source;
use super::structs::limits;
use super::tokens::tokens;

impl Emission<'_> {
    /// The static of an operation.
    pub(super) fn operation_table(&self, operation: &Operation) -> String {
        let visible = if self.is_polled(operation) {
            "pub(crate) "
        } else {
            ""
        };
        let mut text = format!(
            "{visible}static OPERATION: runtime::Operation = \
             runtime::Operation::new({:?}, {:?}, {:?})\n",
            operation.id, operation.method, operation.path
        );
        text += &format!(".service({:?})\n", self.destination.service);
        if let Some(host) = &self.destination.host {
            text += &format!(".host({host:?})\n");
        }
        if let Some(documentation) = &operation.documentation {
            text += &format!(".documentation({documentation:?})\n");
        }
        if !operation.parameters.is_empty() {
            let parameters: Vec<String> = operation.parameters.iter().map(parameter).collect();
            text += &format!(".parameters(&[{}])\n", parameters.join(", "));
        }
        if !operation.rules.is_empty() {
            let rules: Vec<String> = operation.rules.iter().map(rule).collect();
            text += &format!(".rules(&[{}])\n", rules.join(", "));
        }
        if let Some(body) = &operation.body {
            text += &body_kind(body);
        }
        if operation.retry_safe {
            text += ".retry_safe()\n";
        }
        if !operation.not_found_codes.is_empty() {
            text += &format!(".not_found_codes(&{:?})\n", operation.not_found_codes);
        }
        let redirects: Vec<&str> = operation
            .success
            .statuses
            .iter()
            .map(|(status, _)| status.as_str())
            .filter(|status| status.starts_with('3') && status.parse::<u16>().is_ok())
            .collect();
        if !redirects.is_empty() {
            text += &format!(".success_statuses(&[{}])\n", redirects.join(", "));
        }
        source::format(tokens(&(text + ";")))
    }
}

fn parameter(parameter: &Parameter) -> String {
    let mut text = format!(
        "runtime::Parameter::{}({:?})",
        parameter.location.word(),
        parameter.wire
    );
    if parameter.setter != parameter.wire {
        text += &format!(".named({:?})", parameter.setter);
    }
    if parameter.required && parameter.location != Location::Path {
        text += ".required()";
    }
    if parameter.configured {
        text += ".configured()";
    }
    let style = match parameter.style {
        Style::Repeated => None,
        Style::Comma => Some("Comma"),
        Style::Space => Some("Space"),
        Style::Pipe => Some("Pipe"),
        Style::DeepObject => Some("DeepObject"),
        Style::Members => Some("Members"),
        Style::Json => Some("Json"),
    };
    if let Some(style) = style {
        text += &format!(".style(runtime::Style::{style})");
    }
    for limit in limits(&parameter.limits, "runtime") {
        text += &format!(".{limit}");
    }
    text
}

fn rule(rule: &Rule) -> String {
    match rule {
        Rule::When {
            parameter,
            value,
            require,
        } => format!(
            "runtime::Rule::When {{ parameter: {parameter:?}, value: {value:?}, require: &{require:?} }}"
        ),
        Rule::AnyOf(sets) => {
            let sets: Vec<String> = sets.iter().map(|set| format!("&{set:?}")).collect();
            format!("runtime::Rule::AnyOf(&[{}])", sets.join(", "))
        }
    }
}

fn body_kind(body: &Body) -> String {
    let media_type = match &body.kind {
        BodyKind::Json(_) | BodyKind::Form(_) | BodyKind::Bytes => body.media_type.as_str(),
        BodyKind::Multipart => "multipart/form-data",
    };
    // Each part of a multipart body is required separately.
    if body.required && body.kind != BodyKind::Multipart {
        format!(".body({media_type:?})\n")
    } else {
        format!(".optional_body({media_type:?})\n")
    }
}
