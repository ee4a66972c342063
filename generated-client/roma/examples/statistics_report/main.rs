//! Prints what a ROMA Connect instance is used for: connections, API calls, data integration tasks.
//!
//! ```text
//! cargo run -p huaweicloud-roma --example statistics_report
//! ```
//!
//! Without settings it shows the documented examples; `--help` tells how to name a real instance.

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
