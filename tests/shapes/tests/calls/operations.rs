//! What the document says of an operation as a whole: its address, errors, pagination and rules.

use huaweicloud_core::{CallSettings, ErrorKind};
use huaweicloud_mock_server::MockResponse;
use huaweicloud_shapes::{deprecated, errors, pagination, resources, rules, shared_addresses};
use serde_json::json;

use crate::{Outcome, paths, query, responding, sent, started};

#[tokio::test]
#[expect(deprecated, reason = "what the document advises against still works")]
async fn deprecated_operations_and_fields_work() -> Outcome {
    let (server, core) = started("deprecated.yaml").await;
    let client = deprecated::Client::new(core);
    let body = deprecated::ThingInput::builder()
        .title("old")
        .password("hunter2")
        .build();
    assert!(!format!("{body:?}").contains("hunter2"));
    server
        .respond(
            "UpdateOldThing",
            MockResponse::success().body(json!({ "title": "old" })),
        )
        .unwrap();
    let read = client.update_old_thing().old("o").body(body).send().await?;
    assert_eq!(
        sent(&server),
        json!({ "title": "old", "password": "hunter2" })
    );
    assert_eq!(read.title.as_deref(), Some("old"));
    Ok(())
}

/// The fragment that distinguishes them in the document is not sent.
#[tokio::test]
async fn operations_that_share_an_address_are_distinct() -> Outcome {
    let (server, core) = started("shared-addresses.yaml").await;
    let client = shared_addresses::Client::new(core);
    let reboot = shared_addresses::RebootThing::builder()
        .reboot("HARD")
        .build()?;
    let resize = shared_addresses::ResizeThing::builder()
        .resize(40)
        .build()?;
    client.reboot_thing().body(reboot).send().await?;
    client.resize_thing().body(resize).send().await?;
    let requests = server.requests();
    let paths: Vec<&str> = requests.iter().map(|it| it.path()).collect();
    assert_eq!(paths, ["/action", "/action"]);
    assert_eq!(requests[0].json().unwrap(), json!({ "reboot": "HARD" }));
    assert_eq!(requests[1].json().unwrap(), json!({ "resize": 40 }));
    Ok(())
}

#[tokio::test]
async fn names_of_all_resources_are_flat() -> Outcome {
    let (server, core) = started("resources").await;
    let client = resources::Client::new(core);
    let response = json!({ "crate_id": "c1", "owner": { "name": "anyone" } });
    server.respond("MakeThing", MockResponse::success().body(response))?;
    let full = json!({ "state": "FULL", "owner": { "name": "anyone" } });
    server.respond("ShowCrate", MockResponse::success().body(full))?;
    let thing = resources::ThingInput::builder().crate_id("c1").build();
    let ended: resources::Crate = client.make_thing().body(thing).wait().await?.into_inner();
    let owner: Option<resources::Owner> = ended.owner;
    assert_eq!(owner.unwrap().name.as_deref(), Some("anyone"));
    assert_eq!(paths(&server)[1..], ["GET /v1/crates/c1"]);
    let types: Vec<resources::Thing> = client.types().send().await?.into_inner();
    assert!(types.len() < 2);
    Ok(())
}

#[tokio::test]
async fn errors_of_any_shape_have_one_type() -> Outcome {
    let (server, core) = started("errors.yaml").await;
    let client = errors::Client::new(core);
    let show = || client.show_thing().thing_id("t");
    let bad = json!({ "error_code": "Things.0001", "error_msg": "no" });
    server.respond("ShowThing", MockResponse::status(400).body(bad))?;
    let error = show().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.code(), Some("Things.0001"));
    assert_eq!(error.message(), Some("no"));
    assert!(!error.is_not_found());
    let gone = json!({ "error_code": "Things.0410", "error_msg": "gone" });
    server.respond("ShowThing", MockResponse::status(400).body(gone))?;
    assert!(show().send().await.unwrap_err().is_not_found());
    let failed = MockResponse::status(500).text("text/plain", "failed");
    server.respond("ShowThing", failed)?;
    let error = show().without_retries().send().await.unwrap_err();
    assert_eq!(error.body(), Some(&b"failed"[..]));
    Ok(())
}

#[tokio::test]
async fn operations_that_are_safe_to_repeat_are_retried() -> Outcome {
    let (server, core) = started("errors.yaml").await;
    let start = errors::Client::new(core).start_thing().thing_id("t");
    server.respond_once("StartThing", MockResponse::status(503))?;
    start.send().await?;
    assert_eq!(paths(&server), ["POST /errors/t", "POST /errors/t"]);
    Ok(())
}

#[tokio::test]
async fn pages_follow_each_other_until_the_total() -> Outcome {
    let (server, core) = started("pagination.yaml").await;
    let client = pagination::Client::new(core);
    let page = |ids: &[i64]| {
        let things: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
        responding(json!({ "things": things, "total": 5 }))
    };
    for ids in [&[1, 2][..], &[3, 4], &[5]] {
        server.respond_once("ListThings", page(ids))?;
    }
    let things = client.list_things().items().collect_up_to(10).await?;
    let ids: Vec<_> = things.iter().filter_map(|thing| thing.id).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5]);
    let offsets: Vec<_> = server.requests().iter().map(|it| it.query()).collect();
    let offset = |value: &str| vec![("offset".to_owned(), value.to_owned())];
    assert_eq!(offsets[1..], [offset("2"), offset("4")]);
    Ok(())
}

#[tokio::test]
async fn pages_without_a_total_end_with_a_short_one() -> Outcome {
    let (server, core) = started("pagination.yaml").await;
    let client = pagination::Client::new(core);
    server.respond_once("ListNames", responding(json!({ "names": ["a", "b"] })))?;
    server.respond_once("ListNames", responding(json!({ "names": ["c"] })))?;
    let call = client.list_names().limit(2);
    assert_eq!(call.items().collect_up_to(10).await?, ["a", "b", "c"]);
    let starts = query(&server);
    assert!(starts.contains(&("start".to_owned(), "3".to_owned())));
    Ok(())
}

#[tokio::test]
async fn rules_across_parameters_are_validated() -> Outcome {
    let (_server, core) = started("rules.yaml").await;
    let client = rules::Client::new(core);
    let search = |body| client.search_things().body(body);
    let first = rules::Search::builder().first("a").build();
    let violations = search(first).scope("ROOM").validate().unwrap_err();
    let violations = violations.to_string();
    assert!(violations.contains("room"), "{violations}");
    assert!(violations.contains("last"), "{violations}");
    let name = rules::Search::builder().name("a").build();
    search(name).scope("ROOM").room("r").validate()?;
    Ok(())
}
