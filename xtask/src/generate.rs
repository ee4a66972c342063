//! `cargo xtask generate`.

use std::process::ExitCode;

/// Regenerate the model and client crates from the documents.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_arguments: &Arguments) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not built yet")
}
