//! `cargo xtask docs`.

use std::process::ExitCode;

/// Work with documentation pages
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {}

pub(crate) fn run(_command: &Command) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not built yet")
}
