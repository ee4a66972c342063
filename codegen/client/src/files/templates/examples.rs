//! Runs the example programs against a mock server that serves the definition.

// MODULES
mod support;

use std::error::Error;

use crate_name::Client;

use support::{is_shared, started};

#[tokio::test(flavor = "multi_thread")]
async fn every_example_runs() {
    let mut failures = Vec::new();
    // RUNS
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

async fn run(
    failures: &mut Vec<String>,
    operation: &str,
    example: impl AsyncFn(Client) -> Result<(), Box<dyn Error>>,
) {
    let (mut server, mut core) = started(None).await;
    if is_shared(&server, operation) {
        (server, core) = started(Some(operation)).await;
    }
    if let Err(error) = example(Client::new(core)).await {
        failures.push(format!("{operation}: {error}"));
    }
    drop(server);
}
