//! Server addresses with the defaults of their variables, split into origin and base path.

use crate::node_ref::NodeRef;

/// The address of a server, with each variable replaced by its default.
pub(crate) fn of_server(server: &NodeRef<'_>) -> String {
    let mut address = server.text("url").unwrap_or_default().to_owned();
    let variables = server.get("variables");
    for (name, variable) in variables.iter().flat_map(NodeRef::entries) {
        if let Some(default) = variable.text("default") {
            address = address.replace(&format!("{{{name}}}"), default);
        }
    }
    address
}

/// The part of an address before its path. Empty for a relative address.
pub(crate) fn origin(address: &str) -> &str {
    let path = base(address);
    let end = address.trim_end_matches('/').len() - path.len();
    address.get(..end).unwrap_or_default().trim_end_matches('/')
}

/// The path of an address, without a trailing slash. Paths of operations are appended to it.
pub(crate) fn base(address: &str) -> &str {
    let address = address.trim_end_matches('/');
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|start| rest.get(start..)),
        None => Some(address),
    };
    path.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_an_origin_and_a_base() {
        for (address, expected) in [
            ("https://a.example.com", ("https://a.example.com", "")),
            ("https://a.example.com/", ("https://a.example.com", "")),
            (
                "https://a.example.com/v1/",
                ("https://a.example.com", "/v1"),
            ),
            ("/", ("", "")),
            ("", ("", "")),
            ("/v1/x", ("", "/v1/x")),
        ] {
            assert_eq!((origin(address), base(address)), expected, "{address}");
        }
    }
}
