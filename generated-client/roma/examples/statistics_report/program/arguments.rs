//! The command line.

use clap::{Parser, ValueEnum};
use example_support::InstanceConnection;

/// Print what a ROMA Connect instance is used for: connections, API calls, data integration tasks
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-roma --example statistics_report --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: InstanceConnection,

    /// How far back the API statistics go: 90m at most by minute, otherwise 72h
    #[arg(long, value_name = "TIME", default_value = "24h")]
    pub(crate) duration: String,

    /// What one bar and one line of the API statistics cover
    #[arg(long, value_name = "PERIOD", default_value = "hour", value_parser = ["minute", "hour", "day"])]
    pub(crate) cycle: String,

    /// A picture and tables, or one line of JSON
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

impl From<&Arguments> for InstanceConnection {
    fn from(arguments: &Arguments) -> Self {
        arguments.connection.clone()
    }
}

/// How the report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
}

const AFTER_HELP: &str = "\
The report is as wide as the terminal, or as COLUMNS says; in a pipe it has 100 columns and no colors.

Examples:
  The last 90 minutes, minute by minute:
    cargo run -p huaweicloud-roma --example statistics_report -- --duration 90m --cycle minute
  The documented examples, as JSON:
    cargo run -p huaweicloud-roma --example statistics_report -- --mock --format json

Exit codes: 0 fine, 1 a call failed, 2 could not run.";
