//! Texts that must not be printed: passwords, keys and tokens that no `format: password` marks.

use serde_json::{Value, json};

use crate::correction::Corrections;
use crate::walk;

/// Names that end like this hold a secret.
const CERTAIN: [&str; 16] = [
    "access_secret",
    "admin_pass",
    "adminpass",
    "app_secret",
    "auth_token",
    "client_secret",
    "passphrase",
    "passwd",
    "password",
    "private_key",
    "privatekey",
    "pwd",
    "secret_access_key",
    "secret_key",
    "security_token",
    "session_token",
];

/// Names with one of these are likely to.
const LIKELY: [&str; 5] = ["credential", "passwd", "password", "secret", "token"];

/// Names with one of these are about secrets, and hold none.
const ABOUT: [&str; 28] = [
    "_access",
    "_at",
    "_count",
    "_enable",
    "_expire",
    "_expires",
    "_id",
    "_ids",
    "_level",
    "_length",
    "_limit",
    "_method",
    "_mode",
    "_name",
    "_num",
    "_pattern",
    "_policy",
    "_regex",
    "_rule",
    "_state",
    "_status",
    "_strength",
    "_time",
    "_type",
    "_url",
    "_version",
    "next_token",
    "page_token",
];

/// Words of descriptions that tell of a secret.
const TOLD: [&str; 6] = [
    "密码",
    "口令",
    "私钥",
    "密钥内容",
    "password of",
    "the password",
];

pub(crate) fn mark(document: &mut Value, corrections: &mut Corrections) {
    walk::schemas(document, &mut |schema, place| {
        let Some(name) = &place.name else { return };
        let is_plain = schema.get("type").is_some_and(|kind| kind == "string")
            && !schema.contains_key("enum")
            && !schema.contains_key("format");
        if !is_plain {
            return;
        }
        let name = codegen_document::names::value_name(name);
        let name = name.trim_end_matches('_');
        let is_about = ABOUT.iter().any(|ending| name.ends_with(ending));
        let description = schema.get("description").and_then(Value::as_str);
        let is_told = TOLD
            .iter()
            .any(|word| description.unwrap_or_default().contains(word));
        let is_certain = CERTAIN.iter().any(|ending| name.ends_with(ending));
        let is_likely = !is_about && LIKELY.iter().any(|word| name.contains(word));
        let is_key = matches!(name, "sk" | "secret" | "token" | "key" | "ak") && is_told;
        if is_certain && !is_about {
            schema.insert("format".to_owned(), json!("password"));
            let message =
                format!("marked `{name}` with `format: password`, so that it is never printed");
            corrections.add("unmarked-secret", &place.pointer, message);
        } else if is_likely || is_key || is_told && name.contains("pass") && !is_about {
            schema.insert("format".to_owned(), json!("password"));
            let message = format!(
                "marked `{name}` with `format: password`: its name or description tells of a secret"
            );
            corrections.review("unmarked-secret", &place.pointer, message);
        }
    });
}
