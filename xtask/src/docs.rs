//! `cargo xtask docs`.

mod human;
mod progress;
mod read;

use std::process::ExitCode;

/// Work with documentation pages.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Read(read::Arguments),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Read(arguments) => read::run(arguments),
    }
}
