//! On the mock server: a run that gets from one state to the next, which one documented example cannot.

use example_support::Trouble;
use huaweicloud_mock_server::{MockResponse, MockServer};
use serde_json::{Value, json};

/// What is in the log before the start, and at each look after it.
pub(crate) fn prepare(server: &MockServer) -> Result<(), Trouble> {
    let reading = step("READER", "Reading from the source.", 1_603_243_428_000_i64);
    let writing = step("WRITER", "Writing to the target.", 1_603_243_431_000_i64);
    let earlier = run("id123456788", "SUCCESS", &[]);
    let states = [
        run("id123456789", "WAITING", &[]),
        run("id123456789", "RUNNING", &[&reading]),
        run("id123456789", "SUCCESS", &[&reading, &writing]),
    ];
    next(server, &[&earlier])?;
    for state in &states {
        next(server, &[state, &earlier])?;
    }
    Ok(())
}

fn next(server: &MockServer, runs: &[&Value]) -> Result<(), Trouble> {
    let body = json!({"total": runs.len(), "size": runs.len(), "entities": runs});
    let answered = server.respond_once("ListMonitorLog", MockResponse::success().body(body));
    answered.map_err(|error| Trouble::of(&error))
}

fn run(id: &str, state: &str, steps: &[&Value]) -> Value {
    json!({
        "id": id, "execute_status": state, "detail_logs": steps, "data_count": 100,
        "data_size": 1000, "data_size_unit": "B", "dirty_data_count": 0, "spend_time": 5000,
    })
}

fn step(position: &str, remarks: &str, begin: i64) -> Value {
    json!({"position": position, "remarks": remarks, "step_begin_time": begin})
}
