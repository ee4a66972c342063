//! Open enums: the variants, with the macro of the runtime doing the rest.

use std::fmt::Write;

use super::Emission;
use crate::contract::Enumeration;
use crate::prose;

impl Emission<'_> {
    /// The enumeration as text: a macro's contents are not formatted by prettyplease.
    pub(crate) fn enumeration(&self, name: &str, enumeration: &Enumeration) -> String {
        let is_text = enumeration
            .variants
            .iter()
            .any(|variant| variant.value.is_string());
        let representation = if is_text { "str" } else { "i64" };
        let mut text = String::from("huaweicloud_types::open_enum! {\n");
        let description = format!("{}\n\n{}", enumeration.description, self.pages_of(name));
        comment(&mut text, "    ", &description);
        let _ = writeln!(text, "    pub enum {name}: {representation} {{");
        for variant in &enumeration.variants {
            comment(&mut text, "        ", &variant.description);
            // JSON's notation of a string or an integer is Rust's, but for escapes that no
            // documented value has.
            let value = match variant.value.as_str() {
                Some(value) => format!("{value:?}"),
                None => variant.value.to_string(),
            };
            let _ = writeln!(text, "        {} = {value},", variant.name);
        }
        text + "    }\n}\n"
    }
}

fn comment(text: &mut String, indent: &str, description: &str) {
    for line in prose::lines(description) {
        let _ = writeln!(text, "{indent}///{line}");
    }
}
