//! The embedded documents.

mod support;

use huaweicloud_mock_server::MockServer;
use support::send;

#[tokio::test]
async fn the_embedded_documents_are_served_and_require_credentials() {
    let server = MockServer::start().await.unwrap();
    let routes = server.routes();
    assert!(
        routes
            .iter()
            .any(|route| route.operation == "ListStatisticsApi"),
        "{routes:?}"
    );
    // Two products have this address: to serve a specific one, embed only that product.
    let shadowed: Vec<String> = server
        .shadowed_routes()
        .iter()
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(shadowed, ["GET /v2/{project_id}/instances"]);
    for route in routes {
        let target = route.path.replace(['{', '}'], "");
        let answered = send(&server, &route.method, &target, &[], b"").await;
        assert_eq!(answered.status, 401, "{route:?}");
        assert!(answered.json()["error_code"].is_string(), "{route:?}");
        assert!(answered.message().contains("X-Auth-Token"), "{route:?}");
    }
}

#[tokio::test]
async fn a_single_embedded_document_can_be_served() {
    let server = MockServer::builder().embedded("dcs").start().await.unwrap();
    let routes = server.routes();
    assert!(
        routes.iter().all(|route| route.document == "dcs"),
        "{routes:?}"
    );
}

#[tokio::test]
async fn the_first_document_with_a_route_is_used() {
    let mut second = support::bookshop();
    second["paths"]["/v1/{other}/status"] = second["paths"]["/v1/{shop_id}/status"].take();
    let server = support::builder()
        .named_document("second", second)
        .start()
        .await
        .unwrap();
    let shadowed = server.shadowed_routes();
    assert!(
        shadowed
            .iter()
            .any(|route| route.path == "/v1/{other}/status"),
        "{shadowed:?}"
    );
    assert!(
        shadowed.iter().all(|route| route.document == "second"),
        "{shadowed:?}"
    );
}
