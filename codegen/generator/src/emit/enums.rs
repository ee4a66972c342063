//! Open enums: their variants and the values of these.

use codegen_contract::Enumeration;

use super::emission::Emission;
use super::structs::deprecation;
use crate::doc_text::{code_span, doc_comment, escape_markdown, paragraphs};

impl Emission<'_> {
    /// The source of an enumeration.
    pub(super) fn enum_source(&self, enumeration: &Enumeration) -> String {
        let name = &enumeration.name;
        let default = enumeration.default.as_ref();
        let default = default.map_or_else(String::new, |it| format!("Default: {}.", code_span(it)));
        let documentation = paragraphs(&[
            &escape_markdown(&enumeration.description),
            &default,
            &self.documentation_links(name),
        ]);
        let (derived, unknown, wire) = if enumeration.is_string {
            ("Clone", "UnknownText", "str")
        } else {
            ("Clone, Copy", "UnknownInteger", "i64")
        };
        let mut text = doc_comment(&documentation, 0);
        text += &deprecation(enumeration.deprecated, 0);
        text += &format!("#[derive({derived})]\n#[non_exhaustive]\npub enum {name} {{\n");
        for variant in &enumeration.variants {
            let description = match variant.wire() {
                _ if !variant.description.is_empty() => escape_markdown(&variant.description),
                wire if wire.is_empty() => "The empty text.".to_owned(),
                wire => format!("{}.", code_span(&wire)),
            };
            text += &doc_comment(&description, 1);
            text += &format!("    {},\n", variant.name);
        }
        text += "    /// A value that the documentation does not list, kept as it came.\n";
        text += &format!("    Unknown(huaweicloud_types::{unknown}),\n}}\n\n");
        text += &format!("huaweicloud_types::open_enum!({name}: {wire} {{\n");
        for variant in &enumeration.variants {
            let value = match variant.value.as_str() {
                Some(value) => format!("{value:?}"),
                None => variant.value.to_string(),
            };
            text += &format!("    {} = {value},\n", variant.name);
        }
        text + "});\n"
    }
}
