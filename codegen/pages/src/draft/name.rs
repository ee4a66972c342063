//! Proposes a name for an operation whose page has none.

use codegen_document::names;

/// The provisional name of an operation: `POST /v2/{project_id}/environments` becomes
/// `CreateEnvironment`, `GET` of the same `ListEnvironments`, `GET` of one `ShowEnvironment`.
#[must_use]
pub fn proposed_name(method: &str, uri: &str) -> String {
    let path = uri.split('?').next().unwrap_or(uri);
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_variable = |part: &str| part.starts_with(['{', ':']);
    let subject = parts.iter().rev().find(|part| !is_variable(part));
    let subject = names::type_name(subject.copied().unwrap_or("operation"));
    let of_one = parts.last().is_some_and(|part| is_variable(part));
    match method.to_ascii_uppercase().as_str() {
        "GET" | "HEAD" if of_one => format!("Show{}", singular(&subject)),
        "GET" | "HEAD" => format!("List{subject}"),
        "POST" => format!("Create{}", singular(&subject)),
        "DELETE" => format!("Delete{}", singular(&subject)),
        _ => format!("Update{}", singular(&subject)),
    }
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::proposed_name;

    #[test]
    fn method_and_address_give_a_name() {
        let cases = [
            ("POST", "/v2/{project_id}/environments", "CreateEnvironment"),
            ("GET", "/v2/{project_id}/environments", "ListEnvironments"),
            ("get", "/v2/{project_id}/shops/{shop_id}", "ShowShop"),
            ("DELETE", "/v2/policies/:policy_id", "DeletePolicy"),
            ("PUT", "/v1/things/{id}/status?force=true", "UpdateStatus"),
            ("GET", "", "ListOperation"),
        ];
        for (method, uri, name) in cases {
            assert_eq!(proposed_name(method, uri), name, "{method} {uri}");
        }
    }
}
