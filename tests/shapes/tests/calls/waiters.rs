//! Work that continues after the response.

use std::time::Duration;

use huaweicloud_core::{Backoff, ErrorKind};
use huaweicloud_mock_server::MockResponse;
use huaweicloud_shapes::waiters;
use serde_json::json;

use crate::{Outcome, paths, started};

/// Polls with short delays.
fn quick_polling() -> Backoff {
    Backoff::new().initial(Duration::from_millis(2))
}

#[tokio::test]
async fn waiters_poll_until_the_work_ends() -> Outcome {
    let (server, core) = started("waiters.yaml").await;
    let client = waiters::Client::new(core);
    let begun = MockResponse::success().body(json!({ "job": { "id": "j-1" } }));
    server.respond("CopyThing", begun).unwrap();
    for status in ["INIT", "RUNNING", "new to us", "SUCCESS"] {
        let job = MockResponse::success().body(json!({ "status": status }));
        server.respond_once("ShowJob", job).unwrap();
    }
    let copying = client
        .copy_thing()
        .thing_id("t")
        .wait()
        .backoff(quick_polling());
    let copying = copying.start().await?;
    let job = copying.response().job.as_ref().unwrap();
    assert_eq!(job.id.as_deref(), Some("j-1"));
    let job = copying.wait().await?;
    assert_eq!(job.status, Some(waiters::JobStatus::Success));
    let project = "73d69ae0cfcf460190522d06b60f05ad";
    let sent = paths(&server);
    assert_eq!(sent[0], format!("POST /{project}/things/t/copies"));
    assert_eq!(sent[1..], vec![format!("GET /{project}/jobs/j-1"); 4]);

    let failed = json!({ "status": "FAIL", "fail_reason": "no space" });
    server
        .respond("ShowJob", MockResponse::success().body(failed))
        .unwrap();
    let copying = client
        .copy_thing()
        .thing_id("t")
        .wait()
        .backoff(quick_polling());
    let error = copying.await.unwrap_err();
    assert_eq!(
        (error.kind(), error.state()),
        (ErrorKind::WorkFailed, Some("FAIL"))
    );
    assert_eq!(
        error.to_string(),
        "ShowJob: the job that CopyThing started (job_id j-1) ended in state `FAIL`: no space"
    );

    let running = MockResponse::success().body(json!({ "status": "RUNNING" }));
    server.respond("ShowJob", running).unwrap();
    let copying = client
        .copy_thing()
        .thing_id("t")
        .wait()
        .backoff(quick_polling());
    let error = copying
        .timeout(Duration::from_millis(50))
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.state()),
        (ErrorKind::WaitTimeout, Some("RUNNING"))
    );
    Ok(())
}

#[tokio::test]
async fn waiters_find_their_item_in_a_list_or_need_no_response() -> Outcome {
    let (server, core) = started("waiters.yaml").await;
    let client = waiters::Client::new(core);
    let begun = MockResponse::success().body(json!({ "copy_id": 7 }));
    server.respond("RestoreThing", begun).unwrap();
    for state in [1, 2, 3] {
        let list =
            json!({ "copies": [{ "id": 6, "state": 4 }, { "id": 7, "state": state, "size": 9 }] });
        server
            .respond_once("ListCopies", MockResponse::success().body(list))
            .unwrap();
    }
    let copy = client
        .restore_thing()
        .thing_id("t")
        .wait()
        .backoff(quick_polling())
        .await?;
    assert_eq!(
        (copy.id, copy.state, copy.size),
        (Some(7), Some(3), Some(9))
    );
    assert_eq!(paths(&server).len(), 4);

    for state in [
        json!(null),
        json!({ "name": "EXTENDING" }),
        json!({ "name": "RUNNING" }),
    ] {
        let thing = MockResponse::success().body(json!({ "name": "n", "state": state }));
        server.respond_once("ShowThing", thing).unwrap();
    }
    let thing = client
        .resize_thing()
        .thing_id("t")
        .wait()
        .backoff(quick_polling())
        .await?;
    assert_eq!(thing.name.as_deref(), Some("n"));
    assert_eq!(paths(&server).len(), 4);
    Ok(())
}
