//! What stands where in a document: what a reference there can lead to.

use std::path::Path;

use crate::METHODS;
use crate::pointer;

/// The groups of `components`.
const GROUPS: [&str; 9] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
];

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Something that can be a component of this group.
    Component(&'static str),
    /// A map or list of such.
    Components(&'static str),
    /// The map of `components`.
    Groups,
    /// The map of `paths`, or of a callback.
    Paths,
    /// A path item.
    PathItem,
    /// An operation.
    Operation,
    /// A discriminator.
    Discriminator,
    /// The map of a discriminator.
    Targets,
    /// A value in it: the name of a schema, or a reference to one.
    Target,
    /// A value that no reference is meant in.
    Data,
    /// Anything else.
    Other,
}

impl Role {
    pub(super) fn of_root_key(key: &str) -> Role {
        match key {
            "paths" => Role::Paths,
            "components" => Role::Groups,
            _ => Role::Other,
        }
    }

    pub(super) fn of_group(group: &str) -> Role {
        let known = GROUPS.into_iter().find(|known| *known == group);
        known.map_or(Role::Other, Role::Component)
    }

    /// What the value of a key is.
    pub(super) fn member(&self, key: &str) -> Role {
        match self {
            Role::Data => Role::Data,
            Role::Groups => match Role::of_group(key) {
                Role::Component(group) => Role::Components(group),
                other => other,
            },
            Role::Components(group) => Role::Component(group),
            Role::Paths | Role::Component("callbacks") => Role::PathItem,
            Role::PathItem if METHODS.contains(&key) => Role::Operation,
            Role::Discriminator if key == "mapping" => Role::Targets,
            Role::Targets => Role::Target,
            Role::Component("schemas") => of_schema_key(key),
            Role::Component("examples") if key == "value" => Role::Data,
            _ => of_key(key),
        }
    }

    /// What an item of a list is.
    pub(super) fn item(&self) -> Role {
        match self {
            Role::Components(group) => Role::Component(group),
            Role::Data => Role::Data,
            _ => Role::Other,
        }
    }

    /// The group and name of the component that a reference from here leads to; `None` where the
    /// thing itself has to stand.
    pub(super) fn component(&self, at: &str, file: &Path) -> Option<(String, String)> {
        let segments: Vec<_> = pointer::segments(at).collect();
        if let [components, group, name] = segments.as_slice()
            && components == "components"
        {
            return Some((group.to_string(), name.to_string()));
        }
        let Role::Component(group) = self else {
            return None;
        };
        let stem = file.file_stem().and_then(|stem| stem.to_str());
        let name = segments.last().map(|name| name.as_ref()).or(stem)?;
        // As `components` allows names.
        let allowed =
            |character: char| character.is_ascii_alphanumeric() || "._-".contains(character);
        let name: String = name
            .chars()
            .map(|character| if allowed(character) { character } else { '_' })
            .collect();
        Some(((*group).to_owned(), name))
    }
}

fn of_schema_key(key: &str) -> Role {
    match key {
        "properties" | "allOf" | "oneOf" | "anyOf" => Role::Components("schemas"),
        "items" | "additionalProperties" | "not" => Role::Component("schemas"),
        "discriminator" => Role::Discriminator,
        "example" | "default" | "enum" => Role::Data,
        _ => Role::Other,
    }
}

/// What the value of a key is in anything but a schema.
fn of_key(key: &str) -> Role {
    match key {
        "schema" => Role::Component("schemas"),
        "requestBody" => Role::Component("requestBodies"),
        "parameters" => Role::Components("parameters"),
        "responses" => Role::Components("responses"),
        "headers" => Role::Components("headers"),
        "examples" => Role::Components("examples"),
        "links" => Role::Components("links"),
        "callbacks" => Role::Components("callbacks"),
        "example" | "x-request-example" => Role::Data,
        _ => Role::Other,
    }
}
