//! The example programs: what they print, what they ask for, and each of their errors.
//!
//! They are one test program, because each of them links the whole client.

#[path = "../../examples/inventory/program/mod.rs"]
mod inventory;
#[path = "../../examples/publish_api/program/mod.rs"]
mod publish_api;
#[path = "../../examples/register_devices/program/mod.rs"]
mod register_devices;
#[path = "../../examples/run_task/program/mod.rs"]
mod run_task;
#[path = "../../examples/statistics_report/program/mod.rs"]
mod statistics_report;

mod tests {
    use std::error::Error;

    use huaweicloud_mock_server::MockServer;
    use serde_json::json;

    mod inventory;
    mod publish_api;
    mod register_devices;
    mod run_task;
    mod statistics_report;

    type TestResult = Result<(), Box<dyn Error>>;

    /// An error of the service, in the shape that all components have.
    fn refusal(status: u16, code: &str) -> huaweicloud_mock_server::MockResponse {
        let body = json!({"error_code": code, "error_msg": "no", "request_id": "r-1"});
        let answer = huaweicloud_mock_server::MockResponse::status(status).body(body);
        // Some of them are tried again: at once.
        answer.header("Retry-After", "0")
    }

    /// The operations that were called, in order.
    fn called(server: &MockServer) -> Vec<String> {
        let requests = server.requests();
        let names = requests.iter().filter_map(|request| request.operation());
        names.map(str::to_owned).collect()
    }
}
