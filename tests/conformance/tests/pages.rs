//! Lists page by page, over real HTTP.

use std::error::Error;

use huaweicloud_core::{Config, StreamExt, Token, TryStreamExt};
use huaweicloud_mock_server::{MockResponse, MockServer};
use huaweicloud_roma::Roma;
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn Error>>;

fn roma(server: &MockServer) -> Result<Roma, huaweicloud_core::Error> {
    let config = Config::builder()
        .endpoint(server.url())
        .allow_http(true)
        .project_id("73d69ae0cfcf460190522d06b60f05ad")
        .instance_id("f0fa1789-3b76-433b-a787-9892951c620e")
        .credential(Token::new("a-token"))
        .build()?;
    Roma::connect(config)
}

fn apps(ids: std::ops::Range<i64>, total: i64) -> MockResponse {
    let apps: Vec<Value> = ids.map(|id| json!({"id": id.to_string()})).collect();
    MockResponse::success().body(json!({"total": total, "size": apps.len(), "apps": apps}))
}

/// The `offset` and `limit` of every request that was sent.
fn asked(server: &MockServer) -> Vec<String> {
    let requests = server.requests();
    requests
        .iter()
        .map(|request| request.raw_query().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn items_are_read_page_by_page_up_to_the_total() -> Outcome {
    let server = MockServer::start().await?;
    for (ids, total) in [(0..3, 7), (3..6, 7), (6..7, 7)] {
        server.respond_once("ListRomaApp", apps(ids, total))?;
    }
    let items: Vec<_> = roma(&server)?
        .instances()
        .list_roma_app()
        .limit(3)
        .items()
        .try_collect()
        .await?;
    let ids: Vec<_> = items.into_iter().filter_map(|app| app.id).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4", "5", "6"]);
    assert_eq!(
        asked(&server),
        ["offset=0&limit=3", "offset=3&limit=3", "offset=6&limit=3"]
    );
    Ok(())
}

#[tokio::test]
async fn each_operation_has_its_own_first_offset() -> Outcome {
    let server = MockServer::start().await?;
    let roma = roma(&server)?;
    let page = |range: std::ops::Range<i64>| {
        let entities: Vec<Value> = range.map(|id| json!({"id": id.to_string()})).collect();
        MockResponse::success().body(json!({"total": 3, "size": 2, "entities": entities}))
    };
    server.respond_once("ListMonitorLog", page(0..2))?;
    server.respond_once("ListMonitorLog", page(2..3))?;
    let call = roma.fdi().list_monitor_log().task_id("1").limit(2);
    let items: Vec<_> = call.items().try_collect().await?;
    assert_eq!(items.len(), 3);
    assert_eq!(asked(&server), ["offset=1&limit=2", "offset=3&limit=2"]);
    server.clear_requests();
    let sources = json!({"total": 0, "size": 0, "data_sources": []});
    server.respond_once(
        "ListLiveDataDataSourcesV2",
        MockResponse::success().body(sources),
    )?;
    let call = roma.apic().list_live_data_data_sources_v2().app_id("1");
    assert_eq!(call.items().count().await, 0);
    assert!(
        asked(&server)[0].contains("offset=0"),
        "{:?}",
        asked(&server)
    );
    Ok(())
}

#[tokio::test]
async fn a_wrong_total_does_not_end_the_list_early() -> Outcome {
    let server = MockServer::start().await?;
    server.respond_once("ListRomaApp", apps(0..2, 0))?;
    server.respond_once("ListRomaApp", apps(2..3, 0))?;
    let items: Vec<_> = roma(&server)?
        .instances()
        .list_roma_app()
        .limit(2)
        .items()
        .try_collect()
        .await?;
    assert_eq!(items.len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_repeated_page_is_an_error_instead_of_an_endless_stream() -> Outcome {
    let server = MockServer::start().await?;
    server.respond("ListRomaApp", apps(0..2, 1000))?;
    let pages: Vec<_> = roma(&server)?
        .instances()
        .list_roma_app()
        .limit(2)
        .pages()
        .collect()
        .await;
    assert_eq!(pages.len(), 2);
    assert!(pages[0].is_ok());
    assert!(
        pages[1]
            .as_ref()
            .is_err_and(|error| error.to_string().contains("again"))
    );
    Ok(())
}

#[tokio::test]
async fn pages_are_fetched_on_demand() -> Outcome {
    let server = MockServer::start().await?;
    server.respond_once("ListRomaApp", apps(0..2, 4))?;
    let call = roma(&server)?
        .instances()
        .list_roma_app()
        .limit(2)
        .offset(5);
    let mut pages = Box::pin(call.pages());
    assert!(server.requests().is_empty());
    let page = pages.next().await.ok_or("no page")??;
    assert_eq!(page.apps.len(), 2);
    assert_eq!(asked(&server), ["offset=5&limit=2"]);
    Ok(())
}

#[tokio::test]
async fn an_error_ends_the_list() -> Outcome {
    let server = MockServer::start().await?;
    server.respond_once("ListRomaApp", apps(0..2, 4))?;
    server.respond_once("ListRomaApp", MockResponse::status(403))?;
    let call = roma(&server)?.instances().list_roma_app().limit(2);
    let items: Vec<_> = call.items().collect().await;
    assert_eq!(items.len(), 3);
    assert_eq!(
        items[2]
            .as_ref()
            .unwrap_err()
            .status()
            .map(|it| it.as_u16()),
        Some(403)
    );
    Ok(())
}
