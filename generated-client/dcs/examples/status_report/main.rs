//! Prints how many cache instances a project has in each state.
//!
//! ```text
//! cargo run -p huaweicloud-dcs --example status_report
//! ```
//!
//! Without settings it shows the documented examples; `--help` tells how to name a real project.

mod program;

use std::io::Write;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let variable = |name: &str| std::env::var(name).ok();
    let outcome = program::run(std::env::args_os(), &variable).await;
    // Whoever closes the pipe early has read enough: nothing to report, and nobody to report to.
    let _ = std::io::stderr().write_all(outcome.stderr.as_bytes());
    let _ = std::io::stdout().write_all(outcome.stdout.as_bytes());
    ExitCode::from(outcome.exit_code)
}
