//! The command line.

use clap::{Parser, ValueEnum};
use example_support::InstanceConnection;

/// List what a ROMA Connect instance holds: applications, APIs, devices, tasks, queues
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-roma --example inventory --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: InstanceConnection,

    /// How many to list of each kind, at most
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) most: u32,

    /// How many to fetch with one call
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..=500))]
    pub(crate) page_size: i64,

    /// Tables, or one line of JSON with everything that the service answers
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

impl From<&Arguments> for InstanceConnection {
    fn from(arguments: &Arguments) -> Self {
        arguments.connection.clone()
    }
}

/// How the inventory is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
}

const AFTER_HELP: &str = "\
A list that cannot be fetched does not hide the others.

Examples:
  Try it on the mock server:
    cargo run -p huaweicloud-roma --example inventory
  The names of all APIs of a real instance, named by the environment:
    cargo run -p huaweicloud-roma --example inventory -- --format json | jq -r '.apis[].name'

Exit codes: 0 fine, 1 a list could not be fetched, 2 could not run.";
