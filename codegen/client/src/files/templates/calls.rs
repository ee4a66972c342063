//! Calls every operation once, over HTTP, on a mock server that serves the definition.

mod case;
#[rustfmt::skip]
mod cases;
#[path = "../support/mod.rs"]
mod support;

use huaweicloud_core::Client;
use huaweicloud_mock_server::MockServer;
use serde_json::{Map, Value};

use case::{Arguments, Case};
use support::{is_shared, started};

/// The arguments of each operation.
const REQUESTS: &str = include_str!("requests.json");

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_called() {
    let requests: Map<String, Value> = serde_json::from_str(REQUESTS).expect("requests are JSON");
    let (server, client) = started(None).await;
    let (mut count, mut failures) = (0, Vec::new());
    for case in cases::CASES.iter().copied().flatten() {
        let arguments = Arguments::new(requests.get(case.0));
        let outcome = if is_shared(&server, case.0) {
            let (server, client) = started(Some(case.0)).await;
            called(&server, &client, case, &arguments).await
        } else {
            called(&server, &client, case, &arguments).await
        };
        count += 1;
        failures.extend(outcome.err().map(|it| format!("{}: {it}", case.0)));
    }
    assert!(count > 0, "there are no operations");
    assert!(
        failures.is_empty(),
        "{} of {count} operations failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
    println!("{count} operations called");
}

/// Calls an operation. The request must arrive as this operation, and the response must be a success.
async fn called(
    server: &MockServer,
    client: &Client,
    (operation, call): &Case,
    arguments: &Arguments,
) -> Result<(), String> {
    server.clear_requests();
    let call = call(client, arguments).map_err(|error| format!("the arguments do not fit: {error}"))?;
    let outcome = call.await;
    let requests = server.requests();
    outcome.map_err(|error| format!("{error:?}"))?;
    match requests.last().map(|request| request.operation()) {
        Some(Some(arrived)) if arrived == *operation => Ok(()),
        arrived => Err(format!("arrived as {arrived:?}")),
    }
}
