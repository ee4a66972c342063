//! Reads `x-waiter` and compares it with the operations and types that it names.

use codegen_document::pointer;
use indexmap::IndexMap;
use serde_json::Value;

use crate::definition::Definition;
use crate::json::{members, wire_text};
use crate::operation::Operation;
use crate::parameter::{Location, Parameter};
use crate::schemas::Schemas;
use crate::success::SuccessKind;
use crate::types::Type;
use crate::waiter::{Waiter, WaiterItem};

/// Reads the waiters of all operations.
pub(crate) fn read(
    schemas: &Schemas<'_>,
    operations: &mut [Operation],
    types: &IndexMap<String, Definition>,
) {
    let read_one = |starter: &Operation| {
        let operation = schemas.document().pointer(&starter.pointer);
        let extension = operation?.get("x-waiter")?;
        let reader = Reader {
            schemas,
            types,
            starter,
            extension,
            pointer: format!("{}/x-waiter", starter.pointer),
        };
        reader.read(operations)
    };
    let waiters: Vec<Option<Waiter>> = operations.iter().map(read_one).collect();
    for (operation, waiter) in operations.iter_mut().zip(waiters) {
        operation.waiter = waiter;
    }
}

/// Reads the `x-waiter` of one operation.
struct Reader<'r, 'a> {
    schemas: &'r Schemas<'a>,
    types: &'r IndexMap<String, Definition>,
    starter: &'r Operation,
    extension: &'r Value,
    pointer: String,
}

impl Reader<'_, '_> {
    fn read(&self, operations: &[Operation]) -> Option<Waiter> {
        let name = self.string(self.extension, "operation")?;
        let Some(reporter) = operations.iter().find(|it| it.id == name) else {
            let help = "give `operation` the `operationId` of an operation of the same module";
            return self.problem("/operation", format!("unknown operation `{name}`"), help);
        };
        let (SuccessKind::Json(response) | SuccessKind::Optional(response)) =
            &reporter.success.kind
        else {
            let message =
                format!("the response of `{name}` is not JSON, so it cannot report a state");
            let help = "name an operation whose response is JSON";
            return self.problem("/operation", message, help);
        };
        if self.starter.success.kind == SuccessKind::Bytes {
            let message = "`x-waiter` on an operation that returns a file";
            return self.problem("", message, "remove `x-waiter`");
        }
        let parameters = self.parameters(reporter);
        let item = self.extension.get("item");
        let (report, item) = match item {
            Some(item) => {
                let (kind, item) = self.item(item, response)?;
                (kind, Some(item))
            }
            None => (response.clone(), None),
        };
        let state = self.place(self.extension, "state", "", &report)?;
        let reason = match self.extension.get("reason") {
            Some(_) => Some(self.place(self.extension, "reason", "", &report)?.0),
            None => None,
        };
        Some(Waiter {
            operation: name.to_owned(),
            parameters: parameters?,
            item,
            success: self.states("success", &state.1),
            failure: self.states("failure", &state.1),
            state: state.0,
            reason,
            report,
        })
    }

    /// The parameters of the reporting operation whose values come from the starting response.
    fn parameters(&self, reporter: &Operation) -> Option<Vec<(Location, String, String)>> {
        let mut given = Vec::new();
        let stated = self.extension.get("parameters");
        for (name, _) in members(stated) {
            let place = pointer::join("/parameters", name);
            let found = reporter.parameters.iter().find(|it| it.wire == *name);
            let Some(parameter) = found.filter(|it| it.location != Location::Part) else {
                let message = format!("unknown parameter `{name}` of `{}`", reporter.id);
                self.problem::<()>(&place, message, "name one of its parameters");
                continue;
            };
            let response = self.starting_response(&place)?;
            let (pointer, _) = self.place(stated?, name, "/parameters", response)?;
            given.push((parameter.location, name.clone(), pointer));
        }
        for parameter in &reporter.parameters {
            let is_given = given.iter().any(|(location, name, _)| {
                *location == parameter.location && *name == parameter.wire
            });
            if !is_given && !self.is_known(parameter) {
                let (name, reporter) = (&parameter.wire, &reporter.id);
                let message = format!("missing value for the parameter `{name}` of `{reporter}`");
                let help = format!(
                    "add `{name}` to `parameters`, with its place in the response of `{}`",
                    self.starter.id
                );
                self.problem::<()>("", message, &help);
            }
        }
        Some(given)
    }

    /// Whether a parameter does not depend on the starting response: it is optional, or its value comes
    /// from the path of the starting call or from the configuration.
    fn is_known(&self, parameter: &Parameter) -> bool {
        let is_needed = parameter.required || parameter.location == Location::Path;
        let mut path = self.starter.parameters.iter();
        let inherited = path
            .any(|it| it.location == Location::Path && it.wire == parameter.wire && !it.configured);
        !is_needed || parameter.configured || parameter.location == Location::Path && inherited
    }

    /// The item of a list, and its type.
    fn item(&self, item: &Value, response: &Type) -> Option<(Type, WaiterItem)> {
        let (list, kind) = self.place(item, "list", "/item", response)?;
        let kind = match kind {
            Type::List(kind) => *kind,
            Type::Json => Type::Json,
            _ => {
                let message = format!("`{list}` is not a list");
                return self.problem("/item/list", message, "give the place of a list");
            }
        };
        let (property, _) = self.place(item, "property", "/item", &kind)?;
        let started = self.starting_response("/item/equals")?;
        let (equals, _) = self.place(item, "equals", "/item", started)?;
        let item = WaiterItem {
            list,
            property,
            equals,
        };
        Some((kind, item))
    }

    fn starting_response(&self, place: &str) -> Option<&Type> {
        self.starter.success_type().or_else(|| {
            let message = format!("the response of `{}` has no JSON body", self.starter.id);
            self.problem(place, message, "remove it")
        })
    }

    /// The JSON pointer at a key, and the type of what it leads to. A name alone is a property.
    fn place(&self, holder: &Value, key: &str, base: &str, kind: &Type) -> Option<(String, Type)> {
        let text = self.string(holder, key)?;
        let place = match text.starts_with('/') {
            true => text.to_owned(),
            false => pointer::join("", text),
        };
        let found = pointer::segments(&place).try_fold(kind.clone(), |kind, segment| {
            step(self.types, &kind, &segment)
        });
        let Some(found) = found else {
            let of = match base {
                "/parameters" => format!("the response of `{}`", self.starter.id),
                _ if key == "equals" => format!("the response of `{}`", self.starter.id),
                _ => "the response or the item".to_owned(),
            };
            let message = format!("`{place}` does not exist in {of}");
            let help = "use the name of a property or a JSON pointer";
            return self.problem(&pointer::join(base, key), message, help);
        };
        Some((place, found))
    }

    /// The states at a key, which are values of the enumeration where the state is one.
    fn states(&self, key: &str, kind: &Type) -> Vec<String> {
        let listed = self.extension.get(key).and_then(Value::as_array);
        let states: Vec<String> = listed.into_iter().flatten().map(wire_text).collect();
        if states.is_empty() && key == "success" {
            let help = "list the states in which the work has succeeded";
            self.problem::<()>("", "`success` is missing", help);
        }
        let values = kind.name().and_then(|name| match self.types.get(name)? {
            Definition::Enumeration(enumeration) => Some(&enumeration.variants),
            Definition::Structure(_) => None,
        });
        for (index, state) in states.iter().enumerate() {
            let is_listed =
                |values: &Vec<crate::Variant>| values.iter().any(|value| value.wire() == *state);
            if !values.is_none_or(is_listed) {
                let message = format!("`{state}` is not a value of the state's enumeration");
                let help = "use one of its values, or add this one to it";
                self.problem::<()>(&format!("/{key}/{index}"), message, help);
            }
        }
        states
    }

    fn string<'v>(&self, holder: &'v Value, key: &str) -> Option<&'v str> {
        let text = holder.get(key).and_then(Value::as_str);
        if text.is_none() {
            self.problem::<()>(
                "",
                format!("`{key}` is missing or not a string"),
                "add it as a string",
            );
        }
        text
    }

    fn problem<T>(&self, place: &str, message: impl Into<String>, help: &str) -> Option<T> {
        let pointer = format!("{}{place}", self.pointer);
        self.schemas.problem(pointer, message, help);
        None
    }
}

/// The type of a member of a value; `None` if there is no such member.
fn step(types: &IndexMap<String, Definition>, kind: &Type, segment: &str) -> Option<Type> {
    match kind {
        Type::Json => Some(Type::Json),
        Type::Map(inner) => Some(*inner.clone()),
        Type::List(inner) => segment.parse::<usize>().ok().map(|_| *inner.clone()),
        Type::Nullable(inner) => step(types, inner, segment),
        Type::Named(name) => match types.get(name)? {
            Definition::Structure(structure) => {
                let mut properties = structure.properties.iter();
                let property = properties.find(|it| it.wire == segment);
                property
                    .map(|it| it.kind.clone())
                    .or(structure.additional.clone())
            }
            Definition::Enumeration(_) => None,
        },
        _ => None,
    }
}
