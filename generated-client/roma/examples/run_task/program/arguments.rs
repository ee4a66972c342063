//! The command line.

use std::time::Duration;

use clap::Parser;
use example_support::InstanceConnection;

/// Start a data integration task and show what its run does until it ends
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-roma --example run_task --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: InstanceConnection,

    /// The task to run; without it, the only one that the instance has
    #[arg(long, value_name = "ID")]
    pub(crate) task_id: Option<String>,

    /// How many seconds to wait between two looks at the log, at most
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub(crate) interval: Duration,

    /// How many seconds to watch the run
    #[arg(long, value_name = "SECONDS", default_value = "1800", value_parser = seconds)]
    pub(crate) wait: Duration,

    /// Stop the run when the time is over or Ctrl-C is pressed
    #[arg(long)]
    pub(crate) stop: bool,
}

impl From<&Arguments> for InstanceConnection {
    fn from(arguments: &Arguments) -> Self {
        arguments.connection.clone()
    }
}

/// More than a day is not worth a terminal.
const MOST_SECONDS: f64 = 86_400.0;

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok();
    seconds
        .filter(|seconds| *seconds > 0.0 && *seconds <= MOST_SECONDS)
        .map(Duration::from_secs_f64)
        .ok_or_else(|| format!("expected a number of seconds up to {MOST_SECONDS}"))
}

const AFTER_HELP: &str = "\
Ctrl-C leaves the program and not the run, which goes on in the service, unless --stop is given.

Examples:
  Try it on the mock server:
    cargo run -p huaweicloud-roma --example run_task
  Run a task of a real instance, named by the environment, for ten minutes at most:
    cargo run -p huaweicloud-roma --example run_task -- \\
        --task-id 49460e99d597464d885f871dd6acc894 --wait 600 --stop

Exit codes: 0 the run succeeded, 1 it did not or a call failed, 2 could not run, 130 interrupted.";
