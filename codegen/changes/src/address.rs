//! Where requests go: servers with the defaults of their variables, and what of it is a path.

use crate::node_ref::NodeRef;

/// The address of a server, with the default of each variable.
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

/// What an address has before its path: nothing where it is relative.
pub(crate) fn origin(address: &str) -> &str {
    let path = base(address);
    let end = address.trim_end_matches('/').len() - path.len();
    address.get(..end).unwrap_or_default().trim_end_matches('/')
}

/// The path of an address, without a slash at the end: what paths of operations are appended to.
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
