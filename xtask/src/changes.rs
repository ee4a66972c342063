//! `cargo xtask changes`.

use std::process::ExitCode;

/// Tell what changed in the documents and whom it breaks
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_arguments: &Arguments) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not built yet")
}
