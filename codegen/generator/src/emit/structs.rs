//! Structs: their declarations and the tables of their properties.

use codegen_contract::{Direction, Limits, Property, Structure};

use super::emission::Emission;
use super::rust_types::{self, rust_type};
use crate::doc_text::{description_with_limits, doc_comment, escape_markdown, paragraphs};

impl Emission<'_> {
    /// The source of a struct.
    pub(super) fn struct_source(&self, structure: &Structure) -> String {
        let name = &structure.name;
        let documentation = paragraphs(&[
            &escape_markdown(&structure.description),
            &self.documentation_links(name),
        ]);
        let is_default = structure.direction == Direction::Read
            || structure
                .properties
                .iter()
                .all(|property| !property.required);
        let derived = if is_default {
            "Clone, Default"
        } else {
            "Clone"
        };
        let mut text = doc_comment(&documentation, 0);
        text += &deprecation(structure.deprecated, 0);
        text += &format!("#[derive({derived})]\n#[non_exhaustive]\npub struct {name} {{\n");
        for property in &structure.properties {
            text += &doc_comment(
                &description_with_limits(&property.description, &property.limits),
                1,
            );
            text += &deprecation(property.deprecated, 1);
            let kind = rust_types::field_type(property, structure.direction);
            text += &format!("    pub {}: {kind},\n", property.field);
        }
        if let Some(additional) = &structure.additional {
            let kind = rust_type(additional, None);
            let field = additional_field(structure);
            text += "    /// Properties of any other name.\n";
            text += &format!("    pub {field}: std::collections::HashMap<String, {kind}>,\n");
        }
        text += "}\n\n";
        text + &table(structure)
    }
}

/// The name of the field for additional properties.
pub(super) fn additional_field(structure: &Structure) -> String {
    let mut field = "additional".to_owned();
    while structure
        .properties
        .iter()
        .any(|property| property.field == field)
    {
        field.push('_');
    }
    field
}

/// The attribute of a deprecated item.
pub(super) fn deprecation(is_deprecated: bool, depth: usize) -> String {
    if is_deprecated {
        format!("{}#[deprecated]\n", "    ".repeat(depth))
    } else {
        String::new()
    }
}

/// The table that maps fields to properties.
fn table(structure: &Structure) -> String {
    let mut text = format!("huaweicloud_types::object! {{\n    {} {{\n", structure.name);
    for (index, property) in structure.properties.iter().enumerate() {
        let attributes = attributes(property, structure.direction);
        let attributes = if attributes.is_empty() {
            String::new()
        } else {
            format!(" [{}]", attributes.join(", "))
        };
        text += &format!(
            "        {index} = {}: {:?}{attributes},\n",
            property.field, property.wire
        );
    }
    if structure.additional.is_some() {
        text += &format!("        .. {}\n", additional_field(structure));
    }
    text + "    }\n}\n"
}

/// The attributes of a property in the table.
fn attributes(property: &Property, direction: Direction) -> Vec<String> {
    let mut attributes = Vec::new();
    if property.field != property.wire {
        attributes.push(format!("named({:?})", property.field));
    }
    if direction == Direction::Sent {
        if property.required {
            attributes.push("required()".to_owned());
        }
        attributes.extend(limits(&property.limits, "huaweicloud_types"));
    }
    attributes
}

/// The limits that can be checked, as method calls on a property or parameter.
pub(super) fn limits(limits: &Limits, runtime: &str) -> Vec<String> {
    let mut methods = Vec::new();
    for bounds in [&limits.length, &limits.value, &limits.items] {
        methods.extend(match bounds.integers() {
            (Some(least), Some(most)) => Some(format!("range({least}, {most})")),
            (Some(least), None) => Some(format!("at_least({least})")),
            (None, Some(most)) => Some(format!("at_most({most})")),
            (None, None) => None,
        });
    }
    if let Some(pattern) = &limits.pattern {
        methods.push(format!("pattern({pattern:?})"));
    }
    if let Some(each) = &limits.each {
        let inner: Vec<String> = self::limits(each, runtime)
            .into_iter()
            .map(|method| format!(".{method}"))
            .collect();
        methods.push(format!("each(&{runtime}::Limits::new(){})", inner.concat()));
    }
    methods
}
