//! What is done with cache instances every day: list, create, back up, restore, analyze, tune, resize.
//!
//! ```text
//! cargo run -p huaweicloud-dcs --example daily_operations
//! ```
//!
//! Without settings a mock server plays the service; `--help` says how to name a real project.

mod program;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let variable = |name: &str| std::env::var(name).ok();
    // Whoever closes the pipe early has read enough: nothing to report, and nobody to report to.
    let print = Arc::new(|text: &str| {
        let _ = std::io::stdout().write_all(text.as_bytes());
    });
    let outcome = program::run(std::env::args_os(), &variable, print).await;
    let _ = std::io::stderr().write_all(outcome.stderr.as_bytes());
    ExitCode::from(outcome.exit_code)
}
