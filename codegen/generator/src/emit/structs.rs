//! Structs of the model crate: their declaration, and the table of their properties.

use codegen_contract::{Direction, Limits, Property, Structure};

use super::emission::Emission;
use super::rust_types::{self, rust_type};
use crate::doc_text::{description_with_limits, doc_comment, paragraphs, safe};

impl Emission<'_> {
    /// The struct with its table; what is sent is required by its types, what is read may be missing.
    pub(super) fn struct_source(&self, structure: &Structure) -> String {
        let name = &structure.name;
        let documentation = paragraphs(&[
            &safe(&structure.description),
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

/// The field for properties of any other name: one that no property has.
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

/// The line before something that the document advises against.
pub(super) fn deprecation(is_deprecated: bool, depth: usize) -> String {
    if is_deprecated {
        format!("{}#[deprecated]\n", "    ".repeat(depth))
    } else {
        String::new()
    }
}

/// The lines that tie fields to properties.
fn table(structure: &Structure) -> String {
    let mut text = format!("huaweicloud_types::object! {{\n    {} {{\n", structure.name);
    for (index, property) in structure.properties.iter().enumerate() {
        let facts = facts(property, structure.direction);
        let facts = if facts.is_empty() {
            String::new()
        } else {
            format!(" [{}]", facts.join(", "))
        };
        text += &format!(
            "        {index} = {}: {:?}{facts},\n",
            property.field, property.wire
        );
    }
    if structure.additional.is_some() {
        text += &format!("        .. {}\n", additional_field(structure));
    }
    text + "    }\n}\n"
}

/// What the table says about a property in addition to its name.
fn facts(property: &Property, direction: Direction) -> Vec<String> {
    let mut facts = Vec::new();
    if property.field != property.wire {
        facts.push(format!("named({:?})", property.field));
    }
    if direction == Direction::Sent {
        if property.required {
            facts.push("required()".to_owned());
        }
        facts.extend(limits(&property.limits, "huaweicloud_types"));
    }
    facts
}

/// The limits that a program can check, as methods of a property or parameter.
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
