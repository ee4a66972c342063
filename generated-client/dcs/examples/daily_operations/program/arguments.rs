//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use huaweicloud_dcs::Secret;

/// Take a tour of what is done with cache instances every day
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-dcs --example daily_operations --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    /// Address of the service, such as https://dcs.cn-north-4.myhuaweicloud.com
    /// [env: HUAWEICLOUD_DCS_ENDPOINT]
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,

    /// Project that owns the instances [env: HUAWEICLOUD_SDK_PROJECT_ID]
    #[arg(long, value_name = "ID")]
    pub(crate) project_id: Option<String>,

    /// IAM token; other users of this machine can see flags, but not the variable
    /// [env: HUAWEICLOUD_TOKEN]
    #[arg(long, value_name = "TOKEN")]
    pub(crate) token: Option<Secret>,

    /// Use the mock server, whatever the environment says
    #[arg(long, conflicts_with_all = ["endpoint", "project_id", "token"])]
    pub(crate) mock: bool,

    /// Allow http:// for a test server on this machine; no proxy is used
    #[arg(long)]
    pub(crate) allow_http: bool,

    /// Run these steps only, in the order of the tour
    #[arg(long, value_enum, value_name = "STEP", value_delimiter = ',')]
    pub(crate) only: Vec<Step>,

    /// The instance to work on, unless the tour creates one
    #[arg(long, value_name = "ID")]
    pub(crate) instance_id: Option<String>,

    /// File with the JSON body of CreateInstance, for the step `create`
    #[arg(long, value_name = "FILE")]
    pub(crate) create_request: Option<PathBuf>,

    /// The backup to restore, unless the tour makes one
    #[arg(long, value_name = "ID")]
    pub(crate) backup_id: Option<String>,

    /// Parameter to change, for the step `parameters`
    #[arg(long, value_name = "NAME=VALUE", value_parser = assignment)]
    pub(crate) parameter: Option<Assignment>,

    /// New specification and its capacity in GB, for the step `resize`
    #[arg(long, value_name = "SPEC_CODE=GB", value_parser = assignment)]
    pub(crate) resize_to: Option<Assignment>,

    /// How many seconds one call may take, with all its attempts
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,

    /// How many seconds to wait for work that goes on in the background
    #[arg(long, value_name = "SECONDS", default_value_t = 1800, value_parser = clap::value_parser!(u64).range(1..=86400))]
    pub(crate) wait: u64,
}

/// What the tour consists of, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Step {
    /// List the instances, page by page
    List,
    /// Create an instance and wait until it runs
    Create,
    /// Back the instance up
    Backup,
    /// Restore the instance from the backup
    Restore,
    /// Find the big keys
    BigKeys,
    /// Show the slowest commands of the last day
    SlowLog,
    /// Show the configuration parameters and change one
    Parameters,
    /// Change the specification of the instance
    Resize,
}

/// What stands on both sides of an equals sign.
#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    pub(crate) name: String,
    pub(crate) value: String,
}

fn assignment(text: &str) -> Result<Assignment, String> {
    let (name, value) = text
        .split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or("expected two values with `=` between them")?;
    Ok(Assignment {
        name: name.to_owned(),
        value: value.to_owned(),
    })
}

const AFTER_HELP: &str = "\
Without any of the first three settings, a mock server answers with the documented examples.
In place of a token, HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK can hold an access key, and
HUAWEICLOUD_SDK_SECURITY_TOKEN what belongs to a temporary one.

In a real project nothing is changed unless you ask for it: without --only, the steps are `list`
and, with --instance-id, `slow-log` and `parameters`. Instances cost money until they are deleted,
and `restore` overwrites the data of the instance.

Exit codes: 0 fine, 1 a call or the work that it started failed, 2 could not run.";
