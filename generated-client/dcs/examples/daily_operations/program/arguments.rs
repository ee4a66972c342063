//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use example_support::{Connection, InstanceConnection};

/// Take a tour of what is done with cache instances every day
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-dcs --example daily_operations --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: Connection,

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

    /// How many seconds to wait for work that goes on in the background
    #[arg(long, value_name = "SECONDS", default_value_t = 1800, value_parser = clap::value_parser!(u64).range(1..=86400))]
    pub(crate) wait: u64,
}

impl From<&Arguments> for InstanceConnection {
    fn from(arguments: &Arguments) -> Self {
        (&arguments.connection).into()
    }
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

/// The two sides of an equals sign.
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
In a real project nothing is changed unless you ask for it: without --only, the steps are `list`
and, with --instance-id, `slow-log` and `parameters`. Instances cost money until they are deleted,
and `restore` overwrites the data of the instance.

Exit codes: 0 fine, 1 a call or the work that it started failed, 2 could not run.";
