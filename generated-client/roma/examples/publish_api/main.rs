//! Publishes an API from nothing, throttled and authorized, and takes everything back.
//!
//! ```text
//! cargo run -p huaweicloud-roma --example publish_api
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
