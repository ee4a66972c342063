//! `cargo xtask mock`.

use std::process::ExitCode;

/// Serve the documents over HTTP.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_arguments: &Arguments) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not built yet")
}
