//! A mock server that serves the definition, and a client for it.

use huaweicloud_core::{Client, Config, Token};
use huaweicloud_mock_server::MockServer;
use serde_json::Value;

/// The document that the crate was generated from.
const DEFINITION: &str = include_str!("../calls/definition.json");

/// A server for the whole definition, or for one operation alone if other operations have the same method
/// and address.
pub(crate) async fn started(operation: Option<&str>) -> (MockServer, Client) {
    let mut definition: Value = serde_json::from_str(DEFINITION).expect("the definition is JSON");
    if let (Some(wanted), Some(paths)) = (operation, definition["paths"].as_object_mut()) {
        for (_, item) in paths.iter_mut() {
            if let Some(item) = item.as_object_mut() {
                item.retain(|_, value| match value.get("operationId") {
                    Some(id) => id == wanted,
                    None => true,
                });
            }
        }
    }
    let server = MockServer::builder().document(definition).start().await;
    let server = server.expect("the definition can be served");
    let config = Config::builder()
        .endpoint(server.url())
        .allow_http(true)
        .project_id("73d69ae0cfcf460190522d06b60f05ad")
        .instance_id("f0fa1789-3b76-433b-a787-9892951c620e")
        .credential(Token::new("a-token"))
        .build()
        .expect("the configuration is complete");
    let client = Client::new(config).expect("the client can be created");
    (server, client)
}

/// Whether other operations have the same method and address as this one.
pub(crate) fn is_shared(server: &MockServer, operation: &str) -> bool {
    let shadowed = server.shadowed_routes();
    let routes = server.routes();
    let own = routes.iter().find(|route| route.operation == operation);
    let is_part = own.is_some_and(|route| route.path.contains('#'));
    is_part || shadowed.iter().any(|route| route.operation == operation)
}
