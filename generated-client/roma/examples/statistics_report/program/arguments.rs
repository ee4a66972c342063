//! The command line.

use clap::{Parser, ValueEnum};
use huaweicloud_roma::Secret;

/// Print what a ROMA Connect instance is used for: connections, API calls, data integration tasks.
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-roma --example statistics_report --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    /// Address of ROMA Connect, such as https://roma.cn-north-4.myhuaweicloud.com
    /// [env: HUAWEICLOUD_ROMA_ENDPOINT]
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,

    /// Project that owns the instance [env: HUAWEICLOUD_SDK_PROJECT_ID]
    #[arg(long, value_name = "ID")]
    pub(crate) project_id: Option<String>,

    /// The ROMA Connect instance [env: HUAWEICLOUD_ROMA_INSTANCE_ID]
    #[arg(long, value_name = "ID")]
    pub(crate) instance_id: Option<String>,

    /// IAM token; other users of this machine can see flags, but not the variable
    /// [env: HUAWEICLOUD_TOKEN]
    #[arg(long, value_name = "TOKEN")]
    pub(crate) token: Option<Secret>,

    /// Show the documented examples, whatever the environment says
    #[arg(long, conflicts_with_all = ["endpoint", "project_id", "instance_id", "token"])]
    pub(crate) mock: bool,

    /// Allow http:// for a test server on this machine; no proxy is used
    #[arg(long)]
    pub(crate) allow_http: bool,

    /// How far back the API statistics go: 90m at most by minute, otherwise 72h
    #[arg(long, value_name = "TIME", default_value = "24h")]
    pub(crate) duration: String,

    /// What one line of the API statistics covers
    #[arg(long, value_name = "PERIOD", default_value = "hour", value_parser = ["minute", "hour", "day"])]
    pub(crate) cycle: String,

    /// How many seconds the calls may take, with all their attempts
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,

    /// Tables for people, or one line of JSON for machines
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// How the report is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
}

const AFTER_HELP: &str = "\
Without any of the first four settings, the report is made of the documented examples.
In place of a token, HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK can hold an access key, and
HUAWEICLOUD_SDK_SECURITY_TOKEN what belongs to a temporary one.

Exit codes: 0 fine, 1 a call failed, 2 could not run.";
