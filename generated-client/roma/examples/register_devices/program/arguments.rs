//! The command line.

use std::path::PathBuf;

use clap::Parser;
use example_support::InstanceConnection;

/// Register devices of a product in bulk, from a CSV file
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo run -p huaweicloud-roma --example register_devices --",
    after_help = AFTER_HELP
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    connection: InstanceConnection,

    /// CSV file with a line for each device; without it, the sample of this program
    #[arg(long, value_name = "FILE", default_value = SAMPLE, hide_default_value = true)]
    pub(crate) file: PathBuf,

    /// Product of the devices; without it, the only one that the instance has
    #[arg(long, value_name = "ID")]
    pub(crate) product_id: Option<i64>,

    /// Application of the devices; without it, that of the product
    #[arg(long, value_name = "ID")]
    pub(crate) app_id: Option<String>,

    /// How many devices to register at the same time
    #[arg(long, value_name = "NUMBER", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=32))]
    pub(crate) concurrency: u8,

    /// Check the file and say what would be registered
    #[arg(long)]
    pub(crate) dry_run: bool,
}

impl From<&Arguments> for InstanceConnection {
    fn from(arguments: &Arguments) -> Self {
        arguments.connection.clone()
    }
}

const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/examples/register_devices/devices.csv"
);

const AFTER_HELP: &str = "\
The columns of the file are device_name and node_id, and if you like password, description and tags,
which are separated by semicolons. Lines that are not valid are reported and left out. Devices that
the product has already, by node_id, are skipped: after a failure, run the same file again.

Examples:
  Register the devices of the sample on the mock server:
    cargo run -p huaweicloud-roma --example register_devices
  Check a file for the product 10001 of a real instance, named by the environment:
    cargo run -p huaweicloud-roma --example register_devices -- --file devices.csv \\
        --product-id 10001 --dry-run

Exit codes: 0 fine, 1 a line is not valid or a device could not be registered, 2 could not run.";
