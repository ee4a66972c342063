//! The flags that all programs have.

use std::ffi::OsString;

use clap::{Args, Parser};
use huaweicloud_core::Secret;

use crate::Product;

/// How to connect to the service.
#[derive(Args, Clone, Debug, Default)]
pub struct Connection {
    // Its help names the product: see `parse`.
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,

    /// Project that owns the instance [env: HUAWEICLOUD_SDK_PROJECT_ID]
    #[arg(long, value_name = "ID")]
    pub(crate) project_id: Option<String>,

    /// IAM token; other users of this machine can see flags, but not the variable
    /// [env: HUAWEICLOUD_TOKEN]
    #[arg(long, value_name = "TOKEN")]
    pub(crate) token: Option<Secret>,

    /// Use the mock server, regardless of environment variables
    #[arg(long, conflicts_with_all = ["endpoint", "project_id", "token"])]
    pub(crate) mock: bool,

    /// Allow http:// for a test server on this machine; no proxy is used
    #[arg(long)]
    pub(crate) allow_http: bool,

    /// Time limit for a call with all its attempts, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) timeout: u64,
}

/// How to connect to an instance of the service, if all calls are about one.
#[derive(Args, Clone, Debug, Default)]
pub struct InstanceConnection {
    #[command(flatten)]
    pub(crate) connection: Connection,

    // Its help names the variable: see `parse`.
    #[arg(long, value_name = "ID", conflicts_with = "mock")]
    pub(crate) instance_id: Option<String>,
}

impl From<&Connection> for InstanceConnection {
    fn from(connection: &Connection) -> Self {
        Self {
            connection: connection.clone(),
            instance_id: None,
        }
    }
}

impl From<&Self> for InstanceConnection {
    fn from(connection: &Self) -> Self {
        connection.clone()
    }
}

const CREDENTIALS: &str = "\
Without any of these settings, a mock server answers with the documented examples.
In place of a token, HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK can hold an access key, and
HUAWEICLOUD_SDK_SECURITY_TOKEN the token of a temporary one.";

/// Parses a command line, with help texts for this product.
pub(crate) fn parse<A: Parser>(
    product: &Product,
    command_line: Vec<OsString>,
) -> Result<A, clap::Error> {
    let Product {
        name,
        host,
        endpoint,
        ..
    } = product;
    let endpoint = format!(
        "Address of {name}, such as https://{host}.cn-north-4.myhuaweicloud.com [env: {endpoint}]"
    );
    let mut command = A::command().mut_arg("endpoint", |argument| argument.help(endpoint));
    if let Some(variable) = product.instance {
        let instance = format!("The {name} instance [env: {variable}]");
        command = command.mut_arg("instance_id", |argument| argument.help(instance));
    }
    let own = command.get_after_help().map(ToString::to_string);
    let after = [Some(CREDENTIALS.to_owned()), own];
    let after: Vec<_> = after.into_iter().flatten().collect();
    let command = command.after_help(after.join("\n\n"));
    A::from_arg_matches(&command.try_get_matches_from(command_line)?)
}
