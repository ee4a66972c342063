//! The command line.

use clap::Parser;
use example_support::InstanceConnection;

/// Publish an API from nothing, throttled and authorized, and take everything back
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-roma --example publish_api --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: InstanceConnection,

    /// Name of everything that is created: a letter, then letters, digits and underscores
    #[arg(long, default_value = "publish_api_example")]
    pub(crate) name: String,

    /// Path of the API in its group
    #[arg(long, default_value = "/example")]
    pub(crate) path: String,

    /// What the API answers
    #[arg(long, value_name = "TEXT", default_value = "It works.")]
    pub(crate) answer: String,

    /// How often the API may be called in a minute
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = clap::value_parser!(i64).range(1..))]
    pub(crate) calls: i64,

    /// Environment to publish in; the default is the environment RELEASE
    #[arg(
        long,
        value_name = "ID",
        default_value = "DEFAULT_ENVIRONMENT_RELEASE_ID"
    )]
    pub(crate) environment_id: String,

    /// Leave everything in place unless something fails
    #[arg(long)]
    pub(crate) keep: bool,
}

impl From<&Arguments> for InstanceConnection {
    fn from(arguments: &Arguments) -> Self {
        arguments.connection.clone()
    }
}

const AFTER_HELP: &str = "\
Whatever fails, and on Ctrl-C, what had been created by then is removed in reverse order, and what
could not be removed is listed with its ID.

Examples:
  Try it on the mock server:
    cargo run -p huaweicloud-roma --example publish_api
  Publish for 10 calls a minute in a real instance, named by the environment, and keep it:
    cargo run -p huaweicloud-roma --example publish_api -- --name greeting --calls 10 --keep

Exit codes: 0 fine, 1 a call failed or something was left behind, 2 could not run,
130 interrupted.";
