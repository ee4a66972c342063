//! Authentication and servers.

use serde_json::{Value, json};

use crate::correction::Corrections;
use crate::walk;

pub(crate) fn correct(document: &mut Value, corrections: &mut Corrections) {
    let schemes = document.pointer("/components/securitySchemes").cloned();
    let known: Vec<String> = schemes
        .as_ref()
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, scheme)| scheme.get("type").is_some())
        .map(|(name, _)| name.clone())
        .collect();
    let is_defined = |requirement: &Value| {
        let names = requirement.as_object().into_iter().flatten();
        names.into_iter().all(|(name, _)| known.contains(name))
    };
    let mut keep = |holder: &mut Value, pointer: &str| {
        let Some(security) = holder.get_mut("security").and_then(Value::as_array_mut) else {
            return;
        };
        let before = security.len();
        security.retain(is_defined);
        if security.len() < before {
            let message = "removed an undefined security scheme";
            let pointer = format!("{pointer}/security");
            corrections.add("unknown-security-scheme", &pointer, message);
        }
        if security.is_empty()
            && before > 0
            && let Some(holder) = holder.as_object_mut()
        {
            holder.remove("security");
        }
    };
    keep(document, "");
    walk::operations(document, &mut keep);
    if known.is_empty() {
        document["components"]["securitySchemes"] = json!({
            "token": { "type": "apiKey", "in": "header", "name": "X-Auth-Token" },
            "signature": { "type": "apiKey", "in": "header", "name": "Authorization" },
        });
        document["security"] = json!([{ "token": [] }, { "signature": [] }]);
    }
    server(document, corrections);
}

/// The address in `x-host`.
fn server(document: &mut Value, corrections: &mut Corrections) {
    let is_stated = document
        .pointer("/servers/0/url")
        .and_then(Value::as_str)
        .is_some_and(|url| url.len() > 1);
    if is_stated {
        return;
    }
    let stated = |key: &str| {
        let text = document.pointer("/info").and_then(|info| info.get(key));
        text.and_then(Value::as_str).filter(|text| !text.is_empty())
    };
    let host = match (stated("x-host"), stated("x-host_prefix")) {
        (Some(host), _) => host.to_owned(),
        (None, Some(prefix)) => format!("{prefix}.{{region}}.myhuaweicloud.com"),
        (None, None) => return,
    };
    let host = host.trim_start_matches("https://").to_owned();
    let mut server = json!({ "url": format!("https://{host}") });
    if host.contains("{region}") {
        server["variables"] = json!({ "region": { "default": "cn-north-4" } });
    }
    document["servers"] = json!([server]);
    corrections.add(
        "server",
        "/servers",
        format!("added a server for the host `{host}`"),
    );
}
