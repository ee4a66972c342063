//! Prints what a ROMA Connect instance is used for: connections, API calls, data integration tasks.
//!
//! ```text
//! cargo run -p huaweicloud-roma --example statistics_report
//! ```
//!
//! Without settings a mock server plays ROMA Connect; `--help` says how to name a real instance.

mod program;

use std::process::ExitCode;

use example_support::ExampleContext;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let command_line = std::env::args_os().collect();
    program::run(command_line, ExampleContext::of_process())
        .await
        .into()
}
