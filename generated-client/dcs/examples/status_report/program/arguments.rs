//! The command line.

use clap::{Parser, ValueEnum};
use example_support::{Connection, InstanceConnection};

/// Print how many cache instances a project has in each state
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-dcs --example status_report --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

    /// Count instances whose creation failed, too
    #[arg(long)]
    pub(crate) include_failed: bool,

    /// A table, or one line of JSON
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

impl From<&Arguments> for InstanceConnection {
    fn from(arguments: &Arguments) -> Self {
        (&arguments.connection).into()
    }
}

/// How the report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
}

const AFTER_HELP: &str = "Exit codes: 0 fine, 1 the call failed, 2 could not run.";
