//! The service of a definition: title, name, host.

use std::path::Path;

use codegen_document::Document;
use serde_json::Value;

/// The host of most services, after the name of the service and the region.
const DOMAIN: &str = "myhuaweicloud.com";

/// The service of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// The title.
    pub(crate) title: String,
    /// The name of the definition's file or folder.
    pub(crate) file: String,
    /// The name of the service in the variables of endpoints.
    pub(crate) name: String,
    /// The host, possibly with a path, and with `{region}` if each region has its own.
    pub(crate) host: Option<String>,
    /// Whether it is a service of Huawei Cloud.
    pub(crate) is_huawei: bool,
}

impl Service {
    pub(crate) fn of(definition: &Document, path: &Path) -> Self {
        let root = definition.to_json();
        let info = |key: &str| {
            root.pointer(&format!("/info/{key}"))
                .and_then(Value::as_str)
        };
        let file = path.file_stem().map(|it| it.to_string_lossy().into_owned());
        let file = file.unwrap_or_default();
        let title = info("title").map(str::trim).filter(|it| !it.is_empty());
        let title = title
            .unwrap_or(&file)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let prefix = info("x-host_prefix");
        let host = info("x-host")
            .map(str::to_owned)
            .or_else(|| server(&root))
            .map(|host| with_region(&host))
            .filter(|host| is_host(host))
            .or_else(|| by_prefix(prefix?, &title));
        let first = host.as_deref().and_then(|it| it.split(['.', '/']).next());
        let name = first.or(prefix).unwrap_or(&title);
        let is_huawei = prefix.is_some() || host.as_deref().is_some_and(|it| it.contains(DOMAIN));
        Self {
            name: word(name),
            title,
            file,
            host,
            is_huawei,
        }
    }
}

/// The host of the first server, with the defaults of its variables.
fn server(root: &Value) -> Option<String> {
    let server = root.pointer("/servers/0")?;
    let mut url = server.get("url")?.as_str()?.to_owned();
    for (name, variable) in server
        .get("variables")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let is_region =
            name.eq_ignore_ascii_case("region") || name.eq_ignore_ascii_case("region_id");
        let value = match variable.get("default").and_then(Value::as_str) {
            _ if is_region => "{region}",
            Some(value) => value,
            None => continue,
        };
        url = url.replace(&format!("{{{name}}}"), value);
    }
    let host = url.strip_prefix("https://")?.trim_end_matches('/');
    Some(host.to_owned())
}

/// The general pattern, if the definition and the host use the same name for the service. Some services
/// have different names in their definitions and hosts.
fn by_prefix(prefix: &str, title: &str) -> Option<String> {
    let is_same = prefix.eq_ignore_ascii_case(title);
    is_same.then(|| format!("{prefix}.{{region}}.{DOMAIN}"))
}

/// The host with `{region}` instead of one region.
fn with_region(host: &str) -> String {
    let labels = host.split('.').map(|label| match is_region(label) {
        true => "{region}",
        false => label,
    });
    labels.collect::<Vec<_>>().join(".")
}

/// Whether it has the form of a region: `cn-north-4`.
fn is_region(label: &str) -> bool {
    let parts: Vec<&str> = label.split('-').collect();
    let [area, direction, number] = parts.as_slice() else {
        return false;
    };
    let letters = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_lowercase());
    area.len() == 2
        && letters(area)
        && letters(direction)
        && !number.is_empty()
        && number.bytes().all(|it| it.is_ascii_digit())
}

fn is_host(host: &str) -> bool {
    let plain = host.replace("{region}", "region");
    let (name, path) = plain.split_once('/').unwrap_or((&plain, ""));
    let is_allowed = |it: char| it.is_ascii_alphanumeric() || "-.".contains(it);
    name.contains('.')
        && name.split('.').all(|label| !label.is_empty())
        && name.chars().all(is_allowed)
        && path.chars().all(|it| is_allowed(it) || "/_~".contains(it))
}

/// Letters and digits, with `-` between the words.
pub(crate) fn word(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let words = lower.split(|it: char| !it.is_ascii_alphanumeric());
    words
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(info: &str) -> Service {
        let text = format!("{{\"info\": {{{info}}}, \"paths\": {{}}}}");
        Service::of(
            &Document::parse("x.json", text).unwrap(),
            Path::new("x.json"),
        )
    }

    #[test]
    fn the_host_is_read_from_the_definition() {
        for (info, name, host) in [
            (
                r#""title": "ECS", "x-host": "ecs.{region}.myhuaweicloud.com""#,
                "ecs",
                Some("ecs.{region}.myhuaweicloud.com"),
            ),
            (
                r#""title": "DCS", "x-host": "dcs.cn-north-4.myhuaweicloud.com""#,
                "dcs",
                Some("dcs.{region}.myhuaweicloud.com"),
            ),
            (
                r#""title": "EPS", "x-host_prefix": "eps", "x-host": "eps.myhuaweicloud.com""#,
                "eps",
                Some("eps.myhuaweicloud.com"),
            ),
            (
                r#""title": "KMS", "x-host_prefix": "kms""#,
                "kms",
                Some("kms.{region}.myhuaweicloud.com"),
            ),
            (
                r#""title": "SMN", "x-host_prefix": "sis-ext""#,
                "sis-ext",
                None,
            ),
            (r#""title": "My Shop""#, "my-shop", None),
            (r#""title": "X", "x-host": "a b""#, "x", None),
        ] {
            let found = service(info);
            assert_eq!((found.name.as_str(), found.host.as_deref()), (name, host));
        }
    }
}
