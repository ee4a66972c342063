//! `cargo xtask check`.

use std::process::ExitCode;

/// Check the OpenAPI documents.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_arguments: &Arguments) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not built yet")
}
