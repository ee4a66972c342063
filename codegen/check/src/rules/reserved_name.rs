//! Names that a client needs for itself.

use codegen_document::Node;

use crate::context::Context;
use crate::diagnostic::Finding;
use crate::rule::{Check, Report, Rule};
use crate::severity::Level;
use codegen_document::names;

pub(super) const RULE: Rule = Rule {
    name: "reserved-name",
    summary: "an operation or parameter has a name that a generated client needs, or none in Rust",
    explanation: "\
Clients and builders have methods of their own (`new`, `client`, `send`, `validate`, `items`, ...), and
an operation's builder is a type beside those that generated modules use (`Response`, `Error`, ...). An
operation or a parameter whose name becomes one of these cannot be called, and one in whose name no
letter is left has no method at all.

Rename the operation.",
    level: Level::Warning,
    check: Check::Documents(check),
};

fn check(context: &Context<'_>, report: &mut Report<'_, '_>) {
    for operation in context.operations() {
        let id = operation.node.get("operationId").and_then(Node::as_str);
        if let Some(id) = id.filter(|id| !id.trim().is_empty()) {
            let place = context.place(operation.id).join("operationId");
            report_name(report, place, "operation", id);
        }
        for parameter in operation
            .parameters
            .iter()
            .filter(|parameter| parameter.is_own)
        {
            let place = context.place(parameter.id).join(parameter.key());
            report_name(report, place, "parameter", parameter.name);
        }
    }
}

fn report_name(report: &mut Report<'_, '_>, place: crate::place::Place, what: &str, name: &str) {
    let converted = names::value_name(name);
    let type_name = names::type_name(name);
    let message = if what == "operation" && names::is_taken_type(&type_name) {
        format!(
            "the {what} `{name}` becomes the type `{type_name}`, which generated code uses itself"
        )
    } else if names::is_taken_method(&converted) {
        format!("the {what} `{name}` becomes `{converted}`, which a client has itself")
    } else if !names::is_identifier(&converted) {
        format!("the {what} `{name}` gives no name for a method")
    } else {
        return;
    };
    report.add(Finding::new(
        place,
        message,
        format!("give the {what} another name"),
    ));
}
