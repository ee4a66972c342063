//! What calls return.

use huaweicloud_mock_server::MockResponse;
use huaweicloud_shapes::successes;
use serde_json::json;

use crate::{Outcome, responding, started};

#[tokio::test]
async fn every_documented_success_is_read() -> Outcome {
    let (server, core) = started("successes.yaml").await;
    let client = successes::Client::new(core);
    let some = MockResponse::status(200).body(json!({ "things": [{ "name": "chair" }] }));
    server
        .respond("ListOrNothing", some.header("X-Total", "1"))
        .unwrap();
    let response = client.list_or_nothing().send().await?;
    assert_eq!(response.header::<u32>("x-total"), Some(1));
    let things = response.into_inner().unwrap();
    assert_eq!(things.things[0].name.as_deref(), Some("chair"));
    server
        .respond("ListOrNothing", MockResponse::status(204))
        .unwrap();
    assert!(client.list_or_nothing().send().await?.is_none());
    for status in [201, 202] {
        let response = MockResponse::status(status).body(json!({ "name": "table" }));
        server.respond("MakeOrStart", response).unwrap();
        let thing = client.make_or_start().send().await?;
        assert_eq!(thing.status().as_u16(), status);
        assert_eq!(thing.name.as_deref(), Some("table"));
    }
    Ok(())
}

#[tokio::test]
async fn lists_maps_and_scalars_are_responses() -> Outcome {
    let (server, core) = started("successes.yaml").await;
    let client = successes::Client::new(core);
    let list = json!([{ "name": "chair" }, {}]);
    server
        .respond("ListAtTheTop", MockResponse::success().body(list.clone()))
        .unwrap();
    assert_eq!(client.list_at_the_top().send().await?.len(), 2);
    let map = json!({ "red": list, "blue": [] });
    server
        .respond("MapAtTheTop", MockResponse::success().body(map))
        .unwrap();
    let map = client.map_at_the_top().send().await?;
    assert_eq!(map["red"][0].name.as_deref(), Some("chair"));
    server
        .respond("CountThings", MockResponse::success().body(json!(12)))
        .unwrap();
    assert_eq!(*client.count_things().send().await?, 12);
    Ok(())
}

#[tokio::test]
async fn responses_without_a_body_are_read() -> Outcome {
    let (server, core) = started("successes.yaml").await;
    let client = successes::Client::new(core);
    client.delete_thing().send().await?;
    server.respond("StartThing", MockResponse::status(202))?;
    assert_eq!(client.start_thing().send().await?.status().as_u16(), 202);
    Ok(())
}

#[tokio::test]
async fn a_default_or_redirect_is_the_success_if_no_other_is_documented() -> Outcome {
    let (server, core) = started("successes.yaml").await;
    let client = successes::Client::new(core);
    server.respond("ShowDefault", responding(json!({ "name": "chair" })))?;
    let thing = client.show_default().send().await?;
    assert_eq!(thing.name.as_deref(), Some("chair"));
    let versions = MockResponse::status(300).body(json!({ "things": [{}] }));
    server.respond("ListVersions", versions)?;
    assert_eq!(client.list_versions().send().await?.things.len(), 1);
    Ok(())
}

#[tokio::test]
async fn successes_of_different_types_are_read_by_the_caller() -> Outcome {
    let (server, core) = started("successes.yaml").await;
    let client = successes::Client::new(core);
    let things = MockResponse::status(206).body(json!({ "things": [{ "name": "chair" }] }));
    server.respond("ShowEither", things)?;
    let either = client.show_either().send().await?;
    let things: successes::Things = either.read()?;
    assert_eq!(things.things[0].name.as_deref(), Some("chair"));
    let thing = MockResponse::status(202).body(json!({ "name": "table" }));
    server.respond("DownloadThing", thing)?;
    let file = client.download_thing().send().await?.into_inner();
    assert_eq!(file.bytes().await?.as_ref(), b"{\"name\":\"table\"}");
    Ok(())
}
