//! Strings that must not be printed: passwords, keys and tokens without `format: password`.

use codegen_document::secrets::{self, Evidence};
use serde_json::{Value, json};

use crate::correction::Corrections;
use crate::walk;

pub(crate) fn mark(document: &mut Value, corrections: &mut Corrections) {
    walk::schemas(document, &mut |schema, place| {
        let Some(name) = &place.name else { return };
        let is_plain = schema.get("type").is_some_and(|kind| kind == "string")
            && !schema.contains_key("enum")
            && !schema.contains_key("format");
        if !is_plain {
            return;
        }
        let description = schema.get("description").and_then(Value::as_str);
        let evidence = secrets::evidence(name, description);
        let name = codegen_document::names::value_name(name);
        let name = name.trim_end_matches('_');
        match evidence {
            Some(Evidence::Certain) => {
                schema.insert("format".to_owned(), json!("password"));
                let message =
                    format!("marked `{name}` with `format: password`, so that it is never printed");
                corrections.add("unmarked-secret", &place.pointer, message);
            }
            Some(Evidence::Likely) => {
                schema.insert("format".to_owned(), json!("password"));
                let message = format!(
                    "marked `{name}` with `format: password`: its name or description suggests a secret"
                );
                corrections.review("unmarked-secret", &place.pointer, message);
            }
            None => {}
        }
    });
}
