//! Constraints between the fields of an object, which the table of objects cannot express.

use codegen_document::Node;

use super::shape::Kind;
use crate::diagnostic::Finding;
use crate::place::{DocumentId, Place};
use crate::suggestion::one_of;

/// A finding if the version of the document is not supported.
pub(super) fn version(document: DocumentId, root: &Node) -> Option<Finding> {
    let help = "convert the document to OpenAPI 3.0.3";
    if let Some(version) = root.get("swagger") {
        let version = version.to_json();
        let message = format!("unsupported version: expected OpenAPI 3.0, found Swagger {version}");
        return Some(Finding::new(Place::new(document, "/swagger"), message, help).at_key());
    }
    let version = root.get("openapi")?.as_str()?;
    let supported = version.strip_prefix("3.0.").is_some_and(|patch| {
        let digits = patch.split('-').next().unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    if supported {
        return None;
    }
    let message = format!("unsupported version: expected OpenAPI 3.0, found `{version}`");
    Some(Finding::new(
        Place::new(document, "/openapi"),
        message,
        help,
    ))
}

/// Adds the findings that involve more than one field of an object.
pub(super) fn check(kind: Kind, node: &Node, base: &Place, findings: &mut Vec<Finding>) {
    let mut check = Check {
        node,
        base,
        findings,
    };
    match kind {
        Kind::Parameter => {
            check.parameter_location();
            check.schema_or_content();
            check.exclusive("example", "examples");
        }
        Kind::Header => {
            check.schema_or_content();
            check.exclusive("example", "examples");
        }
        Kind::MediaType => check.exclusive("example", "examples"),
        Kind::Example => check.exclusive("value", "externalValue"),
        Kind::Link => check.exclusive("operationId", "operationRef"),
        Kind::Responses => check.some_response(),
        Kind::SecurityScheme => check.security_scheme(),
        _ => {}
    }
}

struct Check<'a> {
    node: &'a Node,
    base: &'a Place,
    findings: &'a mut Vec<Finding>,
}

impl Check<'_> {
    fn has(&self, key: &str) -> bool {
        self.node.get(key).is_some()
    }

    fn text(&self, key: &str) -> &str {
        self.node
            .get(key)
            .and_then(Node::as_str)
            .unwrap_or_default()
    }

    fn add(&mut self, message: impl Into<String>, help: impl Into<String>) {
        self.findings
            .push(Finding::new(self.base.clone(), message, help));
    }

    fn add_at_key(&mut self, key: &str, message: impl Into<String>, help: impl Into<String>) {
        let place = self.base.join(key);
        self.findings
            .push(Finding::new(place, message, help).at_key());
    }

    fn exclusive(&mut self, one: &str, other: &str) {
        if self.has(one) && self.has(other) {
            self.add_at_key(
                other,
                format!("`{one}` and `{other}` are mutually exclusive"),
                "remove one of them",
            );
        }
    }

    fn parameter_location(&mut self) {
        let location = self.text("in").to_owned();
        let required = self.node.get("required").and_then(Node::as_bool);
        if location == "path" && required != Some(true) {
            let message = "a path parameter must be required";
            match self.has("required") {
                true => self.add_at_key("required", message, "set it to `true`"),
                false => self.add(message, "add `required: true`"),
            }
        }
        let styles: &[&str] = match location.as_str() {
            "path" => &["matrix", "label", "simple"],
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "header" => &["simple"],
            "cookie" => &["form"],
            _ => return,
        };
        let style = self.node.get("style").and_then(Node::as_str);
        if let Some(style) = style.filter(|style| !styles.contains(style)) {
            self.add_at_key(
                "style",
                format!("invalid style `{style}` for a {location} parameter"),
                one_of(styles.iter().copied()),
            );
        }
    }

    fn schema_or_content(&mut self) {
        match (self.has("schema"), self.has("content")) {
            // Swagger 2 has `type` here, which is reported as an unknown field.
            (false, false) if self.has("type") => {}
            (false, false) => self.add("missing `schema` or `content`", "add a `schema`"),
            (true, true) => self.exclusive("schema", "content"),
            (false, true) => {
                for key in ["style", "explode", "allowReserved", "example", "examples"] {
                    if self.has(key) {
                        self.add_at_key(
                            key,
                            format!("`{key}` has no effect next to `content`"),
                            "remove it, or move it to the media type",
                        );
                    }
                }
            }
            (true, false) => {}
        }
    }

    fn some_response(&mut self) {
        if self.node.entries().next().is_none() {
            self.add("no responses are defined", "define the success response");
        }
    }

    fn security_scheme(&mut self) {
        let kind = self.text("type").to_owned();
        let (needed, also): (&[&str], &[&str]) = match kind.as_str() {
            "apiKey" => (&["name", "in"], &[]),
            "http" => (&["scheme"], &["bearerFormat"]),
            "oauth2" => (&["flows"], &[]),
            "openIdConnect" => (&["openIdConnectUrl"], &[]),
            _ => return,
        };
        for key in needed {
            if !self.has(key) {
                self.add(
                    format!("missing field `{key}` in a security scheme of type `{kind}`"),
                    format!("add `{key}`"),
                );
            }
        }
        let bearer = self.text("scheme").eq_ignore_ascii_case("bearer");
        for key in [
            "name",
            "in",
            "scheme",
            "bearerFormat",
            "flows",
            "openIdConnectUrl",
        ] {
            let known = needed.contains(&key) || also.contains(&key);
            let fits = known && (key != "bearerFormat" || bearer);
            if self.has(key) && !fits {
                self.add_at_key(
                    key,
                    format!("`{key}` is not allowed in a security scheme of type `{kind}`"),
                    "remove it, or correct the type",
                );
            }
        }
    }
}
