//! What is done with cache instances every day: list, create, back up, restore, analyze, tune, resize.
//!
//! ```text
//! cargo run -p huaweicloud-dcs --example daily_operations
//! ```
//!
//! Without settings a mock server plays the service; `--help` says how to name a real project.

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
