//! Prints how many cache instances a project has in each state.
//!
//! ```text
//! cargo run -p huaweicloud-dcs --example status_report
//! ```
//!
//! Without settings it shows the documented examples; `--help` says how to name a real project.

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
